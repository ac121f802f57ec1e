"""Handsets handled over a socket: put one up, ring, listen, press, speak, hang up; what tests ask of the exchange."""

from __future__ import annotations

from collections.abc import Mapping

from allo.domain.events import Outcome
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.kinds import settle
from allo.telephony.simulator.legs import Line
from allo.telephony.simulator.transcript import Transcript
from allo.telephony.simulator.wire import Handler, Peer, Plain


class FarHandset(Handset):
    """A handset whose owner is at the other end of a socket: everything that reaches it is passed on."""

    def __init__(
        self, exchange: Exchange, number: str, name: str, peer: Peer, *, rotary: bool = False, withheld: bool = False
    ) -> None:
        self._before = exchange.telephones.get(number)
        super().__init__(exchange, number, name, rotary=rotary, withheld=withheld)
        self._peer = peer

    def leave(self, peer: Peer) -> None:
        """Where its owner's connection was this one: hang up, and whatever was at this number is there again."""
        if peer is not self._peer or self.exchange.telephones.get(self.number) is not self:
            return
        self.hangs_up()
        del self.exchange.telephones[self.number]
        if self._before is not None:
            self.exchange.install(self._before)

    def called(self, line: Line) -> Outcome | None:
        outcome = super().called(line)
        if outcome is None:
            self._peer.tell("ringing", number=self.number)
        return outcome

    def connected(self, line: Line) -> None:
        super().connected(line)
        self._peer.tell("connected", number=self.number)

    def ended(self, line: Line, outcome: Outcome) -> None:
        super().ended(line, outcome)
        self._peer.tell("ended", number=self.number, outcome=outcome.value)

    def word_begins(self, text: str) -> None:
        super().word_begins(text)
        self._peer.tell("heard", number=self.number, text=text)

    def voice(self, name: str, text: str, seconds: float) -> None:
        super().voice(name, text, seconds)
        self._peer.tell("voice", number=self.number, name=name, text=text)


class HandsetDesk:
    """What one connection may ask about handsets."""

    def __init__(self, exchange: Exchange, transcript: Transcript, peer: Peer, seed: int) -> None:
        self._exchange = exchange
        self._transcript = transcript
        self._peer = peer
        self._seed = seed

    def handlers(self) -> Mapping[str, Handler]:
        acts = (
            *(self.install, self.people, self.dials, self.picks_up, self.refuses, self.hangs_up, self.is_cut_off),
            *(self.presses, self.says, self.heard, self.rings, self.rooms, self.calls, self.transcript),
        )
        return {act.__name__: act for act in acts}

    async def install(self, values: Plain) -> None:
        """A handset handled from here. Raises ValueError where somebody is on the telephone at that number."""
        number = values["number"]
        there = self._exchange.telephones.get(number)
        if isinstance(there, Handset) and (there.ringing or there.talking):
            raise ValueError(f"{number} is in a call")
        ways = {way: bool(values.get(way)) for way in ("rotary", "withheld")}
        FarHandset(self._exchange, number, values.get("name") or number, self._peer, **ways)

    async def people(self, values: Plain) -> None:
        """People who act by themselves: [{number, name, kind, options}]."""
        install_people(self._exchange, values["people"], self._seed)

    async def dials(self, values: Plain) -> None:
        self._at(values).dials(values["line"])

    async def picks_up(self, values: Plain) -> None:
        self._at(values).picks_up()

    async def refuses(self, values: Plain) -> None:
        self._at(values).refuses()

    async def hangs_up(self, values: Plain) -> None:
        self._at(values).hangs_up()

    async def is_cut_off(self, values: Plain) -> None:
        self._at(values).is_cut_off()

    async def presses(self, values: Plain) -> None:
        self._at(values).presses(values["keys"])

    async def says(self, values: Plain) -> None:
        self._at(values).says(values["text"], values.get("seconds"))

    async def heard(self, values: Plain) -> object:
        return self._at(values).heard

    async def rings(self, values: Plain) -> object:
        """The ledger of rings: each telephone reached, and how many times each call id was asked for."""
        rings = self._exchange.rings
        log = [{"at": ring.at.isoformat(), "call": ring.call, "number": ring.number} for ring in rings.log]
        return {"log": log, "asked": dict(rings.asked)}

    async def rooms(self, values: Plain) -> object:
        """Who is in which room."""
        seats = [(leg, leg.seat) for leg in self._exchange.in_room() if leg.seat is not None]
        return [
            {"room": seat.room, "call": leg.call, "name": leg.telephone.name, "number": leg.telephone.number}
            | {"stay": seat.stay, "muted": seat.muted}
            for leg, seat in seats
        ]

    async def calls(self, values: Plain) -> object:
        return {leg.call: [leg.telephone.number, leg.state.value] for leg in self._exchange.live_legs()}

    async def transcript(self, values: Plain) -> object:
        self._transcript.close()
        return [str(line) for line in self._transcript.lines[values.get("after", 0) :]]

    def _at(self, values: Plain) -> Handset:
        handset = self._exchange.telephones.get(values["number"])
        if not isinstance(handset, Handset):
            raise ValueError(f"no handset at {values['number']}")
        return handset


def install_people(exchange: Exchange, people: list[Plain], seed: int) -> None:
    for one in people:
        number, kind = one["number"], one.get("kind", "listener")
        settle(exchange, number, one.get("name") or number, kind, seed=seed, options=one.get("options"))
