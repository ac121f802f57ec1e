"""What is on the line now, and how many more calls may leave: lines bought, calls a second, one ring per number."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.domain.calls import Call, Errand, State
from allo.domain.ledger import Attempt
from allo.domain.rules import Rules

_STAGE = (Errand.ARTIST, Errand.HOST)
_TICK_SLACK = timedelta(seconds=0.25)  # a duty that should come each second comes a little early or late


@dataclass(slots=True)
class Traffic:
    """`live`: calls that ring or are in conversation; `entered`: attempts of these that reached the room; `left_now`:
    calls that may still leave at this moment."""

    live: list[Call]
    entered: set[int]
    left_now: int

    def add(self, call: Call) -> None:
        self.live.append(call)
        self.left_now -= 1

    @property
    def is_ringing(self) -> bool:
        """Some call of ours rings."""
        return any(call.state is State.RINGING and call.attempt is not None for call in self.live)

    def is_busy(self, row: Attempt) -> bool:
        """That number rings, hears our greeting, or is on the line with us. Behind a switchboard only a call that has
        not reached the room yet is in the way: people asked for there are rung one after the other."""
        behind = bool(row.extension or row.ask_for)
        same = [call for call in self.live if call.number == row.number]
        if not behind:
            return bool(same)
        return any(call.attempt is not None and call.attempt not in self.entered for call in same)

    def is_full(self, errand: Errand, rules: Rules) -> bool:
        """No line is left for such a call: two are kept for artist and host, one in five for callers."""
        if rules.max_calls is None:
            return False
        kept = 0
        if errand in (Errand.LISTENER, Errand.GROUP, Errand.NEWS):
            stage = sum(_is_stage(call) for call in self.live)
            callers = sum(call.errand is Errand.INBOUND and not _is_stage(call) for call in self.live)
            kept = max(0, rules.kept_for_stage - stage) + max(0, kept_for_callers(rules.max_calls) - callers)
        return len(self.live) + kept >= rules.max_calls


def _is_stage(call: Call) -> bool:
    return call.errand in _STAGE or call.party.startswith(("artist:", "host:"))


def kept_for_callers(max_calls: int) -> int:
    """One in five; the share that `allo.domain.planner` warns with."""
    return math.ceil(max_calls / 5)


async def traffic_of(house: House, uow: UnitOfWork, now: datetime) -> Traffic:
    live = list(await uow.calls.find(state=(State.RINGING, State.UP)))
    rows = await uow.unsettled()
    return Traffic(live, {row.id for row in rows if row.reached_room}, _left_now(house, rows, now))


def per_second(house: House) -> float:
    return min(house.rules.calls_per_second, house.telephony.can.calls_per_second)


def _left_now(house: House, rows: Iterable[Attempt], now: datetime) -> int:
    rate = per_second(house)
    since = now - timedelta(seconds=max(1.0, 1 / rate)) + _TICK_SLACK
    just_sent = sum(row.sent_at is not None and row.sent_at > since for row in rows)
    return max(1, math.floor(rate)) - just_sent
