"""The duties on a clock that is driven by somebody else: a demo, a test, a rehearsal at any speed.

Each call of `go` runs, in their order, the duties whose period has passed. The real service has `ticker.Ticker`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from allo.app.house import House
from scheduler.duties import Duty


class Rounds:
    def __init__(self, house: House, duties: Iterable[Duty]) -> None:
        self._house = house
        self._duties = tuple(duties)
        self._next: dict[str, datetime] = {}

    async def go(self, now: datetime) -> None:
        for duty in self._duties:
            if now >= self._next.get(duty.name, now):
                self._next[duty.name] = now + timedelta(seconds=duty.period)
                await duty.do(self._house, now)
