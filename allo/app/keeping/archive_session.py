"""Some minutes after the end: facts become presences, stray calls end (no talk with the duty), the sheet is final."""

from __future__ import annotations

from datetime import datetime

from allo.app.errands import Errand, HangUpCall
from allo.app.house import House
from allo.app.keeping.acting import acting
from allo.app.ports import UnitOfWork
from allo.app.stage.helping import MET, RINGING
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.attendance import presences_of
from allo.domain.calls import Call, State
from allo.domain.calls import Errand as Kind
from allo.domain.corrections import keep_corrections
from allo.domain.room import Room
from allo.domain.sessions import Session
from ivr_flows.instructions import HangUp, Leave, Say


async def archive_session(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    records = await uow.rooms.find(session=session.id)
    room = rooms.from_plain(records[0].state) if records else None
    await fold_presences(uow, session, _closed_at(room, session, now))
    errands: list[Errand] = []
    async with acting(house, uow, session, now, errands) as scene:
        for call in await _left_over(scene):
            _let_go(scene, call)
    return errands


async def _left_over(scene: Scene) -> list[Call]:
    """Calls of the session that still live; those who talk with a person on duty may."""
    assert scene.session is not None
    live = await scene.uow.calls.find(session=scene.session.id, state=(State.RINGING, State.UP))
    helped = {one.call for one in await scene.uow.helps.find(session=scene.session.id, state=(RINGING, MET))}
    strays = [one.id for one in live if (one.errand is not Kind.DUTY or one.seat) and one.id not in helped]
    calls = [await scene.call(one) for one in strays]
    return [one for one in calls if one is not None]


def _let_go(scene: Scene, call: Call) -> None:
    """Nobody is cut off without a word."""
    if call.state is State.RINGING:
        scene.errands.append(HangUpCall(call.id))
    else:
        goodbye = Say(scene.house.catalogue.words("app.goodbye", {}))
        scene.tell_list(call.id, (Leave(), goodbye, HangUp()))


def _closed_at(room: Room | None, session: Session, now: datetime) -> datetime:
    closed = room.phase_since if room is not None and room.closing else None
    return min(now, closed or session.ends_at)


async def fold_presences(uow: UnitOfWork, session: Session, closed_at: datetime | None) -> None:
    """Twice gives the same: stays are matched, what somebody corrected stays corrected."""
    stored = await uow.presences.find(session=session.id, live=True)
    facts = await uow.facts.find(session=session.id)
    for presence in keep_corrections(presences_of(facts, session.id, closed_at), stored):
        if presence.id:
            await uow.presences.save(presence)
        else:
            await uow.presences.add(presence)
