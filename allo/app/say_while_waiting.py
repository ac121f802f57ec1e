"""What people hear while they wait: who plays, how long still, how many are here; asked again on each loop."""

from __future__ import annotations

from datetime import datetime

from allo.app.house import House
from allo.app.stage.company import waiting_words
from allo.domain import room as rooms
from ivr_flows.instructions import Pause, Play, Say

MUSIC = "attente"  # sparse music between two lines
_MUSIC_SECONDS = 15.0


async def say_while_waiting(house: House, room: str, now: datetime) -> tuple[Say | Play | Pause, ...]:
    """A spoken line, then music: never silent, a line every twenty to thirty seconds (TELEPHONY part 1, rule 5). In a
    private room somebody is being looked for."""
    async with house.store.read() as uow:
        found = await uow.rooms.find(name=room)
        session = await uow.sessions.get(found[0].session) if found else None
        if session is None:
            words = [house.catalogue.words("waiting.help", {})]
        else:
            words = await waiting_words(house, uow, session, rooms.from_plain(found[0].state), now)
    return (*(Say(one) for one in words), Play(MUSIC), Pause(_MUSIC_SECONDS))
