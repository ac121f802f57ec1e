"""The room of a session is made once: at its opening, or before it for an artist or host who is on the line already.

Until its opening callers do not find it: `is_open_to_callers`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.records import RoomRecord
from allo.domain.sessions import Session, Status


async def make_room(house: House, uow: UnitOfWork, session: Session, now: datetime) -> RoomRecord:
    """The record of the session's room, made where there is none."""
    found = await uow.rooms.find(session=session.id)
    if found:
        return found[0]
    plan = rooms.plan_of(session, house.rules, house.telephony.can.seats_per_room)
    others = {f"host:{one}" for one in session.hosts} - await hosting_artists(uow, session)
    plan = replace(plan, hosted=bool(others))
    state = rooms.to_plain(rooms.Room(plan, phase_since=now))
    return await uow.rooms.add(RoomRecord(session=session.id, name=house.ids.token(), state=state))


async def hosting_artists(uow: UnitOfWork, session: Session) -> set[str]:
    """The hosts of this session who are reached at the telephone of one of its artists: nobody else hosts there."""
    artists = await uow.artists.find(id=session.artists) if session.artists else ()
    hosts = await uow.hosts.find(id=session.hosts) if session.hosts else ()
    numbers = {one.number for one in artists if one.number}
    return {f"host:{one.id}" for one in hosts if one.number in numbers}


async def let_stage_in(scene: Scene) -> bool:
    """The room of this scene for an artist or host, made early where the session is near; False where none can be."""
    session = scene.session
    if scene.room is None and session is not None and session.status is Status.PLANNED and session.programmed:
        scene.hold(await make_room(scene.house, scene.uow, session, scene.now))
    return scene.room is not None and not scene.room.closing


def is_open_to_callers(scene: Scene) -> bool:
    room = scene.room
    return room is not None and not room.closing and scene.now >= room.plan.opens_at
