"""The duties: a name, a period, a use case that asks the database « what is due at `now`? ».

No duty keeps a timer of its own: whatever dies, the next tick finds what is due. Periods are seconds.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from allo.app.arrange_moments import arrange_moments
from allo.app.do_due_moments import do_due_moments
from allo.app.house import House
from allo.app.keeping import KEEPERS
from allo.app.place_calls import place_calls
from allo.app.plan_sessions import plan_sessions
from allo.app.plan_waves import plan_waves
from allo.app.purge import purge
from allo.app.run_rooms import run_rooms
from allo.app.settle_doubts import settle_doubts
from allo.app.sweep import sweep

UseCase = Callable[[House, datetime], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Duty:
    name: str
    period: float
    do: UseCase


async def _moments(house: House, now: datetime) -> None:
    await do_due_moments(house, now, KEEPERS)


DUTIES: tuple[Duty, ...] = (
    Duty("plan_sessions", 3600, plan_sessions),
    Duty("arrange_moments", 5, arrange_moments),
    Duty("do_due_moments", 1, _moments),
    Duty("plan_waves", 5, plan_waves),
    Duty("place_calls", 1, place_calls),
    Duty("run_rooms", 1, run_rooms),
    Duty("sweep", 5, sweep),
    Duty("settle_doubts", 5, settle_doubts),
    Duty("purge", 3600, purge),
)

FIRST_ROUND = ("sweep", "settle_doubts", "plan_sessions", "arrange_moments", "do_due_moments", "run_rooms")
"""What a start does, in this order, before a call is taken: adopt what is live, settle what is in doubt, make up what
is due. Calls leave with the first tick, once somebody is at the desk."""
