"""The exchange's time: what is to happen, in order. Driven virtually (at once, for tests and the demo) or by a clock.

An entry is a function; where it gives back an awaitable (talking to Allô), the virtual driver waits for it before it
goes on, so that a run is the same each time. The real driver lets entries of different lanes (calls) overlap and keeps
those of one lane in order.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allo.app.ports import Clock
from allo.clock import sleep

Work = Callable[[], "Awaitable[None] | None"]
_POLL = 0.01  # real seconds between two looks at a condition
_IDLE = 3600.0


@dataclass(order=True, slots=True)
class Entry:
    """Something that will happen. `cancel` takes it back."""

    when: datetime
    order: int
    work: Work = field(compare=False)
    lane: str = field(compare=False, default="")
    cancelled: bool = field(compare=False, default=False)

    def cancel(self) -> None:
        self.cancelled = True


class Timeline:
    """`clock`: None for virtual time that begins at `start`; else the real driver follows that clock at its `speed`."""

    def __init__(self, start: datetime, *, clock: Clock | None = None, speed: float = 1.0) -> None:
        self._now = start
        self._clock = clock
        self.speed = speed
        self._heap: list[Entry] = []
        self._orders = itertools.count()
        self._woken = asyncio.Event()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.done = 0  # entries carried out

    @property
    def is_real(self) -> bool:
        return self._clock is not None

    def now(self) -> datetime:
        return self._clock.now() if self._clock is not None else self._now

    def call_at(self, when: datetime, work: Work, lane: str = "") -> Entry:
        entry = Entry(max(when, self.now()), next(self._orders), work, lane)
        heapq.heappush(self._heap, entry)
        if self._clock is not None:
            self._woken.set()
        return entry

    def call_later(self, seconds: float, work: Work, lane: str = "") -> Entry:
        return self.call_at(self.now() + timedelta(seconds=seconds), work, lane)

    # --- virtual time ------------------------------------------------------------------------------------------------

    async def run_until(self, moment: datetime, speed: float | None = None) -> None:
        """Let everything up to `moment` happen. `speed`: paced, so many virtual seconds a real one."""
        while (entry := self._due(moment)) is not None:
            await self._turn_to(entry.when, speed)
            await self._carry_out(entry)
        await self._turn_to(moment, speed)

    async def run_for(self, seconds: float, speed: float | None = None) -> None:
        await self.run_until(self._now + timedelta(seconds=seconds), speed)

    async def settle(self) -> None:
        """Let happen what is due now."""
        await self.run_until(self._now)

    async def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Let things happen until the condition holds; False where it does not within so many seconds."""
        limit = self.now() + timedelta(seconds=seconds)
        while not condition():
            if self._clock is not None:
                if self.now() >= limit:
                    return False
                await sleep(_POLL)
            elif (entry := self._due(limit)) is not None:
                await self._turn_to(entry.when, None)
                await self._carry_out(entry)
            else:
                await self._turn_to(limit, None)
                return condition()
        return True

    def _due(self, moment: datetime) -> Entry | None:
        """The next entry up to `moment`, taken off the heap."""
        while self._heap and self._heap[0].when <= moment:
            entry = heapq.heappop(self._heap)
            if not entry.cancelled:
                return entry
        return None

    async def _turn_to(self, moment: datetime, speed: float | None) -> None:
        if moment <= self._now:
            return
        if speed:
            await sleep((moment - self._now).total_seconds() / speed)
        self._now = moment

    async def _carry_out(self, entry: Entry) -> None:
        self.done += 1
        waits = entry.work()
        if waits is not None:
            await waits

    # --- real time ---------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Follow the clock until cancelled."""
        try:
            while True:
                self._woken.clear()
                while (entry := self._due(self.now())) is not None:
                    self._start(entry)
                await self._rest()
        finally:
            for task in list(self._tasks):
                task.cancel()

    async def _rest(self) -> None:
        """Until the next entry is due or a new one comes."""
        seconds = _IDLE
        if self._heap:
            seconds = max(0.0, (self._heap[0].when - self.now()).total_seconds() / self.speed)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):  # wait_for may lose a cancellation that comes with the waking
                await self._woken.wait()

    def _start(self, entry: Entry) -> None:
        """Plain work is done here and now; what waits becomes a task behind the one before it in its lane."""
        before = self._lanes.get(entry.lane) if entry.lane else None
        if before is None or before.done():
            self.done += 1
            waits = entry.work()
            if waits is not None:
                self._keep(entry.lane, asyncio.ensure_future(_finish(waits)))
        else:
            self._keep(entry.lane, asyncio.ensure_future(self._after(before, entry)))

    async def _after(self, before: asyncio.Task[None], entry: Entry) -> None:
        await asyncio.wait({before})
        if not entry.cancelled:
            await self._carry_out(entry)

    def _keep(self, lane: str, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        if lane:
            self._lanes[lane] = task

    def _forget(self, task: asyncio.Task[None]) -> None:
        """A task that failed is a fault of the exchange itself: asyncio's own handler reports it."""
        self._tasks.discard(task)
        if not self._tasks:
            self._lanes.clear()


async def _finish(waits: Awaitable[None]) -> None:
    await waits
