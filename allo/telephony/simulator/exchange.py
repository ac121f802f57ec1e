"""The exchange: a small telephone network behind the port that Twilio and Asterisk are behind too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random

from allo.app.ports import Abilities, Desk, Found, NotFound, NotThere, Refused, Seated, Snapshot
from allo.domain.calls import Listing, State
from allo.domain.events import Event, Outcome
from allo.domain.orders import Order
from allo.telephony.simulator.acts import Act, Witness
from allo.telephony.simulator.connection import Connection
from allo.telephony.simulator.desk_line import DeskLine, Reached
from allo.telephony.simulator.faults import Fault, Faults, Wire
from allo.telephony.simulator.halls import Halls
from allo.telephony.simulator.legs import Installed, Leg, Line, Nobody, Plant, Telephone
from allo.telephony.simulator.orders import carry_out, key_of
from allo.telephony.simulator.rings import Ring, Rings
from allo.telephony.simulator.timeline import Timeline

LINE = "+33199000000"
FOUR_HOURS = 4 * 3600
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


class Exchange:
    """Implements `Telephony`. `lines`: our own numbers. Everything it does by chance follows from `seed`."""

    def __init__(
        self, timeline: Timeline, *, seed: int = 0, can: Abilities | None = None, lines: Sequence[str] = (LINE,)
    ) -> None:
        self.timeline = timeline
        self.lines = set(lines)
        self.rings = Rings()
        self.faults = Faults()
        self.events: list[Event] = []  # what was emitted lately, only where `keeps_events`
        self.keeps_events = False
        self.telephones: dict[str, Installed] = {}
        self._witnesses: list[Witness] = []
        self._connections: dict[str, Connection] = {}
        reached = Reached(self._listing, self._nothing, self._comfort, self._give_up)
        self.desk_line = DeskLine(timeline, reached)
        chance = Random(seed)  # noqa: S311 - people's whims, no secret
        self.plant = Plant(timeline, can or Abilities(), chance, self._emit, self._witness)
        self.plant.idle_seconds *= timeline.speed  # what Allô takes to answer is the machine's time
        self.halls = Halls(self.plant, self.desk_line.ask_waiting)

    # --- setting up --------------------------------------------------------------------------------------------------

    def connect(self, desk: Desk | None) -> None:
        """Who takes the calls; None: Allô is away."""
        self.desk_line.desk = desk

    def install(self, what: Installed) -> None:
        """This telephone, or switchboard, answers at its number."""
        self.telephones[what.number] = what

    def watch(self, witness: Witness) -> None:
        self._witnesses.append(witness)

    @property
    def sounds(self) -> dict[str, float]:
        """How long stored sounds last, in seconds, by name; five where it is not known."""
        return self.plant.sounds

    @property
    def wire(self) -> Wire:
        return self.desk_line.wire

    @wire.setter
    def wire(self, wire: Wire) -> None:
        self.desk_line.wire = wire

    @property
    def failures(self) -> list[tuple[datetime, Exception]]:
        """What the desk raised; empty in a healthy run."""
        return self.desk_line.failures

    # --- the port ----------------------------------------------------------------------------------------------------

    @property
    def can(self) -> Abilities:
        return self.plant.can

    async def dial(self, call: str, number: str, *, ring: int, limit: int, detect_machine: bool) -> None:
        self._ask("dial", call, lambda: self._dial(call, number, ring, limit, detect_machine))

    async def instruct(self, call: str) -> None:
        self._ask("instruct", call, lambda: self._instruct(call))

    async def hang_up(self, call: str) -> None:
        self._ask("hang_up", call, lambda: self._live(call).close())

    async def order(self, order: Order) -> None:
        self._ask("order", key_of(order), lambda: carry_out(self.plant, self.halls, self._live, order))

    async def snapshot(self) -> Snapshot:
        self._ask("snapshot", "", lambda: None)
        calls = {call: one.leg.state for call, one in self._connections.items() if one.leg.state is not State.ENDED}
        legs = [leg for hall in self.halls.by_name.values() for leg in hall.legs.values()]
        seats = {leg.seat.stay: Seated(leg.call, leg.seat.room, leg.seat.muted) for leg in legs if leg.seat is not None}
        return Snapshot(calls, seats, self.timeline.now())

    async def trace(self, call: str, number: str, since: datetime) -> Found | NotFound:
        self._ask("trace", call, lambda: None)
        found = self._connections.get(call)
        return Found(found.leg.state) if found is not None else NotFound()

    # --- the handsets' side ------------------------------------------------------------------------------------------

    def ring_in(self, telephone: Telephone, line: str, *, withheld: bool = False) -> Line | None:
        """A telephone calls one of our lines; None where the number dialled is not ours."""
        if line not in self.lines:
            return None
        number = None if withheld else telephone.number
        call = "".join(self.plant.chance.choices(_LETTERS, k=20))
        leg = Leg(call, number, line, telephone, inbound=True, limit=FOUR_HOURS)
        connection = self._connect(leg)
        connection.arrive()
        return connection

    def outcome_of(self, call: str) -> Outcome | None:
        return self._connections[call].leg.outcome

    def in_room(self, room: str | None = None) -> list[Leg]:
        """Who is in this room (in any), in order of arrival."""
        halls = self.halls.by_name.values() if room is None else filter(None, [self.halls.by_name.get(room)])
        return [leg for hall in halls for leg in hall.legs.values()]

    def live_legs(self) -> list[Leg]:
        return [one.leg for one in self._connections.values() if one.leg.state is not State.ENDED]

    # --- inside ------------------------------------------------------------------------------------------------------

    def _ask(self, verb: str, key: str, act: Callable[[], None]) -> None:
        """Do it, with the fault that is due."""
        fault: Fault | None = self.faults.draw(verb, key)
        if fault is None or fault.done:
            act()
        if fault is not None:
            raise fault.error

    def _dial(self, call: str, number: str, ring: int, limit: int, detect: bool) -> None:
        self.rings.asked[call] += 1
        if call in self._connections:
            raise Refused("this call was placed already")
        telephone = (self.telephones.get(number) or Nobody(number)).receiver()
        leg = Leg(call, number, min(self.lines), telephone, inbound=False, limit=limit, detect=detect)
        self._connect(leg).dial(ring)

    def _connect(self, leg: Leg) -> Connection:
        connection = Connection(self.plant, leg, self.halls, ask_list=self.desk_line.ask_list, rang=self._rang)
        self._connections[leg.call] = connection
        return connection

    def _rang(self, leg: Leg) -> None:
        self.rings.log.append(Ring(self.timeline.now(), leg.call, leg.telephone.number))

    def _instruct(self, call: str) -> None:
        if not self._live(call).leg.is_up:
            raise NotThere(call)
        self.desk_line.ask_list(call)

    def _live(self, call: str) -> Connection:
        connection = self._connections.get(call)
        if connection is None or connection.leg.state is State.ENDED:
            raise NotThere(call)
        return connection

    def _emit(self, event: Event) -> None:
        if self.keeps_events:
            self.events.append(event)
        self.desk_line.emit(event)

    def _witness(self, act: Act) -> None:
        for witness in self._witnesses:
            witness(act)

    def _listing(self, call: str, listing: Listing) -> None:
        self._connections[call].perform(listing)

    def _nothing(self, call: str) -> None:
        self._connections[call].player.no_reply()

    def _comfort(self, call: str, text: str) -> None:
        self._connections[call].comfort(text)

    def _give_up(self, call: str) -> None:
        self._connections[call].give_up()


def people_of(exchange: Exchange, room: str | None = None) -> list[str]:
    """The names of those in a room."""
    return [leg.telephone.name for leg in exchange.in_room(room)]
