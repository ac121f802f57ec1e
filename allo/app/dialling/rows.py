"""Rows of the dial ledger: written once whoever asks twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from allo.app.ports import Conflict, UnitOfWork
from allo.domain.callees import Callee
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.people import Telephone

UNDER_WAY = (DialState.PLANNED, DialState.SENDING, DialState.DOUBT, DialState.PLACED)


def row_for(callee: Callee, session: int | None, why: Why, due: datetime, *, number_of: int = 1) -> Attempt:
    telephone = callee.telephone
    return Attempt(
        session=session,
        number=telephone.number,
        extension=telephone.extension,
        ask_for=telephone.ask_for,
        telephone=telephone.key,
        why=why,
        number_of=number_of,
        parties=callee.parties,
        zone=callee.zone,
        until_21=callee.until_21,
        due=due,
    )


async def add_row(uow: UnitOfWork, row: Attempt) -> Attempt | None:
    """None where that attempt is already there."""
    try:
        return await uow.attempts.add(row)
    except Conflict:
        return None


async def rows_at(uow: UnitOfWork, telephone: Telephone) -> Sequence[Attempt]:
    """All that this telephone was ever rung for."""
    return await uow.attempts.find(telephone=telephone.key)


def of_session(rows: Sequence[Attempt], session: int | None, why: Why) -> list[Attempt]:
    return [row for row in rows if row.session == session and row.why is why]


def next_number(rows: Sequence[Attempt]) -> int:
    return max((row.number_of for row in rows), default=0) + 1


def again(row: Attempt, due: datetime) -> Attempt:
    """The attempt that follows this one, at the same telephone for the same reason."""
    fresh = Attempt(due=due, number_of=row.number_of + 1, why=row.why, parties=row.parties, zone=row.zone)
    return replace(
        fresh,
        session=row.session,
        help=row.help,
        number=row.number,
        extension=row.extension,
        ask_for=row.ask_for,
        telephone=row.instrument.key,
        until_21=row.until_21,
        reason=row.reason if row.why is Why.NEWS else "",
    )


async def waive(uow: UnitOfWork, row: Attempt, reason: str) -> None:
    """Decided not to ring. A piece of news keeps what it was about."""
    told = row.reason if row.why is Why.NEWS and row.reason else reason
    await uow.attempts.save(replace(row, state=DialState.WAIVED, reason=told))
