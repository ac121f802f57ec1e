"""The contract's provider on the built-in exchange, in virtual time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from allo.app.ports import Abilities, Desk, Telephony
from allo.domain.events import Outcome
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.people import Voicemail
from allo.telephony.simulator.timeline import Timeline
from tests.contract.telephony.provider import Answering, Phone, Provider, Traits
from tests.support.exchange_bench import TUESDAY

TROUBLES = {Answering.BUSY: Outcome.BUSY, Answering.UNREACHABLE: Outcome.UNREACHABLE}
LIKE_TWILIO = Abilities(keys_in_room=False, private_in_room=False, volume=False)


class Table(Handset):
    """A handset that keeps the tones it was sent."""

    dialled: str = ""

    def tones(self, digits: str) -> None:
        self.dialled += digits
        super().tones(digits)


class ExchangePhone:
    """`Phone` over a handset."""

    def __init__(self, handset: Table) -> None:
        self.handset = handset

    @property
    def ringing(self) -> bool:
        return self.handset.ringing

    @property
    def talking(self) -> bool:
        return self.handset.talking

    @property
    def heard(self) -> Sequence[str]:
        return self.handset.heard

    @property
    def voices(self) -> Sequence[str]:
        return [name for name, _ in self.handset.voices]

    @property
    def tones(self) -> str:
        return self.handset.dialled

    async def dials(self) -> None:
        self.handset.dials()
        await self._settle()

    async def picks_up(self) -> None:
        self.handset.picks_up()
        await self._settle()

    async def refuses(self) -> None:
        self.handset.refuses()
        await self._settle()

    async def presses(self, keys: str) -> None:
        self.handset.presses(keys)
        await self._settle()

    async def says(self, text: str, seconds: float) -> None:
        self.handset.says(text, seconds)
        await self._settle()

    async def hangs_up(self) -> None:
        self.handset.hangs_up()
        await self._settle()

    async def is_cut_off(self) -> None:
        self.handset.is_cut_off()
        await self._settle()

    async def _settle(self) -> None:
        await self.handset.exchange.timeline.settle()


class ExchangeProvider:
    """`Provider` over an exchange with these abilities."""

    traits = Traits()

    def __init__(self, can: Abilities) -> None:
        self.exchange = Exchange(Timeline(TUESDAY), can=can)

    @property
    def telephony(self) -> Telephony:
        return self.exchange

    @property
    def failures(self) -> Sequence[Exception]:
        return [error for _, error in self.exchange.failures]

    async def connect(self, desk: Desk) -> None:
        self.exchange.connect(desk)

    async def phone(
        self,
        name: str,
        number: str,
        *,
        answering: Answering = Answering.BY_HAND,
        rotary: bool = False,
        withheld: bool = False,
    ) -> Phone:
        person = Voicemail(6.0, seed=name) if answering is Answering.VOICEMAIL else None
        trouble = TROUBLES.get(answering)
        table = Table(self.exchange, number, name, person=person, rotary=rotary, withheld=withheld, trouble=trouble)
        if answering is Answering.UNASSIGNED:
            del self.exchange.telephones[number]
        return ExchangePhone(table)

    def rings_at(self, number: str) -> int:
        return self.exchange.rings.of_number(number)

    def now(self) -> datetime:
        return self.exchange.timeline.now()

    async def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        return await self.exchange.timeline.until(condition, seconds)

    async def passes(self, seconds: float) -> None:
        await self.exchange.timeline.run_for(seconds)

    async def settle(self) -> None:
        await self.exchange.timeline.settle()


@asynccontextmanager
async def exchange_that_can_all() -> AsyncIterator[Provider]:
    yield ExchangeProvider(Abilities())


@asynccontextmanager
async def exchange_like_twilio() -> AsyncIterator[Provider]:
    """In a room only the star is heard, by leaving it; nothing can be louder."""
    yield ExchangeProvider(LIKE_TWILIO)
