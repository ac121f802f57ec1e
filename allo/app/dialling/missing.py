"""A person commands a call: the next one due, or who is missing (`allo dial next`, the host's `*2`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from allo.app.dialling.presence import is_there, seats_of, stage_is_set
from allo.app.dialling.reach import callee_of_row
from allo.app.dialling.rows import UNDER_WAY, add_row, next_number, of_session, row_for, rows_at
from allo.app.house import House
from allo.app.lookups.names import party_name
from allo.app.ports import UnitOfWork
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.redial import Result, count, is_staff, limit_reached, result_of
from allo.domain.room import Room
from allo.domain.rules import Rules
from allo.domain.sessions import Session

_NOT_REACHED = (Result.MACHINE, Result.BUSY, Result.NO_ANSWER, Result.FAILURE)


async def ring_missing(house: House, uow: UnitOfWork, session: Session, room: Room | None, now: datetime) -> str | None:
    """The next one due; else one who was rung in vain, else one whose line was cut. Their name aloud ("" where none is
    known); None where nobody is missing."""
    search = _Search(house.rules, uow, session, room, now)
    row = await search.next_due() or await search.rung_in_vain() or await search.cut_off()
    if row is None:
        return None
    return await party_name(uow, row.parties[0]) if row.parties else ""


async def free_next(
    rules: Rules, uow: UnitOfWork, session: Session, room: Room | None, now: datetime
) -> Attempt | None:
    """The next planned call of this session may leave now; None where none is planned."""
    return await _Search(rules, uow, session, room, now).next_due()


@dataclass(frozen=True, slots=True)
class _Search:
    rules: Rules
    uow: UnitOfWork
    session: Session
    room: Room | None
    now: datetime

    async def next_due(self) -> Attempt | None:
        planned = await self.uow.attempts.find(session=self.session.id, state=DialState.PLANNED, freed=False)
        wanted = [one for one in planned if one.why is not Why.DUTY or not stage_is_set(self.room)]
        for row in sorted(wanted, key=lambda one: (one.due is None, one.due, one.id)):
            if not await is_there(self.uow, self.room, row):
                freed = replace(row, freed=True, due=min(row.due or self.now, self.now))
                await self.uow.attempts.save(freed)
                return freed
        return None

    async def rung_in_vain(self) -> Attempt | None:
        """Nobody is rung again who refused, or hung up."""
        for last in await self._last_rings():
            missed = _result(last) in _NOT_REACHED and not await is_there(self.uow, self.room, last)
            if missed and (row := await self._again(last, Why.RING_BACK)):
                return row
        return None

    async def cut_off(self) -> Attempt | None:
        for last in await self._last_rings():
            if await self._is_cut(last) and (row := await self._again(last, Why.CALL_BACK)):
                return row
        return None

    async def _is_cut(self, last: Attempt) -> bool:
        """They were in the room, did not leave it on purpose, and are not back."""
        seats = await seats_of(self.uow, self.room, last) if self.room is not None else []
        gone = [one for one in seats if one.entered_at and not (one.left_on_purpose or one.removed)]
        return bool(gone) and not any(one.inside for one in seats)

    async def _last_rings(self) -> list[Attempt]:
        """The last of each telephone, in the order of the wave."""
        last: dict[str, Attempt] = {}
        for row in await self.uow.attempts.find(session=self.session.id, why=Why.WAVE):
            key = row.instrument.key
            if key not in last or row.number_of > last[key].number_of:
                last[key] = row
        return list(last.values())

    async def _again(self, last: Attempt, why: Why) -> Attempt | None:
        """One ring more for this telephone, within its limits."""
        key = self.session.id
        rows = await rows_at(self.uow, last.instrument)
        if any(row.session == key and row.state in UNDER_WAY for row in rows):
            return None
        callee = await callee_of_row(self.uow, last, self.rules.zone, self.session.date)
        told = count(rows, key, last.zone, self.now)
        if callee.objection or limit_reached(why, told, self.rules, is_staff(last)):
            return None
        number_of = next_number(of_session(rows, key, why))
        return await add_row(self.uow, replace(row_for(callee, key, why, self.now, number_of=number_of), freed=True))


def _result(row: Attempt) -> Result | None:
    if row.outcome is None:
        return None
    return result_of(row.outcome, machine=row.machine, reached_room=row.reached_room)
