"""Sessions as they are spoken of: the one that is open now, the next one, the programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from allo.app.ports import UnitOfWork
from allo.domain.records import RoomRecord
from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status
from ivr_flows.spoken import spoken_moment

_LOOK_AHEAD = timedelta(days=60)
_MONTH = timedelta(days=31)
_LONGEST = timedelta(hours=12)
_LONGEST_EXTENSION = timedelta(hours=1)


async def open_rooms(uow: UnitOfWork, now: datetime) -> Sequence[RoomRecord]:
    """The rooms of sessions that are not settled yet."""
    near = await uow.sessions_between(now - _LONGEST, now + timedelta(hours=1))
    planned = [one.id for one in near if one.status is Status.PLANNED]
    return await uow.rooms.find(session=planned) if planned else ()


async def near_session(uow: UnitOfWork, line: str, now: datetime, rules: Rules) -> Session | None:
    """The session of this line that is under way, or that artist and host are rung for already."""
    lead = timedelta(minutes=max(rules.host_lead_minutes, rules.artist_lead_minutes, rules.open_lead_minutes))
    for session in await uow.sessions_between(now - _LONGEST, now + lead):
        to_come = session.status is Status.PLANNED and session.programmed and not session.settled
        if session.line in ("", line) and to_come and now < session.ends_at + _LONGEST_EXTENSION:
            return session
    return None


async def next_session(uow: UnitOfWork, now: datetime, but: int | None = None) -> Session | None:
    """The next session people may hear of: programmed, no rehearsal."""
    coming = await uow.sessions_between(now, now + _LOOK_AHEAD)
    return next((one for one in coming if _is_public(one) and one.id != but), None)


async def own_session(uow: UnitOfWork, party: str, now: datetime) -> Session | None:
    """The next session this artist or host is programmed for, a rehearsal too."""
    kind, _, key = party.partition(":")
    for session in await uow.sessions_between(now, now + _LOOK_AHEAD):
        staff = session.artists if kind == "artist" else session.hosts
        if session.status is Status.PLANNED and session.programmed and int(key) in staff:
            return session
    return None


async def programme(uow: UnitOfWork, now: datetime, most: int) -> list[Session]:
    """The sessions of the coming month, at most so many."""
    coming = await uow.sessions_between(now, now + _MONTH)
    return [one for one in coming if _is_public(one)][:most]


def _is_public(session: Session) -> bool:
    return session.status is Status.PLANNED and session.programmed and not session.rehearsal


def in_words(session: Session, now: datetime) -> str:
    """ "jeudi trois décembre à dix-sept heures", local to the session's zone."""
    zone = ZoneInfo(session.zone)
    return spoken_moment(session.starts_at.astimezone(zone), now.astimezone(zone))


async def next_in_words(uow: UnitOfWork, now: datetime, but: int | None = None) -> str:
    """When the next session is, "" where none is programmed."""
    session = await next_session(uow, now, but)
    return in_words(session, now) if session else ""


def call_limit(session: Session, rules: Rules, now: datetime) -> int:
    """Seconds a call may last at most: to the planned end, the extension and a margin."""
    last = session.ends_at + timedelta(minutes=rules.extension_minutes + rules.call_limit_margin_minutes)
    return max(60, int((last - now).total_seconds()))
