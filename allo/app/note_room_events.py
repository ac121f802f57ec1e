"""Entries, exits and microphones, as a provider tells them: facts are appended once, the room applies what is new."""

from __future__ import annotations

from datetime import datetime

from allo.app.house import House
from allo.app.playing.talk import scene_of_call
from allo.app.stage.room_events import joined, left, mute_changed
from allo.domain.events import MuteChanged, RoomJoined, RoomLeft


async def note_room_events(house: House, event: RoomJoined | RoomLeft | MuteChanged, now: datetime) -> None:
    async with scene_of_call(house, event.call, now) as scene:
        if event.call not in scene.calls:
            return
        match event:
            case RoomJoined():
                await joined(scene, event)
            case RoomLeft():
                await left(scene, event)
            case MuteChanged():
                await mute_changed(scene, event)
