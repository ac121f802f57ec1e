"""When a telephone is rung again: the rules of issue 2, point 4, to the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.redial import Count, Result, count, is_last, latest, limit_reached, redial_at, result_of
from allo.domain.rules import Rules
from allo.domain.sessions import Session

RULES = Rules()
START = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
LATEST = START + timedelta(minutes=20)
SESSION = Session(id=1, starts_at=START)


def minutes(result: Result, place: int, ended: datetime = START - timedelta(minutes=4)) -> float | None:
    due = redial_at(result, place, ended, LATEST, RULES)
    return None if due is None else (due - ended).total_seconds() / 60


@pytest.mark.parametrize(
    ("result", "delays"),
    [
        (Result.BUSY, [2, 5, 10, None]),
        (Result.NO_ANSWER, [3, 8, None, None]),
        (Result.MACHINE, [1, 8, None, None]),
        (Result.FAILURE, [2, 8, None, None]),
        (Result.REFUSED, [None] * 4),
        (Result.HUNG_UP, [None] * 4),
        (Result.INVALID, [None] * 4),
    ],
)
def test_the_table(result: Result, delays: list[float | None]):
    assert [minutes(result, place) for place in (1, 2, 3, 4)] == delays


def test_busy_then_no_answer_is_two_then_eight():
    assert (minutes(Result.BUSY, 1), minutes(Result.NO_ANSWER, 2)) == (2, 8)


def test_nothing_rings_again_after_t_plus_20():
    assert minutes(Result.BUSY, 2, START + timedelta(minutes=15)) == 5
    assert minutes(Result.BUSY, 2, START + timedelta(minutes=15, seconds=1)) is None


@pytest.mark.parametrize(
    ("outcome", "machine", "result"),
    [
        (Outcome.COMPLETED, False, Result.HUNG_UP),
        (Outcome.COMPLETED, True, Result.MACHINE),
        (Outcome.DROPPED, False, Result.FAILURE),
        (Outcome.UNREACHABLE, False, Result.FAILURE),
        (Outcome.FAILED, False, Result.FAILURE),
        (Outcome.INVALID, False, Result.INVALID),
        (Outcome.CANCELED, False, Result.CANCELED),
    ],
)
def test_what_an_end_means(outcome: Outcome, machine: bool, result: Result):
    assert result_of(outcome, machine=machine, reached_room=False) is result
    assert result_of(outcome, machine=machine, reached_room=True) is Result.ENTERED


def test_the_message_is_for_the_last_ring_only():
    early = START - timedelta(minutes=4)
    assert [is_last(place, early, LATEST, RULES, 3) for place in (1, 2, 3, 4)] == [False, False, True, True]
    assert is_last(1, START + timedelta(minutes=19, seconds=30), LATEST, RULES, 3)
    assert is_last(1, early, LATEST, RULES, 0)


def row(why: Why = Why.WAVE, minute: float = 0, *, session: int = 1, state: DialState = DialState.ENDED) -> Attempt:
    return Attempt(session=session, why=why, state=state, sent_at=START + timedelta(minutes=minute))


def test_what_is_counted_of_a_telephone():
    rows = [row(), row(Why.PROMISED), row(Why.CALL_BACK), row(session=2), row(Why.DUTY)]
    rows += [row(state=DialState.REFUSED), replace(row(), sent_at=None, state=DialState.PLANNED), row(minute=-1440)]
    assert count(rows, 1, "Europe/Paris", START) == Count(rings=3, call_backs=1, today=4)


def test_the_day_is_the_callees_own():
    late = [row(minute=10 * 60)]  # 00:00 UTC of the next day, still the evening before in Cayenne
    at = START + timedelta(hours=10, minutes=30)
    assert count(late, 1, "America/Cayenne", at).today == 1
    assert count(late, 1, "America/Cayenne", at + timedelta(hours=4)).today == 0


@pytest.mark.parametrize(
    ("why", "told", "staff", "reached"),
    [
        (Why.WAVE, Count(rings=3), False, False),
        (Why.WAVE, Count(rings=4), False, True),
        (Why.CALL_BACK, Count(rings=4), False, False),
        (Why.CALL_BACK, Count(call_backs=1), False, True),
        (Why.CALL_BACK, Count(call_backs=2), True, False),
        (Why.CALL_BACK, Count(call_backs=3), True, True),
        (Why.WAVE, Count(today=6), False, True),
        (Why.WAVE, Count(today=6), True, False),
        (Why.WAVE, Count(today=10), True, True),
        (Why.DUTY, Count(rings=9, today=99), False, False),
        (Why.RING_BACK, Count(rings=4), True, False),
    ],
)
def test_limits_of_a_telephone(why: Why, told: Count, staff: bool, reached: bool):
    assert bool(limit_reached(why, told, RULES, staff)) is reached


def test_until_when_each_kind_of_call_makes_sense():
    assert latest(row(), SESSION, RULES) == LATEST
    assert latest(row(Why.CALL_BACK), SESSION, RULES) == START + timedelta(minutes=70)
    help_call = replace(row(Why.DUTY), help=3, due=START)
    assert latest(help_call, None, RULES) == START + timedelta(seconds=60)
