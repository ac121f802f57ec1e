"""A scene inside the transaction of a moment."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from allo.app.errands import Errand
from allo.app.house import House
from allo.app.playing.talk import play
from allo.app.ports import UnitOfWork
from allo.app.stage.scene import Scene, load_scene
from allo.domain.sessions import Session


@asynccontextmanager
async def acting(
    house: House, uow: UnitOfWork, session: Session, now: datetime, errands: list[Errand]
) -> AsyncIterator[Scene]:
    """What the scene wants of the provider is added to `errands`."""
    scene = await load_scene(house, uow, session.id, now)
    yield scene
    await play(scene)
    await scene.close()
    errands.extend([*scene.instruct_others(), *scene.errands])
