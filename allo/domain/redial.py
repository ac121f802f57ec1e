"""When a telephone is rung again, how often at most, and until when (issue 2, point 4).

Each delay is that of the last outcome at that attempt's place (busy, then no answer: 2 minutes, then 8), counted from
the end of the attempt before. Nothing rings again after T+20, nor who is or was in the room, nor beyond 4 rings and one
call-back per telephone and session and 6 a day (artist and host: three call-backs, 10 a day).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.rules import Rules
from allo.domain.sessions import Session

_RINGS = (Why.WAVE, Why.PROMISED, Why.NEWS, Why.RING_BACK)  # what the four rings of a session are
_NEVER_RANG = (DialState.PLANNED, DialState.REFUSED, DialState.WAIVED)
_DUTY_PATIENCE = timedelta(seconds=60)
_SOON = timedelta(minutes=10)  # a call without a session


class Result(Enum):
    """What became of a ring, as far as ringing again goes."""

    ENTERED = auto()
    HUNG_UP = auto()  # before the room
    MACHINE = auto()
    BUSY = auto()
    NO_ANSWER = auto()
    REFUSED = auto()
    FAILURE = auto()  # unreachable, or a failure of network or provider
    INVALID = auto()
    CANCELED = auto()  # we took it back


_RESULTS = {
    Outcome.COMPLETED: Result.HUNG_UP,
    Outcome.DROPPED: Result.FAILURE,
    Outcome.BUSY: Result.BUSY,
    Outcome.NO_ANSWER: Result.NO_ANSWER,
    Outcome.REFUSED: Result.REFUSED,
    Outcome.UNREACHABLE: Result.FAILURE,
    Outcome.FAILED: Result.FAILURE,
    Outcome.INVALID: Result.INVALID,
    Outcome.CANCELED: Result.CANCELED,
}


def result_of(outcome: Outcome, *, machine: bool, reached_room: bool) -> Result:
    if reached_room:
        return Result.ENTERED
    if machine and outcome in (Outcome.COMPLETED, Outcome.DROPPED):
        return Result.MACHINE
    return _RESULTS[outcome]


def delays(result: Result, rules: Rules) -> tuple[int, ...]:
    """Seconds to the second, third and fourth ring; as many as are allowed."""
    return {
        Result.BUSY: rules.busy_delays,
        Result.NO_ANSWER: rules.no_answer_delays,
        Result.MACHINE: rules.machine_delays,
        Result.FAILURE: rules.failure_delays,
    }.get(result, ())


def redial_at(result: Result, place: int, ended_at: datetime, latest: datetime, rules: Rules) -> datetime | None:
    """When attempt number `place` (1 for the first) is followed by another; None: never."""
    allowed = delays(result, rules)
    if place > len(allowed) or place >= rules.rings_per_session:
        return None
    due = ended_at + timedelta(seconds=allowed[place - 1])
    return due if due <= latest else None


def is_last(place: int, now: datetime, latest: datetime, rules: Rules, left_today: int) -> bool:
    """No ring could follow if a machine answers this one: it may get the one message. `left_today`: rings this
    telephone may still get after this one."""
    return left_today <= 0 or redial_at(Result.MACHINE, place, now, latest, rules) is None


@dataclass(frozen=True, slots=True)
class Count:
    """How often a telephone was rung: `rings` and `call_backs` for one session, `today` in all."""

    rings: int = 0
    call_backs: int = 0
    today: int = 0


def is_staff(row: Attempt) -> bool:
    """It reaches an artist or host."""
    return any(party.startswith(("artist:", "host:")) for party in row.parties)


def rang(row: Attempt) -> bool:
    """It left, as far as we know."""
    return row.sent_at is not None and row.state not in _NEVER_RANG


def count(rows: Iterable[Attempt], session: int | None, zone: str, now: datetime) -> Count:
    """`rows`: all of one telephone. The day is the callee's own. Calls to a person on duty are not counted."""
    local = ZoneInfo(zone)
    today = now.astimezone(local).date()
    left = [row for row in rows if rang(row) and row.why is not Why.DUTY]
    ours = [row for row in left if row.session == session]
    return Count(
        rings=sum(row.why in _RINGS for row in ours),
        call_backs=sum(row.why is Why.CALL_BACK for row in ours),
        today=sum(row.sent_at is not None and row.sent_at.astimezone(local).date() == today for row in left),
    )


def per_day(rules: Rules, staff: bool) -> int:
    return rules.staff_rings_per_day if staff else rules.rings_per_day


def call_backs(rules: Rules, staff: bool) -> int:
    return rules.staff_call_backs if staff else rules.call_backs


def limit_reached(why: Why, told: Count, rules: Rules, staff: bool) -> str:
    """What forbids one more ring for this reason, in French; "" where nothing does."""
    if why is Why.DUTY:
        return ""
    if told.today >= per_day(rules, staff):
        return "assez d'appels pour aujourd'hui"
    asked_for = staff and why is Why.RING_BACK  # by the artist or host, on the telephone just now
    if why in _RINGS and not asked_for and told.rings >= rules.rings_per_session:
        return "assez d'appels pour cette séance"
    if why is Why.CALL_BACK and told.call_backs >= call_backs(rules, staff):
        return "déjà rappelé pour cette séance"
    return ""


def latest(row: Attempt, session: Session | None, rules: Rules) -> datetime:
    """After this moment the call is not made any more."""
    due = row.due or datetime.max.replace(tzinfo=ZoneInfo("UTC"))
    if row.why is Why.DUTY and row.help is not None:
        return due + _DUTY_PATIENCE
    if session is None or row.why is Why.RING_BACK:
        return due + _SOON
    if row.why is Why.DUTY:
        return session.starts_at + timedelta(minutes=rules.late_minutes)
    if row.why is Why.CALL_BACK:
        return session.ends_at + timedelta(minutes=rules.extension_minutes)
    return session.starts_at + timedelta(minutes=rules.grace_minutes)


def earliest(row: Attempt, session: Session | None, rules: Rules, staff: bool) -> datetime | None:
    """Before this moment the wave does not ring, whatever a row that was written earlier says; None: no such bound."""
    if session is None or row.why not in (Why.WAVE, Why.PROMISED):
        return None
    lead = max(rules.host_lead_minutes, rules.artist_lead_minutes) if staff else rules.open_lead_minutes
    return session.starts_at - timedelta(minutes=lead)
