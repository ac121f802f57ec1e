"""Nobody waits in silence (TELEPHONY part 1, rule 5): what is said to people who wait, by the provider's loop in a room
that has not started there, else by us, now and then, to each."""

from __future__ import annotations

from datetime import datetime, timedelta

from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.app.stage.scene import Scene
from allo.domain.orders import Tell
from allo.domain.room import Room
from allo.domain.sessions import Session
from ivr_flows.instructions import Words
from ivr_flows.spoken import spoken_list

COMPANY = timedelta(seconds=30)


async def waiting_words(house: House, uow: UnitOfWork, session: Session, room: Room, now: datetime) -> list[Words]:
    """Who plays, how long still, how many are here."""
    catalogue = house.catalogue
    artists = [one.name for one in await uow.artists.find(id=session.artists)] if session.artists else []
    minutes = int((session.starts_at - now).total_seconds() // 60)
    here = len(room.inside())
    return [
        *([catalogue.words("waiting.artist", {"artist": spoken_list(artists)})] if artists else []),
        catalogue.words("waiting.minutes", {"minutes": minutes})
        if minutes > 1
        else catalogue.words("waiting.soon", {}),
        catalogue.words("waiting.many", {"count": here}) if here > 1 else catalogue.words("waiting.alone", {}),
    ]


async def keep_company(scene: Scene) -> None:
    """In a room that has started at the provider no waiting words play: whoever waits there hears ours."""
    room = scene.open_room
    if room.waiting and any(seat.staff and seat.entered_at for seat in room.seats.values()) and room.lines:
        await _say_what_all_wait_for(scene)
    elif len(room.inside()) == 1 and not room.performing and (not room.waiting or room.stage):
        early = scene.now < room.plan.opens_at
        told = "app.alone_early" if early else "app.alone"
        _tell(scene, room.inside()[0].call, told, [scene.house.catalogue.words(told, {})])


async def _say_what_all_wait_for(scene: Scene) -> None:
    if scene.session is not None:
        words = await waiting_words(scene.house, scene.uow, scene.session, scene.open_room, scene.now)
        for seat in scene.open_room.lines:
            _tell(scene, seat.call, "waiting", words)


def _tell(scene: Scene, call: str, told: str, words: list[Words]) -> None:
    if scene.house.asked.may_ask(call, told, scene.now, "company", COMPANY):
        scene.errands.append(Tell(call, tuple(words)))
