"""The wave: who asked to be called is written into the dial ledger, so that the last first ring is at −4.

Idempotent: `plan_waves` runs it again every few seconds until T+20. Who is registered late joins, who is there already
stays as planned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.dialling.presence import may_be_called
from allo.app.dialling.rolls import roll_of
from allo.app.dialling.rows import add_row, row_for
from allo.app.dialling.tasks import ask_about
from allo.app.dialling.traffic import per_second
from allo.app.house import House
from allo.app.planning.people import People, load_people
from allo.app.ports import UnitOfWork
from allo.domain.callees import Callee, first_rings
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.records import TaskKind
from allo.domain.sessions import Session


async def plan_wave(
    house: House, uow: UnitOfWork, session: Session, now: datetime, people: People | None = None
) -> int:
    """In the caller's transaction, under the session's lock. Returns how many first rings are new."""
    rules = house.rules
    begin = session.starts_at - timedelta(minutes=rules.open_lead_minutes)
    last = session.starts_at - timedelta(minutes=rules.last_ring_lead_minutes)
    late = now > session.starts_at + timedelta(minutes=rules.grace_minutes)
    if late or not may_be_called(session):
        return 0
    roll = roll_of(people or await load_people(uow, rules.zone), session)
    known = {row.instrument.key: row for row in await uow.attempts.find(session=session.id, why=Why.WAVE, number_of=1)}
    planned = 0
    for callee, due in zip(roll.callees, first_rings(roll.callees, begin, last, per_second(house)), strict=True):
        row = known.get(callee.telephone.key)
        if row is None:
            planned += await add_row(uow, row_for(callee, session.id, Why.WAVE, max(now, due))) is not None
        else:
            await _join(uow, row, callee)
    for callee in roll.undialable:
        await _note_undialable(uow, row_for(callee, session.id, Why.WAVE, now), callee.bad_number, now)
    return planned


async def _note_undialable(uow: UnitOfWork, row: Attempt, reason: str, now: datetime) -> None:
    """In the ledger as not called, and a task at once."""
    if await add_row(uow, replace(row, state=DialState.WAIVED, reason=reason)) is not None:
        await ask_about(uow, TaskKind.WRONG_NUMBER, row, reason, now)


async def _join(uow: UnitOfWork, row: Attempt, callee: Callee) -> None:
    """Somebody else at that telephone joins the ring that is planned for it."""
    fresh = tuple(party for party in callee.parties if party not in row.parties)
    if fresh and row.state is DialState.PLANNED:
        await uow.attempts.save(replace(row, parties=(*row.parties, *fresh)))
