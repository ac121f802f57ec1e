"""The hour has come. The room goes on by itself: all that remains is to look at it once more."""

from __future__ import annotations

from datetime import datetime

from allo.app.errands import Errand
from allo.app.house import House
from allo.app.keeping.acting import acting
from allo.app.ports import UnitOfWork
from allo.domain import room as rooms
from allo.domain.sessions import Session


async def start_session(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    errands: list[Errand] = []
    async with acting(house, uow, session, now, errands) as scene:
        if scene.room is not None:
            await scene.take(rooms.tick(scene.room, now))
    return errands
