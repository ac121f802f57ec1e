"""A whole service in one process on virtual time: the exchange, the store, the desk, duties that tick each second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from allo.app.dispatch import FrontDesk
from allo.app.house import House
from allo.app.ports import Ids, Store
from allo.domain.rules import Rules
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.timeline import Timeline
from allo.telephony.simulator.transcript import Line, Transcript
from ivr_flows.catalogue import Catalogue
from scheduler.duties import DUTIES
from scheduler.rounds import Rounds

_SECOND = 1.0


class Evening:
    """`seed`: what chance does on the exchange; `hear`: called with each line of the transcript."""

    def __init__(
        self, store: Store, start: datetime, *, rules: Rules, ids: Ids, seed: int, hear: Callable[[Line], None]
    ) -> None:
        self.timeline = Timeline(start)
        self.exchange = Exchange(self.timeline, seed=seed, lines=[rules.line])
        self.house = House(store, self.exchange, rules, ids, Catalogue())
        self.exchange.connect(FrontDesk(self.house, self.timeline))
        self.transcript = Transcript(hook=hear)
        self.exchange.watch(self.transcript)
        self._rounds = Rounds(self.house, DUTIES)
        self.timeline.call_later(0.0, self._tick)

    async def _tick(self) -> None:
        await self._rounds.go(self.timeline.now())
        self.timeline.call_later(_SECOND, self._tick)

    async def play(self, until: datetime, each: timedelta, tell: Callable[[datetime], None]) -> None:
        """Let everything happen until then; `tell` the time after each stretch."""
        while self.timeline.now() < until:
            await self.timeline.run_until(min(until, self.timeline.now() + each))
            self.transcript.close()
            tell(self.timeline.now())
            self._raise_failures()

    def _raise_failures(self) -> None:
        """What failed at the desk is never passed over."""
        if self.exchange.failures:
            raise self.exchange.failures[0][1]
