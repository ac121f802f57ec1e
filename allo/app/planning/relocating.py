"""A session takes another place: its moments and the calls planned for it follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from allo.app.planning.moments import arrange
from allo.app.planning.places import check_free, is_bare, named, remove, same_place
from allo.app.ports import UnitOfWork
from allo.domain.errors import Overlap
from allo.domain.ledger import DialState, Why
from allo.domain.rules import Rules
from allo.domain.sessions import Session, moment


def at_place(session: Session, day: date, at: time) -> Session:
    return replace(session, date=day, time=at, starts_at=moment(day, at, session.zone))


async def relocate(uow: UnitOfWork, session: Session, to: tuple[date, time], rules: Rules, now: datetime) -> Session:
    """`to`: local date and time. Raises Overlap where the new place is taken; a bare occurrence there gives way."""
    moved = at_place(session, *to)
    await check_free(uow, moved)
    if other := await same_place(uow, moved):
        if not is_bare(other):
            raise Overlap(f"{named(other).capitalize()} est déjà enregistrée à cette heure : choisissez-en une autre.")
        await remove(uow, other)
    await uow.sessions.save(moved)
    await _shift_calls(uow, moved.id, moved.starts_at - session.starts_at)
    await arrange(uow, [moved], rules, now)
    return moved


async def _shift_calls(uow: UnitOfWork, session: int, by: timedelta) -> None:
    """What was planned and surely not sent is due as long before the new start as it was before the old one."""
    for row in await uow.attempts.find(session=session, state=DialState.PLANNED, why=Why.WAVE):
        if row.due is not None:
            await uow.attempts.save(replace(row, due=row.due + by))
