"""Ten minutes after the hour: without the artist its kind needs the host chooses; with neither it is postponed."""

from __future__ import annotations

from datetime import datetime

from allo.app.errands import Errand
from allo.app.house import House
from allo.app.keeping.acting import acting
from allo.app.ports import UnitOfWork
from allo.app.stage.closing import postpone_session
from allo.app.stage.scene import Scene
from allo.domain.people import Role
from allo.domain.records import TaskKind
from allo.domain.sessions import Session


async def handle_late(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    errands: list[Errand] = []
    async with acting(house, uow, session, now, errands) as scene:
        if scene.room is not None and not scene.room.closing:
            await _decide(scene)
    return errands


async def _decide(scene: Scene) -> None:
    room = scene.open_room
    if not room.stage:
        if not room.started:
            await postpone_session(scene, TaskKind.NOBODY_ON_STAGE)
        return
    if not room.plan.with_artist or room.artist_came:
        return
    hosts = room.inside(Role.HOST)
    if hosts and await scene.call(hosts[0].call) is not None:
        scene.begin(hosts[0].call, "late_choice")
