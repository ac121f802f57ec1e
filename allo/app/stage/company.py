"""Nobody waits in silence (TELEPHONY part 1, rule 5): what is said to people who wait, by the provider's loop in a room
that has not started there, else by us, now and then, to each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.app.stage.scene import Scene
from allo.domain.orders import Tell
from allo.domain.room import Room, Seat
from allo.domain.sessions import Session
from ivr_flows.instructions import Words
from ivr_flows.spoken import spoken_list

COMPANY = timedelta(seconds=30)
_ABOUT = "company"
_WAITING = "waiting"


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
    told, seats = _audience(scene.open_room, scene.now)
    due = [seat.call for seat in seats if _is_due(scene.house, seat, told, scene.now)]
    if not due or scene.session is None:
        return
    if told == _WAITING:
        words = await waiting_words(scene.house, scene.uow, scene.session, scene.open_room, scene.now)
    else:
        words = [scene.house.catalogue.words(told, {})]
    for call in due:
        scene.house.asked.may_ask(call, told, scene.now, _ABOUT, COMPANY)
        scene.errands.append(Tell(call, tuple(words)))


def is_company_due(house: House, room: Room, now: datetime) -> bool:
    """`keep_company` would say something."""
    told, seats = _audience(room, now)
    return any(_is_due(house, seat, told, now) for seat in seats)


def _audience(room: Room, now: datetime) -> tuple[str, Sequence[Seat]]:
    """Who is to hear now and then what they wait for, and by which key."""
    if room.waiting and any(seat.staff and seat.entered_at for seat in room.seats.values()) and room.lines:
        return _WAITING, room.lines
    if len(room.inside()) == 1 and not room.performing and (not room.waiting or room.stage):
        return "app.alone_early" if now < room.plan.opens_at else "app.alone", room.inside()
    return "", ()


def _is_due(house: House, seat: Seat, told: str, now: datetime) -> bool:
    return house.asked.is_due(seat.call, told, now, _ABOUT, COMPANY)
