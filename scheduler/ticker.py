"""The only user of APScheduler: a clock that ticks, with no job worth keeping.

One interval job per duty in a memory store; a late tick is run, missed ticks are run once (RELIABILITY §1.3). Periods
are seconds of Allô's clock, which may run faster than the machine's (an exchange at `speed`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from allo.app.house import House
from allo.app.ports import Clock
from allo.clock import SystemClock
from allo.domain.errors import AlloError
from scheduler.duties import FIRST_ROUND, Duty

SHORTEST = 0.1  # machine seconds between two ticks of one duty, however fast the clock runs
LATE = 30.0  # seconds, beside three periods, after which a duty that has not been done well is late
_GUARD = 5.0  # machine seconds between two looks at whether the machine's clock was set back
_PATIENCE = 2.0  # machine seconds that a stop waits for the ticks under way

_log = structlog.get_logger("allo.scheduler")


class Ticker:
    """Runs the duties for as long as it is started. `machine`: the clock that APScheduler goes by."""

    def __init__(
        self,
        house: House,
        clock: Clock,
        duties: Iterable[Duty],
        *,
        speed: float = 1.0,
        machine: Clock = SystemClock(),  # noqa: B008 - it has no state
    ) -> None:
        self._house, self._clock, self._speed = house, clock, speed
        self._duties = {duty.name: duty for duty in duties}
        self._machine_clock = machine
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._guard: asyncio.TimerHandle | None = None
        self._ticks: set[asyncio.Task[Any] | None] = set()
        self._done: dict[str, datetime] = {}
        self._faults: dict[str, str] = {}  # the last one of each duty that fails

    async def first_round(self) -> None:
        """What a stop left undone is met before anything else: see `FIRST_ROUND`."""
        for name in FIRST_ROUND:
            if name in self._duties:
                await self.tick(self._duties[name])

    def start(self) -> None:
        now = self._clock.now()
        for duty in self._duties.values():
            self._done.setdefault(duty.name, now)
            self._scheduler.add_job(
                self.tick,
                "interval",
                args=[duty],
                seconds=self._period(duty),
                id=duty.name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        self._watch()

    async def stop(self) -> None:
        """No more ticks; those under way may end, for a short while."""
        if self._guard is None:
            return
        self._guard.cancel()
        self._scheduler.pause()
        under_way = [task for task in self._ticks if task is not None]
        if under_way:
            await asyncio.wait(under_way, timeout=_PATIENCE)
        self._scheduler.shutdown(wait=False)

    async def tick(self, duty: Duty) -> None:
        """A duty that fails is told and asked again at its next tick: nothing hangs on one tick."""
        task = asyncio.current_task()
        self._ticks.add(task)
        try:
            await duty.do(self._house, self._clock.now())
        except Exception as fault:  # noqa: BLE001 - an edge: nobody stands behind a tick; the next one asks again
            self._tell(duty, fault)
        else:
            self._done[duty.name] = self._clock.now()
            if self._faults.pop(duty.name, ""):
                _log.info("a duty is done again", action="duty_recovered", duty=duty.name)
        finally:
            self._ticks.discard(task)

    def _tell(self, duty: Duty, fault: Exception) -> None:
        """The same fault, tick after tick, is told once."""
        before, self._faults[duty.name] = self._faults.get(duty.name), repr(fault)
        if before == repr(fault):
            return
        if isinstance(fault, AlloError):
            _log.warning("a duty could not be done", action="duty_failed", duty=duty.name, reason=str(fault))
        else:
            _log.error("a duty failed", action="duty_failed", duty=duty.name, exc_info=fault)

    def late(self, now: datetime) -> list[str]:
        """The duties that were not done well for too long; all of them before the start."""
        if self._guard is None:
            return list(self._duties)
        return [name for name, duty in self._duties.items() if now - self._done[name] > self._bearable(duty)]

    def _period(self, duty: Duty) -> float:
        return max(SHORTEST, duty.period / self._speed)

    def _bearable(self, duty: Duty) -> timedelta:
        return timedelta(seconds=(3 * self._period(duty) + LATE) * self._speed)

    def _watch(self) -> None:
        """Where the machine's clock was set back, jobs would wait for a moment that is long to come: they tick now."""
        now = self._machine_clock.now()
        for job in self._scheduler.get_jobs():
            if job.next_run_time - now > timedelta(seconds=self._period(self._duties[job.id]) + _GUARD):
                job.modify(next_run_time=now)
        self._guard = asyncio.get_running_loop().call_later(_GUARD, self._watch)
