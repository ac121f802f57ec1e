"""The provider has begun a list: the sweep need not ask for it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allo.app.house import House
from allo.domain.events import ListTaken


async def note_list_taken(house: House, event: ListTaken, now: datetime) -> None:
    async with house.store.write() as uow:
        call = await uow.lock_call(event.call)
        if call is not None and call.turn == event.turn and not call.taken:
            await uow.calls.save(replace(call, taken=True))
