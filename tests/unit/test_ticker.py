"""The clock of the duties: what it does first, what it does when a duty fails, what it calls late."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import cast

from structlog.testing import capture_logs

from allo.app.house import House
from allo.domain.errors import StorageUnavailable
from scheduler.duties import DUTIES, FIRST_ROUND, Duty
from scheduler.ticker import Ticker

NOBODY = cast("House", None)
FAST = 1000.0  # times as fast as the machine's clock: a duty of each second ticks at the shortest period
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
Do = Callable[[House, datetime], Awaitable[object]]


class Hands:
    """A clock that is put forward by hand."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def ticker(clock: Hands, *duties: Duty, machine: Hands | None = None) -> Ticker:
    if machine is None:
        return Ticker(NOBODY, clock, duties, speed=FAST)
    return Ticker(NOBODY, clock, duties, speed=FAST, machine=machine)


async def nothing(house: House, now: datetime) -> None:
    return


def ringing(bell: asyncio.Event, fault: Exception | None = None) -> Do:
    """Fails the first time where there is a fault; then rings the bell."""
    faults = [fault] if fault is not None else []

    async def do(house: House, now: datetime) -> None:
        if faults:
            raise faults.pop()
        bell.set()

    return do


async def test_the_first_round_adopts_what_is_live_before_it_makes_up_what_is_due() -> None:
    done: list[str] = []

    def noting(name: str) -> Do:
        async def do(house: House, now: datetime) -> None:
            done.append(name)

        return do

    await ticker(Hands(), *(Duty(one.name, one.period, noting(one.name)) for one in DUTIES)).first_round()
    assert done == list(FIRST_ROUND)
    assert done[0] == "sweep"
    assert "place_calls" not in done


async def test_a_duty_is_done_again_and_again() -> None:
    times: asyncio.Queue[datetime] = asyncio.Queue()
    one = ticker(Hands(), Duty("ring", 1, lambda house, now: times.put(now)))
    one.start()
    assert [await asyncio.wait_for(times.get(), 5) for _ in range(3)] == [NOON] * 3
    await one.stop()


async def test_a_duty_that_fails_is_told_and_asked_again() -> None:
    for fault, level in ((RuntimeError("a bug"), "error"), (StorageUnavailable("La base est occupée."), "warning")):
        bell = asyncio.Event()
        one = ticker(Hands(), Duty("ring", 1, ringing(bell, fault)))
        with capture_logs() as logs:
            one.start()
            await asyncio.wait_for(bell.wait(), 5)
            await one.stop()
        told = [(line["action"], line["duty"], line["log_level"]) for line in logs]
        assert told == [("duty_failed", "ring", level), ("duty_recovered", "ring", "info")]


async def test_the_same_fault_is_told_once() -> None:
    async def fails(house: House, now: datetime) -> None:
        raise StorageUnavailable("La base est occupée.")

    duty = Duty("fails", 1, fails)
    one = ticker(Hands(), duty)
    with capture_logs() as logs:
        for _ in range(3):
            await one.tick(duty)
    assert len(logs) == 1


async def test_a_duty_not_done_well_for_half_a_minute_is_late() -> None:
    async def fails(house: House, now: datetime) -> None:
        raise StorageUnavailable("La base est occupée.")

    clock = Hands()
    one = Ticker(NOBODY, clock, [Duty("works", 1, nothing), Duty("fails", 1, fails)])
    assert one.late(clock.now()) == ["works", "fails"]
    one.start()
    clock.at += timedelta(seconds=40)
    await one.tick(Duty("works", 1, nothing))
    await one.tick(Duty("fails", 1, fails))
    assert one.late(clock.now()) == ["fails"]
    await one.stop()


async def test_a_stop_lets_the_tick_under_way_end() -> None:
    begun, ended, go_on = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(house: House, now: datetime) -> None:
        begun.set()
        await go_on.wait()
        ended.set()

    one = ticker(Hands(), Duty("slow", 1, slow))
    one.start()
    await asyncio.wait_for(begun.wait(), 5)
    stopping = asyncio.ensure_future(one.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert ended.is_set()


async def test_duties_go_on_when_the_machine_s_clock_is_set_back() -> None:
    bell = asyncio.Event()
    set_back = Hands(datetime.now(UTC) - timedelta(hours=3))
    one = Ticker(NOBODY, Hands(), [Duty("ring", 3600, ringing(bell))], machine=set_back)
    one.start()
    await asyncio.wait_for(bell.wait(), 5)
    await one.stop()


async def test_what_never_started_can_be_stopped() -> None:
    await ticker(Hands(), *DUTIES).stop()
