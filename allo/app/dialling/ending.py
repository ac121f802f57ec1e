"""A call that Allô placed is over: ring again, or let a human know; never a silent miss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.dialling.hang_ups import note_hang_up
from allo.app.dialling.presence import is_there, may_be_called, room_of
from allo.app.dialling.reach import callee_of_row
from allo.app.dialling.rows import add_row, again, next_number, of_session, rows_at
from allo.app.dialling.tasks import ask_about
from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.domain.calls import Call, Verdict
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState, Why, may_move
from allo.domain.records import TaskKind
from allo.domain.redial import (
    Result,
    count,
    is_last,
    is_staff,
    latest,
    limit_reached,
    per_day,
    redial_at,
    result_of,
)
from allo.domain.rules import Rules
from allo.domain.sessions import Session

SAID = {
    Result.HUNG_UP: "a raccroché avant d'entrer",
    Result.MACHINE: "répondeur",
    Result.BUSY: "occupé",
    Result.NO_ANSWER: "pas de réponse",
    Result.REFUSED: "appel refusé",
    Result.FAILURE: "injoignable",
    Result.INVALID: "numéro erroné ou non attribué",
}
_ANSWERED_ENOUGH = (Result.HUNG_UP, Result.REFUSED)  # of who was in the room already, or heard the news


async def end_attempt(house: House, uow: UnitOfWork, *, call: Call, outcome: Outcome, now: datetime) -> Attempt | None:
    """Called once the call's end is known, under the lock of its session. Returns the attempt that follows, if any.
    Twice changes nothing; a call that the row no longer means changes nothing either."""
    row = await uow.attempts.get(call.attempt) if call.attempt is not None else None
    if row is None or row.call != call.id or not may_move(row.state, DialState.ENDED):
        return None
    machine = row.machine or call.verdict is Verdict.MACHINE
    ended = replace(row, state=DialState.ENDED, outcome=outcome, machine=machine, ended_at=call.ended_at or now)
    await uow.attempts.save(ended)
    if ended.why is Why.DUTY:
        return None
    await note_hang_up(house, uow, ended, call, now)
    return await _follow_up(house, uow, ended, now)


async def _follow_up(house: House, uow: UnitOfWork, row: Attempt, now: datetime) -> Attempt | None:
    result = result_of(row.outcome or Outcome.FAILED, machine=row.machine, reached_room=row.reached_room)
    session = await uow.sessions.get(row.session) if row.session is not None else None
    if result in (Result.ENTERED, Result.CANCELED) or not _still_wanted(row, session, result):
        return None
    day = session.date if session is not None else now.date()
    callee = await callee_of_row(uow, row, house.rules.zone, day)
    if callee.objection or await is_there(uow, await room_of(uow, session), row):
        return None
    rows = await rows_at(uow, row.instrument)
    due = _due(row, session, result, rows, house.rules)
    if due is not None:
        number_of = next_number(of_session(rows, row.session, row.why))
        return await add_row(uow, replace(again(row, due), number_of=number_of))
    kind = TaskKind.WRONG_NUMBER if result is Result.INVALID else TaskKind.MISSED
    await ask_about(uow, kind, row, SAID[result], now)
    return None


def _still_wanted(row: Attempt, session: Session | None, result: Result) -> bool:
    match row.why:
        case Why.NEWS | Why.CALL_BACK if result in _ANSWERED_ENOUGH:
            return False
        case Why.NEWS | Why.RING_BACK:
            return True
    return may_be_called(session)


def _due(
    row: Attempt, session: Session | None, result: Result, rows: Sequence[Attempt], rules: Rules
) -> datetime | None:
    """When it rings again; None: not any more. `rows`: all of its telephone."""
    ended_at = row.ended_at
    if result is Result.INVALID or row.why is Why.RING_BACK or ended_at is None:
        return None
    told = count(rows, row.session, row.zone, ended_at)
    if limit_reached(row.why, told, rules, is_staff(row)):
        return None
    if row.why is Why.CALL_BACK:
        return ended_at + timedelta(seconds=rules.call_back_seconds)
    return redial_at(result, row.number_of, ended_at, latest(row, session, rules), rules)


async def is_last_attempt(house: House, uow: UnitOfWork, row: Attempt, now: datetime) -> bool:
    """If a machine answers this ring, none can follow: it may be left the one message."""
    if row.why in (Why.CALL_BACK, Why.RING_BACK):
        return True
    rules = house.rules
    session = await uow.sessions.get(row.session) if row.session is not None else None
    told = count(await rows_at(uow, row.instrument), row.session, row.zone, now)
    left = min(per_day(rules, is_staff(row)) - told.today, rules.rings_per_session - told.rings)
    return is_last(row.number_of, now, latest(row, session, rules), rules, left)
