"""The planned end: goodbye to everybody, and the session is what it was."""

from __future__ import annotations

from datetime import datetime

from allo.app.errands import Errand
from allo.app.house import House
from allo.app.keeping.acting import acting
from allo.app.ports import UnitOfWork
from allo.app.stage.closing import call_off, close_room
from allo.domain.agenda import outcome_of
from allo.domain.sessions import Session, Status


async def close_session(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    """Where no room ever opened (Allô was down), the session is cancelled with its reason."""
    errands: list[Errand] = []
    async with acting(house, uow, session, now, errands) as scene:
        if session.status is Status.CANCELLED:
            await call_off(scene)
        elif scene.room is not None:
            await close_room(scene)
        elif session.status is Status.PLANNED and session.programmed:
            await uow.sessions.save(outcome_of(session, began=False, artist_came=False, reason="salle_jamais_ouverte"))
    return errands
