"""Nobody is on stage shortly before the hour: the people on duty are rung in turn, and a human is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from allo.app.dialling.presence import may_be_called, stage_expected
from allo.app.dialling.rows import UNDER_WAY, add_row, row_for
from allo.app.dialling.tasks import ask_human
from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.domain.callees import of_officer
from allo.domain.duty import on_duty
from allo.domain.ledger import Attempt, Why
from allo.domain.records import Task, TaskKind
from allo.domain.rules import Rules
from allo.domain.sessions import Session


def is_time(session: Session, rules: Rules, now: datetime) -> bool:
    """From the moment the last first ring should have left until the artist is late."""
    begin = session.starts_at - timedelta(minutes=rules.last_ring_lead_minutes)
    return begin <= now < session.starts_at + timedelta(minutes=rules.late_minutes)


async def alert_duty(house: House, uow: UnitOfWork, session: Session, now: datetime) -> Attempt | None:
    """Ring the next person on duty, unless one is being rung or came, or there is no need. Called every few seconds.

    Their row has no help request: who accepts takes the stage (they join as a host)."""
    if not is_time(session, house.rules, now) or not may_be_called(session):
        return None
    if await stage_expected(uow, session, now):
        return None
    await ask_human(uow, _task(session), now)
    before = await uow.attempts.find(session=session.id, why=Why.DUTY, help=None)
    if any(row.state in UNDER_WAY or row.reached_room for row in before):
        return None
    rung = {int(party.partition(":")[2]) for row in before for party in row.parties}
    for officer in on_duty(await uow.duty.find(), now, house.rules.zone, rung):
        callee = of_officer(officer, house.rules.zone)
        row = await add_row(uow, row_for(callee, session.id, Why.DUTY, now))
        if row is not None:
            return row
    return None


def _task(session: Session) -> Task:
    kind = TaskKind.NOBODY_ON_STAGE
    return Task(key=f"{kind.value}:{session.id}", kind=kind, session=session.id)
