"""Each second: do what is due for each session, once, in order; what was missed while Allô was down is made up at once,
until T+20. One transaction per moment, under the lock of its session; the provider is asked after its commit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from allo.app.dialling.ringing import plan_staff_calls
from allo.app.dialling.tasks import ask_human
from allo.app.errands import Errand, run_errands
from allo.app.house import House
from allo.app.plan_wave import plan_wave
from allo.app.planning.people import load_people
from allo.app.ports import UnitOfWork
from allo.domain.agenda import TOO_LATE, in_order, too_late
from allo.domain.people import Role
from allo.domain.planner import warnings_for
from allo.domain.records import Moment, MomentName, Task, TaskKind
from allo.domain.sessions import Session, Status

Keeper = Callable[[House, UnitOfWork, Session, datetime], Awaitable[list[Errand]]]

DONE = "fait"
NO_SESSION = "sans objet"
_TO_THE_END = (MomentName.CLOSE, MomentName.ARCHIVE)  # also of a session that is over: calls end, facts are kept


async def do_due_moments(house: House, now: datetime, keepers: Mapping[MomentName, Keeper]) -> int:
    """Returns how many were done. `keepers`: the moments of the room. A fault in one session stops that session's
    moments only; it is raised at the end, and the moment stays due."""
    async with house.store.read() as uow:
        due = in_order(await uow.due_moments(now))
    by_session: dict[int, list[Moment]] = {}
    for moment in due:
        by_session.setdefault(moment.session, []).append(moment)
    acts = {**_RINGING, **keepers}
    runs = [_do_all(house, moments, now, acts) for moments in by_session.values()]
    results = await asyncio.gather(*runs, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return len(due)


async def _do_all(house: House, moments: list[Moment], now: datetime, acts: Mapping[MomentName, Keeper]) -> None:
    for moment in moments:
        await _do(house, moment, now, acts)


async def _do(house: House, seen: Moment, now: datetime, acts: Mapping[MomentName, Keeper]) -> None:
    errands: list[Errand] = []
    async with house.store.write() as uow:
        session = await uow.lock_session(seen.session)
        moment = await uow.moments.get(seen.id)
        if moment is None or moment.done_at is not None or moment.due is None or moment.due > now:
            return  # done meanwhile, or moved
        result = _due_result(house, moment, session, now)
        if session is not None and result == DONE and moment.name in acts:
            errands = await acts[moment.name](house, uow, session, now)
        if session is not None and result == TOO_LATE and moment.name is MomentName.WAVE:
            await ask_human(uow, _missed(session), now)
        await _mark(uow, moment, now, result)
    await run_errands(house.telephony, errands)


def _due_result(house: House, moment: Moment, session: Session | None, now: datetime) -> str:
    """`DONE` where there is something to do. A session that is over is only closed and archived."""
    if session is None or (session.status is not Status.PLANNED and moment.name not in _TO_THE_END):
        return NO_SESSION
    return TOO_LATE if too_late(moment, session, now, house.rules) else DONE


def _missed(session: Session) -> Task:
    """Nobody was called at all: never a surprise call later, never a silent miss."""
    kind, told = TaskKind.MISSED, {"reason": "Allô était arrêté : personne n'a été appelé"}
    return Task(key=f"{kind.value}:{session.id}:wave", kind=kind, session=session.id, values=told)


async def _mark(uow: UnitOfWork, before: Moment, now: datetime, result: str) -> None:
    """Unless what was done has itself put the moment off, or marked it."""
    moment = await uow.moments.get(before.id)
    if moment == before:
        await uow.moments.save(replace(before, done_at=now, result=result))


# --- the moments that ring ------------------------------------------------------------------------------------------


async def _check(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    """Two days before: not programmed is a task; what will not be enough is one too."""
    if not session.programmed:
        kind = TaskKind.NOT_PROGRAMMED
        await ask_human(uow, Task(key=f"{kind.value}:{session.id}", kind=kind, session=session.id), now)
        return []
    people = await load_people(uow, house.rules.zone)
    callees = len(people.wave(session).callees)
    for one in warnings_for(session, callees, house.rules, house.telephony.can.seats_per_room):
        kind = TaskKind.CAPACITY
        key = f"{kind.value}:{session.id}:{one.worry.value}"
        await ask_human(uow, Task(key=key, kind=kind, session=session.id, values={"text": one.text}), now)
    return []


async def _call_host(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    await plan_staff_calls(house, uow, session, now, Role.HOST)
    return []


async def _call_artist(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    await plan_staff_calls(house, uow, session, now, Role.ARTIST)
    return []


async def _wave(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    await plan_wave(house, uow, session, now)
    return []


_RINGING: Mapping[MomentName, Keeper] = {
    MomentName.CHECK: _check,
    MomentName.CALL_HOST: _call_host,
    MomentName.CALL_ARTIST: _call_artist,
    MomentName.WAVE: _wave,
}
