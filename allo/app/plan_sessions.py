"""Weekly slots become dated sessions, some weeks ahead. A duty, at the start and every hour; again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from allo.app.house import House
from allo.app.planning.moments import arrange
from allo.app.planning.news import tell_news
from allo.app.planning.places import is_bare, remove
from allo.app.planning.relocating import relocate
from allo.app.planning.series import Place, occurrences_between, place_of, slots_of
from allo.app.planning.trail import leave_trail
from allo.app.ports import Conflict, UnitOfWork
from allo.domain.errors import Overlap
from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status, moment
from allo.domain.slots import default_slots


@dataclass(frozen=True, slots=True)
class Planned:
    """What one run changed."""

    added: int = 0
    moved: int = 0
    removed: int = 0


async def plan_sessions(house: House, now: datetime) -> Planned:
    """Makes the default slots where none is stored, and the occurrences of `plan_ahead_days`. A row already at an
    occurrence's time (an import) is that occurrence. What nobody programmed comes and goes with its slot; what somebody
    programmed only moves, with an exception. Raises BadSlot."""
    rules = house.rules
    end = now + timedelta(days=rules.plan_ahead_days)
    async with house.store.write() as uow:
        await _default_slots(uow, rules)
        moved = await _move(uow, rules, now)
        wanted = await occurrences_between(uow, rules, now, end)
        await _refresh(uow, wanted, now)
        removed = await _remove(uow, wanted, now, end)
        added = await _add(uow, wanted, rules, now)
    return Planned(added, moved, removed)


async def _default_slots(uow: UnitOfWork, rules: Rules) -> None:
    if await uow.slots.find():
        return
    for slot in default_slots(rules):
        try:
            await uow.slots.add(slot)
        except Conflict:
            continue  # another worker made it meanwhile


async def _move(uow: UnitOfWork, rules: Rules, now: datetime) -> int:
    """Programmed sessions that still stand where an exception has moved them from."""
    times = {slot.name: slot.time for slot in await slots_of(uow, rules)}
    moved = 0
    for one in await uow.exceptions.find():
        is_move = one.moved_to_date is not None or one.moved_to_time is not None
        if not is_move or one.slot not in times:
            continue
        for session in await uow.sessions.find(slot=one.slot, date=one.on, time=times[one.slot]):
            if session.programmed and session.status is Status.PLANNED and session.starts_at > now:
                place = (one.moved_to_date or one.on, one.moved_to_time or session.time)
                moved += await _relocated(uow, session, place, rules, now)
    return moved


async def _relocated(uow: UnitOfWork, session: Session, to: tuple[date, time], rules: Rules, now: datetime) -> bool:
    """False where its new place is taken: then it stays, and people see both. Nor does it move under people's feet."""
    locked = await uow.lock_session(session.id)
    if locked is None or await uow.rooms.find(session=session.id):
        return False
    try:
        moved = await relocate(uow, locked, to, rules, now)
    except Overlap:
        return False
    await tell_news(uow, locked, rules, now)
    await leave_trail(uow, "session_moved", moved, now=now, before=session)
    return True


async def _refresh(uow: UnitOfWork, wanted: dict[Place, Session], now: datetime) -> None:
    """UTC times follow the zones' own rules where a government changed them; bare occurrences follow their slot."""
    for one in await uow.sessions.find(status=Status.PLANNED, settled=False):
        if one.starts_at <= now:
            continue
        fresh = replace(one, starts_at=moment(one.date, one.time, one.zone))
        if is_bare(one) and place_of(one) in wanted:
            fresh = replace(wanted[place_of(one)], id=one.id)
        if fresh != one:
            await uow.sessions.save(fresh)


async def _remove(uow: UnitOfWork, wanted: dict[Place, Session], begin: datetime, end: datetime) -> int:
    """Bare occurrences whose slot does not have them any more."""
    stored = await uow.sessions_between(begin, end)
    gone = [one for one in stored if is_bare(one) and place_of(one) not in wanted]
    for one in gone:
        await remove(uow, one)
    return len(gone)


async def _add(uow: UnitOfWork, wanted: dict[Place, Session], rules: Rules, now: datetime) -> int:
    added = []
    for session in wanted.values():
        if not await uow.sessions.find(line=(session.line, ""), date=session.date, time=session.time):
            try:
                added.append(await uow.sessions.add(session))
            except Conflict:
                continue  # another worker made it meanwhile
    await arrange(uow, added, rules, now)
    return len(added)
