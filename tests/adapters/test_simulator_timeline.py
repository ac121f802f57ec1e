"""The exchange's time, virtual and real."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, timedelta

from allo.clock import ScaledClock, SystemClock
from allo.telephony.simulator.timeline import Timeline
from tests.support.exchange_bench import TUESDAY


async def test_virtual_time_runs_in_order_and_at_once() -> None:
    timeline = Timeline(TUESDAY)
    seen: list[tuple[str, float]] = []

    def note(name: str) -> None:
        seen.append((name, (timeline.now() - TUESDAY).total_seconds()))

    def next_one() -> None:
        timeline.call_later(1, lambda: note("a"))

    timeline.call_later(5, lambda: note("b"))
    timeline.call_later(5, lambda: note("c"))
    timeline.call_later(1, next_one)
    timeline.call_later(3, lambda: note("never")).cancel()
    await timeline.run_for(60)
    assert seen == [("a", 2.0), ("b", 5.0), ("c", 5.0)]
    assert timeline.now() == TUESDAY + timedelta(seconds=60)


async def test_virtual_time_waits_for_what_waits() -> None:
    timeline = Timeline(TUESDAY)
    seen: list[str] = []

    async def slow() -> None:
        await asyncio.sleep(0)
        seen.append("slow")

    timeline.call_later(1, slow)
    timeline.call_later(1, lambda: seen.append("quick"))
    await timeline.run_for(2)
    assert seen == ["slow", "quick"]


async def test_real_time_keeps_a_lane_in_order_and_lets_others_pass() -> None:
    timeline = Timeline(TUESDAY, clock=ScaledClock(TUESDAY, speed=100), speed=100)
    seen: list[str] = []
    gate = asyncio.Event()

    async def slow() -> None:
        await gate.wait()
        seen.append("first of the lane")

    timeline.call_later(1, slow, lane="call1")
    timeline.call_later(2, lambda: seen.append("second of the lane"), lane="call1")
    timeline.call_later(3, lambda: seen.append("another"), lane="call2")
    timeline.call_later(4, gate.set)
    running = asyncio.ensure_future(timeline.run())
    assert await timeline.until(lambda: len(seen) == 3, 500)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert seen == ["another", "first of the lane", "second of the lane"]


def test_clocks_are_aware_and_two_with_the_same_values_agree() -> None:
    assert SystemClock().now().tzinfo is UTC
    one = ScaledClock(TUESDAY, speed=60)
    other = ScaledClock(TUESDAY, speed=60, anchor=one.anchor)
    assert abs(one.now() - other.now()) < timedelta(seconds=30)
