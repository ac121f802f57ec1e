"""A whole service in one process on virtual time: the exchange, the store, the desk, duties that tick each second, or
every three seconds of a quiet stretch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from allo.app.dispatch import FrontDesk
from allo.app.house import House
from allo.app.ports import Ids, Store
from allo.domain.rules import Rules
from allo.telephony.simulator.acts import Act, Witness
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.timeline import Timeline
from ivr_flows.catalogue import Catalogue
from scheduler.duties import DUTIES
from scheduler.rounds import Rounds

_SECOND, _QUIET = 1.0, 3.0  # between two ticks; where nothing has happened for a while, so that the demo is quick
_A_WHILE = timedelta(seconds=12)


class Evening:
    """`seed`: what chance does on the exchange; `witness`: is shown each act of it."""

    def __init__(self, store: Store, start: datetime, *, rules: Rules, ids: Ids, seed: int, witness: Witness) -> None:
        self.timeline = Timeline(start)
        self.exchange = Exchange(self.timeline, seed=seed, lines=[rules.line])
        self.house = House(store, self.exchange, rules, ids, Catalogue())
        self.exchange.connect(FrontDesk(self.house, self.timeline))
        self.exchange.watch(witness)
        self.exchange.watch(self._notice)
        self._last = start
        self._rounds = Rounds(self.house, DUTIES)
        self.timeline.call_later(0.0, self._tick)

    async def _tick(self) -> None:
        await self._rounds.go(self.timeline.now())
        self.timeline.call_later(self._until_next(), self._tick)

    def _notice(self, act: Act) -> None:
        self._last = act.at

    def _until_next(self) -> float:
        """Ticks of a quiet stretch fall on whole multiples of it, so that what is due on the minute is on time."""
        now = self.timeline.now()
        if now - self._last < _A_WHILE:
            return _SECOND
        return _QUIET - now.timestamp() % _QUIET

    async def play(self, until: datetime, each: timedelta, tell: Callable[[datetime], None]) -> None:
        """Let everything happen until then; `tell` the time after each stretch."""
        while self.timeline.now() < until:
            await self.timeline.run_until(min(until, self.timeline.now() + each))
            tell(self.timeline.now())
            self._raise_failures()

    def _raise_failures(self) -> None:
        """What failed at the desk is never passed over."""
        if self.exchange.failures:
            raise self.exchange.failures[0][1]
