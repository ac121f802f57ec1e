"""The room opens: from now on callers find it, and those who were promised a call are let in."""

from __future__ import annotations

from datetime import datetime

from allo.app.errands import Errand
from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.app.stage.opening import make_room
from allo.domain.sessions import Session


async def open_room(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    """Once: a room that is there (its host came early) stays as it is."""
    await make_room(house, uow, session, now)
    return []
