"""Somebody speaks, or has stopped: seconds with an open microphone are facts."""

from __future__ import annotations

from datetime import datetime

from allo.app.house import House
from allo.app.playing.talk import scene_of_call
from allo.domain import room as rooms
from allo.domain.events import SpeakingStarted, SpeakingStopped


async def note_speech(house: House, event: SpeakingStarted | SpeakingStopped, now: datetime) -> None:
    async with scene_of_call(house, event.call, now) as scene:
        if event.call not in scene.calls or scene.room is None:
            return
        heard = rooms.speaking_started if isinstance(event, SpeakingStarted) else rooms.speaking_stopped
        await scene.take(heard(scene.room, event.call, event.at))
