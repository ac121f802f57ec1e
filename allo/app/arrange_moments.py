"""The stored moments follow the calendar. A duty, run every few seconds; again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from allo.app.house import House
from allo.app.planning.moments import arrange, changes_of, concerned
from allo.app.planning.news import stop_calls, tell_news
from allo.app.ports import UnitOfWork
from allo.domain.records import MomentName
from allo.domain.sessions import Session, Status


async def arrange_moments(house: House, now: datetime) -> int:
    """How many moments were made, re-dated or taken away. Looks first, and only writes where something differs.
    Whoever was to be called for a session that an import cancels is told."""
    async with house.store.read() as uow:
        if not await changes_of(uow, await concerned(uow, now), house.rules, now):
            return 0
    async with house.store.write() as uow:
        sessions = await concerned(uow, now)
        for one in await _cancelled_elsewhere(uow, sessions, now):
            await tell_news(uow, one, house.rules, now)
            await stop_calls(uow, one.id)
        return await arrange(uow, sessions, house.rules, now)


async def _cancelled_elsewhere(uow: UnitOfWork, sessions: Sequence[Session], now: datetime) -> list[Session]:
    """`cancel_session` leaves no start behind; an import that cancels does."""
    cancelled = {one.id: one for one in sessions if one.status is Status.CANCELLED and one.starts_at > now}
    starts = await uow.moments.find(session=tuple(cancelled), name=MomentName.START, done_at=None)
    return [cancelled[one.session] for one in starts]
