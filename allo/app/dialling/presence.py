"""Is somebody on stage, and who is or was in the room?"""

from __future__ import annotations

from datetime import datetime

from allo.app.ports import UnitOfWork
from allo.domain import room as rooms
from allo.domain.ledger import Attempt, Why
from allo.domain.people import Role
from allo.domain.room import Room
from allo.domain.sessions import Session, Status

_BACK_IN = (Why.CALL_BACK, Why.PROMISED, Why.RING_BACK)  # for who was in the room: waived only by being in it now


async def room_of(uow: UnitOfWork, session: Session | None) -> Room | None:
    found = await uow.rooms.find(session=session.id) if session is not None else ()
    return rooms.from_plain(found[0].state) if found else None


async def stage_ready(uow: UnitOfWork, session: Session) -> bool:
    """An artist or host is on the line, or has said « je suis prêt »: now others may be rung."""
    room = await room_of(uow, session)
    return stage_is_set(room) or await said_ready(uow, session)


async def stage_expected(uow: UnitOfWork, session: Session, now: datetime) -> bool:
    """The stage is set, or an artist or host is out only for a moment: in a menu, or cut off and called back. « Je suis
    prêt » holds until the hour: who is not there then is missed."""
    room = await room_of(uow, session)
    if stage_is_set(room) or (room is not None and rooms.coming(room, now, Role.ARTIST, Role.HOST)):
        return True
    return now < session.starts_at and await said_ready(uow, session)


def stage_is_set(room: Room | None) -> bool:
    return room is not None and rooms.stage_is_set(room)


async def said_ready(uow: UnitOfWork, session: Session) -> bool:
    parties = [f"artist:{one}" for one in session.artists] + [f"host:{one}" for one in session.hosts]
    keys = tuple(f"ready:{party}:{session.id}" for party in parties)
    return bool(keys) and bool(await uow.facts.find(key=keys))


async def seats_of(uow: UnitOfWork, room: Room, row: Attempt) -> list[rooms.Seat]:
    """The seats of whom this row would ring: by party; by number too where no switchboard is behind it."""
    names = set(row.parties)
    if not (row.extension or row.ask_for):
        calls = await uow.calls.find(session=row.session, number=row.number)
        names |= {call.seat for call in calls if call.seat}
    return [seat for name, seat in room.seats.items() if name in names]


async def is_there(uow: UnitOfWork, room: Room | None, row: Attempt) -> bool:
    """They need not be rung: they are in the room, or (but for who is called back) were."""
    if room is None or row.why in (Why.NEWS, Why.DUTY):
        return False
    seats = await seats_of(uow, room, row)
    if row.why in _BACK_IN:
        return any(seat.inside for seat in seats)
    return any(seat.entered_at is not None for seat in seats)


def may_be_called(session: Session | None) -> bool:
    """An occurrence calls nobody until it is programmed; nor does one that is over, or came with its outcome."""
    return session is not None and session.status is Status.PLANNED and not session.settled and session.programmed
