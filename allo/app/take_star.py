"""The star was pressed in a room: the card of this line."""

from __future__ import annotations

from datetime import datetime

from allo.app.house import House
from allo.app.outcomes.card import card_facts
from allo.app.playing.talk import listing_of, scene_of_call
from allo.app.stage.entering import prove_human
from allo.app.stage.helping import request_of
from allo.app.stage.line import Line
from allo.domain.calls import Listing, State
from allo.domain.events import StarPressed
from allo.domain.people import Role
from allo.domain.room import Phase


async def take_star(house: House, event: StarPressed, now: datetime) -> Listing | None:
    """The list of the card; the current one where the star belongs to an older turn, or to a room that is over."""
    async with scene_of_call(house, event.call, now, replies=True) as scene:
        call = scene.calls.get(event.call)
        if call is None or call.state is State.ENDED:
            return None
        if event.turn == call.turn:
            await prove_human(scene, call.id)
            if await request_of(scene, call.id) is None:
                _show_card(Line(scene, call.id, {}))
    return listing_of(scene, event.call)


def _show_card(line: Line) -> None:
    """In a private room, with a person on duty, there is no card: a star there means nothing."""
    room = line.scene.room
    if room is None or room.closing or line.seat is None:
        return
    role = line.call.notes.get("role")
    if role == Role.ARTIST.value and room.phase is Phase.PERFORMANCE:
        line.go("performer_card")
    else:
        line.go("host_card" if role in (Role.ARTIST.value, Role.HOST.value) else "card", **card_facts(line))
