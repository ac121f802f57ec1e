"""Each second or two, every open room looks at the clock: phases, drops, those who wait too long, help not given."""

from __future__ import annotations

from datetime import datetime, timedelta

from allo.app.house import House
from allo.app.lookups.when import open_sessions
from allo.app.playing.talk import scene_of_session
from allo.app.stage.closing import close_room, waited_enough
from allo.app.stage.company import keep_company
from allo.app.stage.helping import escalate
from allo.app.stage.scene import Scene
from allo.domain import room as rooms


async def run_rooms(house: House, now: datetime) -> None:
    async with house.store.read() as uow:
        open_now = [one.id for one in await open_sessions(uow, now)]
    for session in open_now:
        async with scene_of_session(house, session, now) as scene:
            if scene.room is not None:
                await _look(scene)


async def _look(scene: Scene) -> None:
    await scene.take(rooms.tick(scene.open_room, scene.now))
    if scene.open_room.closing:
        await close_room(scene)
        return
    limit = timedelta(minutes=scene.house.rules.wait_limit_minutes)
    for seat, since in rooms.waiting_seats(scene.open_room, scene.now).items():
        if scene.now - since >= limit:
            await waited_enough(scene, scene.open_room.seats[seat])
    await escalate(scene)
    await keep_company(scene)
