"""A person on duty could not be rung: the next one, or the message, for whoever waits."""

from __future__ import annotations

from datetime import datetime

from allo.app.house import House
from allo.app.playing.talk import scene_of_call
from allo.app.stage.helping import RINGING, officer_left
from allo.domain.ledger import Attempt


async def ring_next_officer(house: House, row: Attempt, now: datetime) -> None:
    """`row`: the call that was not made. Nothing happens where another officer is being rung already."""
    async with house.store.read() as uow:
        request = await uow.helps.get(row.help or 0)
    if request is None:
        return
    async with scene_of_call(house, request.call, now) as scene:
        fresh = await scene.uow.helps.get(request.id)
        if (
            fresh is not None
            and fresh.state == RINGING
            and row.parties == tuple(f"duty:{one}" for one in fresh.asked[-1:])
        ):
            await officer_left(scene, fresh)
