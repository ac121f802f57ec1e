"""Move a session to another date or time: its moments follow, and those who were to be called are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from allo.app.planning.moments import moments_by_session
from allo.app.planning.news import tell_news
from allo.app.planning.places import check_not_past, check_open_to_change, locked, named
from allo.app.planning.relocating import at_place, relocate
from allo.app.planning.series import note_move
from allo.app.planning.trail import leave_trail
from allo.app.ports import Store, UnitOfWork
from allo.domain.agenda import begun
from allo.domain.errors import TooLate
from allo.domain.ledger import Attempt
from allo.domain.rules import Rules
from allo.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class Moved:
    """`told`: the calls written to tell it, one a telephone."""

    session: Session
    told: tuple[Attempt, ...]


async def move_session(
    store: Store, session: int, day: date, at: time, *, rules: Rules, now: datetime, who: str = ""
) -> Moved:
    """`day`, `at`: local to the session's zone. The slot it is an occurrence of keeps the move as an exception.
    Raises Overlap, TooLate (it has begun, its artist or host is on the line, or its new time is past),
    UnknownSession."""
    async with store.write() as uow:
        before = await locked(uow, session)
        if (day, at) == (before.date, before.time):
            return Moved(before, ())
        await _check(uow, before, rules, now)
        check_not_past(at_place(before, day, at), rules, now)
        await note_move(uow, rules, before, (day, at))
        moved = await relocate(uow, before, (day, at), rules, now)
        told = await tell_news(uow, before, rules, now)
        await leave_trail(uow, "session_moved", moved, now=now, who=who, before=before)
    return Moved(moved, told)


async def _check(uow: UnitOfWork, session: Session, rules: Rules, now: datetime) -> None:
    check_open_to_change(session, rules, now)
    stored = (await moments_by_session(uow, [session.id])).get(session.id, [])
    if begun(session, {one.name: one for one in stored}, now):
        raise TooLate(f"{named(session).capitalize()} a commencé : annulez-la, et créez-en une nouvelle.")
    if await uow.rooms.find(session=session.id):
        why = "quelqu'un est déjà en ligne : annulez-la, et créez-en une nouvelle"
        raise TooLate(f"{named(session).capitalize()} va commencer, {why}.")
