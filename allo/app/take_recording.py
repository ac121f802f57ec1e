"""A message was recorded: it is kept thirty days, and a human calls back."""

from __future__ import annotations

import contextlib
from datetime import datetime

from allo.app.house import House
from allo.app.playing.talk import answer_flow, listing_of, scene_of_call
from allo.app.ports import Conflict
from allo.app.stage.helping import call_back_task
from allo.app.stage.scene import Scene
from allo.domain.calls import Call, Listing, State
from allo.domain.events import Recorded
from allo.domain.records import Message
from ivr_flows.instructions import Silence, Spoken


async def take_recording(house: House, event: Recorded, now: datetime) -> Listing | None:
    """Told twice it is one message; told late (the session closed meanwhile) it is kept all the same."""
    async with scene_of_call(house, event.call, now, replies=True) as scene:
        call = scene.calls.get(event.call)
        if call is None:
            return None
        spoken = bool(event.sound) and event.seconds > 0
        if spoken:
            await _keep(scene, call, event)
        if call.state is State.UP and event.turn == call.turn:
            await answer_flow(scene, call.id, Spoken(seconds=event.seconds) if spoken else Silence())
    return listing_of(scene, event.call)


async def _keep(scene: Scene, call: Call, event: Recorded) -> None:
    if any(one.sound == event.sound for one in await scene.uow.messages.find(call=call.id)):
        return
    message = Message(
        call=call.id, number=call.number, party=call.party, sound=event.sound, seconds=event.seconds, at=scene.now
    )
    with contextlib.suppress(Conflict):
        await scene.uow.messages.add(message)
    await scene.ask_human(call_back_task(call))
