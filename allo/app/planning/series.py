"""The weekly series as they stand in the store, and the one-off decisions about their occurrences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from allo.app.ports import UnitOfWork
from allo.domain.records import SlotException, SlotRule
from allo.domain.rules import Rules
from allo.domain.sessions import Session
from allo.domain.slots import Occurrence, default_slots, occurrences, with_closures

Place = tuple[str, date, time]  # line, local date, local time: what is unique among sessions


def place_of(session: Session) -> Place:
    return (session.line, session.date, session.time)


async def slots_of(uow: UnitOfWork, rules: Rules) -> tuple[SlotRule, ...]:
    """The slots, closed when the programme is; those of the programme where none is stored yet."""
    stored: Sequence[SlotRule] = await uow.slots.find() or default_slots(rules)
    return tuple(with_closures(one, rules) for one in stored)


async def occurrences_between(uow: UnitOfWork, rules: Rules, begin: datetime, end: datetime) -> dict[Place, Session]:
    """The bare session of each occurrence, by place: what the calendar is to hold at least."""
    exceptions = await uow.exceptions.find()
    return planned_between(await slots_of(uow, rules), exceptions, rules, begin, end)


def planned_between(
    slots: Sequence[SlotRule], exceptions: Sequence[SlotException], rules: Rules, begin: datetime, end: datetime
) -> dict[Place, Session]:
    """Of two slots at one place the first counts."""
    made = [_bare(slot, one, rules) for slot in slots for one in occurrences(slot, exceptions, begin, end)]
    return {place_of(one): one for one in reversed(made)}


def _bare(slot: SlotRule, one: Occurrence, rules: Rules) -> Session:
    return Session(
        slot=slot.name,
        line=slot.line or rules.line,
        zone=slot.zone,
        date=one.date,
        time=one.time,
        starts_at=one.starts_at,
        minutes=slot.minutes,
    )


async def series_of(uow: UnitOfWork, rules: Rules, session: Session) -> tuple[SlotRule, Occurrence] | None:
    """The slot that has an occurrence at this session's place (an imported row at its time is that occurrence)."""
    exceptions = await uow.exceptions.find()
    end = session.starts_at + timedelta(seconds=1)
    for slot in await slots_of(uow, rules):
        if session.slot in ("", slot.name) and session.line == (slot.line or rules.line):
            for one in occurrences(slot, exceptions, session.starts_at, end):
                return slot, one
    return None


async def note_move(uow: UnitOfWork, rules: Rules, session: Session, to: tuple[date, time]) -> None:
    """The occurrence this session is happens at another moment: its slot must not make it again at the old one."""
    if found := await series_of(uow, rules, session):
        slot, occurrence = found
        back = to == (occurrence.on, slot.time)
        await _decide(uow, slot, occurrence.on, None if back else to, "deplacee")


async def note_cancelled(uow: UnitOfWork, rules: Rules, session: Session, reason: str) -> None:
    """The occurrence this session is does not happen."""
    if found := await series_of(uow, rules, session):
        slot, occurrence = found
        await _decide(uow, slot, occurrence.on, (None, None), reason)


async def _decide(
    uow: UnitOfWork, slot: SlotRule, on: date, moved: tuple[date | None, time | None] | None, reason: str
) -> None:
    """`moved` None: the occurrence happens as its rule says."""
    before = await uow.exceptions.find(slot=slot.name, on=on)
    if moved is None:
        for one in before:
            await uow.exceptions.remove(one.id)
        return
    decided = SlotException(slot=slot.name, on=on, moved_to_date=moved[0], moved_to_time=moved[1], reason=reason)
    if before:
        await uow.exceptions.save(replace(decided, id=before[0].id))
    else:
        await uow.exceptions.add(decided)
