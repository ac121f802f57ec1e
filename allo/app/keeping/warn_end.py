"""Five minutes before the end the stage is told, privately."""

from __future__ import annotations

from datetime import datetime

from allo.app.errands import Errand
from allo.app.house import House
from allo.app.keeping.acting import acting
from allo.app.ports import UnitOfWork
from allo.domain.orders import Tell
from allo.domain.sessions import Session


async def warn_end(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    errands: list[Errand] = []
    async with acting(house, uow, session, now, errands) as scene:
        if scene.room is not None and not scene.room.closing:
            words = house.catalogue.words("app.five_minutes", {"minutes": house.rules.warn_lead_minutes})
            scene.errands.extend(Tell(seat.call, (words,)) for seat in scene.room.stage)
    return errands
