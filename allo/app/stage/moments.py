"""Moments that move while a session is under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.ports import UnitOfWork
from allo.domain.records import MomentName
from allo.domain.rules import Rules


async def put_off(uow: UnitOfWork, session: int, name: MomentName, now: datetime, *, minutes: int) -> None:
    """This moment comes (again) so many minutes from now."""
    for moment in await uow.moments.find(session=session, name=name):
        await uow.moments.save(replace(moment, due=now + timedelta(minutes=minutes), done_at=None, result=""))


async def move_end(uow: UnitOfWork, session: int, ends_at: datetime, rules: Rules) -> None:
    """The session ends at another moment: so do the warning, the close and the archive."""
    due = {
        MomentName.WARN: ends_at - timedelta(minutes=rules.warn_lead_minutes),
        MomentName.CLOSE: ends_at,
        MomentName.ARCHIVE: ends_at + timedelta(minutes=rules.archive_minutes),
    }
    for moment in await uow.moments.find(session=session, name=tuple(due)):
        await uow.moments.save(replace(moment, due=due[moment.name], done_at=None, result=""))


async def mark_done(uow: UnitOfWork, session: int, names: tuple[MomentName, ...], now: datetime, result: str) -> None:
    """These moments have nothing left to do."""
    for moment in await uow.moments.find(session=session, name=names):
        if moment.done_at is None:
            await uow.moments.save(replace(moment, done_at=now, result=result))
