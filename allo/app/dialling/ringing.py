"""Calls that are to be made: staff, cut lines, promises, people on duty. All write rows; none rings by itself.

Also the one door for the ends of calls (`end_attempt`, `is_last_attempt`). Callers hold the lock of the session.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.dialling.ending import end_attempt, is_last_attempt
from allo.app.dialling.presence import may_be_called
from allo.app.dialling.reach import callee_of, callees_of_parties
from allo.app.dialling.rows import UNDER_WAY, add_row, next_number, of_session, row_for, rows_at
from allo.app.dialling.tasks import ask_about
from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.domain.callees import Callee, of_officer
from allo.domain.calls import Call
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.people import DutyOfficer, Role
from allo.domain.records import HelpRequest, TaskKind
from allo.domain.redial import count, limit_reached
from allo.domain.sessions import Session

__all__ = [
    "end_attempt",
    "is_last_attempt",
    "plan_call_back",
    "plan_promised",
    "plan_staff_calls",
    "release_promised",
    "ring_back",
    "ring_duty",
]


async def plan_staff_calls(house: House, uow: UnitOfWork, session: Session, now: datetime, role: Role) -> int:
    """Ring each host, or each artist, who has a number. Again changes nothing; returns how many are new."""
    if not may_be_called(session):
        return 0
    keys = session.hosts if role is Role.HOST else session.artists
    parties = [f"{role.value}:{key}" for key in keys]
    rows = [
        row_for(one, session.id, Why.WAVE, now)
        for one in await callees_of_parties(uow, parties, house.rules.zone, session.date)
    ]
    return sum([await _plan_staff(uow, row, now) for row in rows])


async def _plan_staff(uow: UnitOfWork, row: Attempt, now: datetime) -> int:
    """Artist and host at one telephone ring once."""
    if await add_row(uow, row) is not None:
        return 1
    for known in of_session(await rows_at(uow, row.instrument), row.session, Why.WAVE):
        fresh = tuple(party for party in row.parties if party not in known.parties)
        if fresh and known.state is DialState.PLANNED:
            await uow.attempts.save(replace(known, parties=(*known.parties, *fresh)))
    return 0


async def plan_call_back(
    house: House, uow: UnitOfWork, *, session: Session, call: Call, now: datetime
) -> Attempt | None:
    """Cut off: called back at +20 s. Never someone who did not agree to be called; once (artist and host: three)."""
    callee = await _agreed(house, uow, session, call.party)
    if callee is None:
        return None
    rows = await rows_at(uow, callee.telephone)
    before = of_session(rows, session.id, Why.CALL_BACK)
    if any(row.state in UNDER_WAY for row in before):
        return None
    due = (call.ended_at or now) + timedelta(seconds=house.rules.call_back_seconds)
    row = row_for(callee, session.id, Why.CALL_BACK, due, number_of=next_number(before))
    told = count(rows, session.id, callee.zone, now)
    if reason := limit_reached(Why.CALL_BACK, told, house.rules, callee.staff):
        await ask_about(uow, TaskKind.MISSED, row, f"ligne coupée, {reason}", now)
        return None
    return await add_row(uow, row)


async def _agreed(house: House, uow: UnitOfWork, session: Session, party: str) -> Callee | None:
    callee = await callee_of(uow, party, house.rules.zone, session.date)
    return None if callee is None or callee.objection or callee.bad_number else callee


async def plan_promised(house: House, uow: UnitOfWork, *, session: Session, party: str, now: datetime) -> bool:
    """Who waited in vain is rung when it begins. True where they agreed to be called and may still be."""
    callee = await _agreed(house, uow, session, party)
    if callee is None or not may_be_called(session):
        return False
    rows = await rows_at(uow, callee.telephone)
    before = of_session(rows, session.id, Why.PROMISED)
    if any(row.state in UNDER_WAY for row in before):
        return True
    told = count(rows, session.id, callee.zone, now)
    if limit_reached(Why.PROMISED, told, house.rules, callee.staff):
        return False
    last = session.starts_at + timedelta(minutes=house.rules.grace_minutes)
    row = row_for(callee, session.id, Why.PROMISED, max(now, last), number_of=next_number(before))
    return now <= last and await add_row(uow, row) is not None


async def release_promised(house: House, uow: UnitOfWork, *, session: Session, now: datetime) -> int:
    """It begins: they are rung now."""
    rows = await uow.attempts.find(session=session.id, why=Why.PROMISED, state=DialState.PLANNED)
    waiting = [row for row in rows if row.due is None or row.due > now]
    for row in waiting:
        await uow.attempts.save(replace(row, due=now))
    return len(waiting)


async def ring_back(
    house: House, uow: UnitOfWork, *, session: Session | None, party: str, now: datetime
) -> Attempt | None:
    """An artist or host who cannot type a code asked for it: rung at once on their own number, at any hour."""
    day = session.date if session is not None else now.date()
    callee = await callee_of(uow, party, house.rules.zone, day)
    if callee is None or callee.objection or callee.bad_number:
        return None
    key = session.id if session is not None else None
    before = of_session(await rows_at(uow, callee.telephone), key, Why.RING_BACK)
    if any(row.state in UNDER_WAY for row in before):
        return None
    row = row_for(callee, key, Why.RING_BACK, now, number_of=next_number(before))
    return await add_row(uow, replace(row, freed=True))


async def ring_duty(
    house: House, uow: UnitOfWork, *, request: HelpRequest, officer: DutyOfficer, now: datetime
) -> Attempt | None:
    """For somebody who pressed 0: in every dial mode, as a person asked for it."""
    row = row_for(of_officer(officer, house.rules.zone), request.session, Why.DUTY, now)
    return await add_row(uow, replace(row, help=request.id, freed=True))
