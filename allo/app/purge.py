"""What is kept no longer than needed goes: recorded messages after thirty days, wrong codes after a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from allo.app.house import House


async def purge(house: House, now: datetime) -> None:
    async with house.store.write() as uow:
        oldest = now - timedelta(days=house.rules.message_days)
        for message in await uow.messages.find():
            if message.at is not None and message.at < oldest:
                await uow.messages.remove(message.id)
        for one in await uow.code_tries.find():
            if one.at is not None and one.at < now - timedelta(days=1):
                await uow.code_tries.remove(one.id)
