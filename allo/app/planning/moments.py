"""Stored moments are made equal to those the agenda wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.ports import Conflict, UnitOfWork
from allo.domain.agenda import Arrangement, arranged, truly_done
from allo.domain.records import Moment, MomentName
from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status

_ALREADY_CHECKED = timedelta(hours=1)


async def arrange(uow: UnitOfWork, sessions: Iterable[Session], rules: Rules, now: datetime) -> int:
    """How many moments were made, re-dated or taken away. Again changes nothing."""
    changes = await changes_of(uow, tuple(sessions), rules, now)
    for change in changes:
        await _apply(uow, change)
    return sum(len(one.add) + len(one.save) + len(one.remove) for one in changes)


async def changes_of(uow: UnitOfWork, sessions: Sequence[Session], rules: Rules, now: datetime) -> list[Arrangement]:
    stored = await moments_by_session(uow, [one.id for one in sessions])
    found = (arranged(one, stored.get(one.id, ()), rules, now) for one in sessions)
    return [one for one in found if not one.is_empty]


async def moments_by_session(uow: UnitOfWork, sessions: Iterable[int]) -> dict[int, list[Moment]]:
    stored: dict[int, list[Moment]] = {}
    for moment in await uow.moments.find(session=tuple(sessions)):
        stored.setdefault(moment.session, []).append(moment)
    return stored


async def concerned(uow: UnitOfWork, now: datetime) -> tuple[Session, ...]:
    """The sessions whose moments may have to change: all that are to come or were to be held, and those with moments
    left although they are over."""
    planned = await uow.sessions.find(status=Status.PLANNED, settled=False)
    alive = {one.id: one for one in planned if one.programmed or one.starts_at > now - _ALREADY_CHECKED}
    waiting = {one.session for one in await uow.moments.find(done_at=None)} - set(alive)
    over = await uow.sessions.find(id=tuple(waiting)) if waiting else ()
    return (*alive.values(), *over)


async def done_anew(uow: UnitOfWork, session: int, names: Iterable[MomentName]) -> None:
    """These moments are to be done again, at once where they are due: somebody new is to be called."""
    for moment in await uow.moments.find(session=session, name=tuple(names)):
        if truly_done(moment):
            await uow.moments.save(replace(moment, done_at=None, result=""))


async def end_now(uow: UnitOfWork, session: int, rules: Rules, now: datetime) -> None:
    """A session cancelled while people are on the line: what is left to close and archive is due now."""
    due = {MomentName.CLOSE: now, MomentName.ARCHIVE: now + timedelta(minutes=rules.archive_minutes)}
    for moment in await uow.moments.find(session=session, name=tuple(due), done_at=None):
        await uow.moments.save(replace(moment, due=due[moment.name]))


async def _apply(uow: UnitOfWork, change: Arrangement) -> None:
    for moment in change.remove:
        await uow.moments.remove(moment.id)
    for moment in change.save:
        await uow.moments.save(moment)
    for moment in change.add:
        try:
            await uow.moments.add(moment)
        except Conflict:
            continue  # another worker made it meanwhile
