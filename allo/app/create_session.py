"""Create a session by hand: published at once, so it must have who its kind needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allo.app.planning.moments import arrange
from allo.app.planning.places import (
    check_free,
    check_not_past,
    check_people,
    check_programmed,
    is_bare,
    named,
    same_place,
)
from allo.app.planning.trail import leave_trail
from allo.app.ports import Store, UnitOfWork
from allo.domain.errors import Overlap
from allo.domain.ledger import DialState
from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status, moment


async def create_session(store: Store, session: Session, *, rules: Rules, now: datetime, who: str = "") -> Session:
    """The stored session; `starts_at` is computed from its local time, `line` "" is the programme's. At the place of an
    occurrence that nobody programmed, or of a session that was cancelled, it is that one.
    Raises NotProgrammed, Overlap, TooLate, UnknownPerson."""
    line = session.line or rules.line
    starts_at = moment(session.date, session.time, session.zone)
    draft = replace(session, line=line, starts_at=starts_at, status=Status.PLANNED, reason="", settled=False)
    check_programmed(draft)
    check_not_past(draft, rules, now)
    async with store.write() as uow:
        await check_people(uow, draft)
        await check_free(uow, draft)
        created = await _put(uow, draft)
        await arrange(uow, [created], rules, now)
        await leave_trail(uow, "session_created", created, now=now, who=who)
    return created


async def _put(uow: UnitOfWork, draft: Session) -> Session:
    """In its own row, or in that of whom it replaces."""
    other = await same_place(uow, draft)
    if other is None:
        return await uow.sessions.add(replace(draft, id=0))
    if not (is_bare(other) or other.status is Status.CANCELLED):
        raise Overlap(f"{named(other).capitalize()} est déjà enregistrée à cette heure : programmez-la.")
    await _forget_refusals(uow, other.id)
    taken_over = replace(draft, id=other.id, slot=other.slot)
    await uow.sessions.save(taken_over)
    return taken_over


async def _forget_refusals(uow: UnitOfWork, session: int) -> None:
    """Calls given up when the session was cancelled may be planned again."""
    for row in await uow.attempts.find(session=session, state=DialState.WAIVED):
        await uow.attempts.remove(row.id)
