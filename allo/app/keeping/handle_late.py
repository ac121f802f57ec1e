"""Ten minutes after the hour: without the artist its kind needs the host chooses; with neither it is postponed."""

from __future__ import annotations

from datetime import datetime

from allo.app.errands import Errand
from allo.app.house import House
from allo.app.keeping.acting import acting
from allo.app.ports import UnitOfWork
from allo.app.stage.closing import postpone_session
from allo.app.stage.moments import put_off
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.people import Role
from allo.domain.records import MomentName, TaskKind
from allo.domain.room import Phase
from allo.domain.sessions import Session


async def handle_late(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    errands: list[Errand] = []
    async with acting(house, uow, session, now, errands) as scene:
        if scene.room is not None and not scene.room.closing:
            await _decide(scene, session.id)
    return errands


async def _decide(scene: Scene, session: int) -> None:
    """Who is in a menu, with the coordination or was cut off a moment ago is waited for; so is the piece that is about
    to begin, since its artist may still be lost before it."""
    room = scene.open_room
    if room.phase.rank > Phase.WELCOME.rank:
        return
    missing = (Role.ARTIST,) if room.stage else (Role.ARTIST, Role.HOST)
    needed = not room.stage or room.plan.with_artist
    if needed and (room.inside(Role.ARTIST) or rooms.coming(room, scene.now, *missing)):
        await put_off(scene.uow, session, MomentName.LATE, scene.now, minutes=1)
    elif not room.stage:
        await postpone_session(scene, TaskKind.NOBODY_ON_STAGE)
    elif room.plan.with_artist:
        await _ask_host(scene)


async def _ask_host(scene: Scene) -> None:
    hosts = scene.open_room.inside(Role.HOST)
    if hosts and await scene.call(hosts[0].call) is not None:
        scene.begin(hosts[0].call, "late_choice")
