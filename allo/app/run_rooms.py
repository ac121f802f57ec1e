"""Each second or two, every open room looks at the clock: phases, drops, those who wait too long, help not given."""

from __future__ import annotations

from datetime import datetime, timedelta

from allo.app.house import House
from allo.app.lookups.when import open_rooms
from allo.app.playing.talk import scene_of_session
from allo.app.stage.closing import close_room, waited_enough
from allo.app.stage.company import is_company_due, keep_company
from allo.app.stage.entering import set_stars
from allo.app.stage.helping import escalate
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.people import Role


async def run_rooms(house: House, now: datetime) -> None:
    async with house.store.read() as uow:
        open_now = {one.session: rooms.from_plain(one.state) for one in await open_rooms(uow, now)}
    for session in [one for one, room in open_now.items() if not _is_quiet(house, room, now)]:
        async with scene_of_session(house, session, now) as scene:
            if scene.room is not None:
                await _look(scene)


def _is_quiet(house: House, room: rooms.Room, now: datetime) -> bool:
    """A look without a lock: nothing that `_look` would do. Where it may do something it decides again, under the lock,
    so that a hundred rooms in which all is well cost one read and no write."""
    ticked = rooms.tick(room, now)
    moves = ticked.room is not room or ticked.told or room.closing or rooms.to_ask(room, now)
    waits = is_company_due(house, room, now) or _long_waits(house, room, now)
    asked = rooms.unanswered_help(room, now, house.rules.help_without_floor_seconds)
    stars = room.inside(Role.ARTIST) and not house.telephony.can.keys_in_room
    return not (moves or waits or asked or stars)


def _long_waits(house: House, room: rooms.Room, now: datetime) -> list[str]:
    limit = timedelta(minutes=house.rules.wait_limit_minutes)
    return [seat for seat, since in rooms.waiting_seats(room, now).items() if now - since >= limit]


async def _look(scene: Scene) -> None:
    await scene.take(rooms.tick(scene.open_room, scene.now))
    if scene.open_room.closing:
        await close_room(scene)
        return
    for seat in _long_waits(scene.house, scene.open_room, scene.now):
        await waited_enough(scene, scene.open_room.seats[seat])
    await escalate(scene)
    await set_stars(scene)
    await keep_company(scene)
