"""A cancellation or a new date is told to those who were to be called: one call a telephone, written into the ledger.

The calls leave like all others (consent, hours, modes and limits are those of dialling). What is said is read off the
session when they are answered, so that one call tells the last of several changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from allo.app.planning.people import load_people
from allo.app.ports import Conflict, UnitOfWork
from allo.domain.callees import Callee, one_per_telephone
from allo.domain.calling import next_allowed
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.people import Role
from allo.domain.rules import Rules
from allo.domain.sessions import Session

_ASKED = (Why.WAVE, Why.PROMISED)
_ON_THE_LINE = (DialState.SENDING, DialState.PLACED, DialState.DOUBT)


async def tell_news(
    uow: UnitOfWork, session: Session, rules: Rules, now: datetime, *, but: frozenset[str] = frozenset()
) -> tuple[Attempt, ...]:
    """`session`: as it stood before the change. Who is on the line or has been in the room hears it there; so do the
    parties of `but`."""
    stored = await uow.attempts.find(session=session.id, help=None)
    people = await load_people(uow, rules.zone)
    asked = [_callee_of(row) for row in stored if row.why in _ASKED and row.state is DialState.PLANNED]
    informed = _informed(stored)
    told = [one for one in one_per_telephone((*people.all_of(session), *asked)) if not but & set(one.parties)]
    fresh = [_attempt(one, session, stored, rules, now) for one in told if one.telephone.key not in informed]
    return tuple([row for row in [await _add(uow, one) for one in fresh] if row is not None])


async def stop_calls(uow: UnitOfWork, session: int) -> None:
    """What was planned for a cancelled session does not ring; what tells it does."""
    for row in await uow.attempts.find(session=session, state=DialState.PLANNED, help=None):
        if row.why is not Why.NEWS:
            await uow.attempts.save(replace(row, state=DialState.WAIVED, reason="séance annulée"))


def _informed(stored: Iterable[Attempt]) -> set[str]:
    """Telephones that need not be told; one that was promised a call when it begins is told instead."""
    promised = {row.instrument.key for row in stored if row.why is Why.PROMISED and row.state is DialState.PLANNED}
    told_soon = {row.instrument.key for row in stored if _is_told_soon(row)}
    return ({row.instrument.key for row in stored if _is_informed(row)} - promised) | told_soon


def _is_told_soon(row: Attempt) -> bool:
    return row.why is Why.NEWS and row.state is DialState.PLANNED


def _is_informed(row: Attempt) -> bool:
    return row.reached_room or row.state in _ON_THE_LINE


def _callee_of(row: Attempt) -> Callee:
    """Who asked, in an earlier call, to be called for this session."""
    return Callee(row.instrument, row.parties, Role.LISTENER, row.zone, row.until_21)


def _attempt(one: Callee, session: Session, stored: Iterable[Attempt], rules: Rules, now: datetime) -> Attempt:
    """Due within the calling hours of whoever is told. `reason`: the moment they know of."""
    earlier = [row.number_of for row in stored if row.why is Why.NEWS and row.instrument == one.telephone]
    due = now if session.rehearsal else next_allowed(rules.hours, one.zone, one.until_21, now)
    return Attempt(
        session=session.id,
        number=one.telephone.number,
        extension=one.telephone.extension,
        ask_for=one.telephone.ask_for,
        telephone=one.telephone.key,
        why=Why.NEWS,
        number_of=max(earlier, default=0) + 1,
        parties=one.parties,
        zone=one.zone,
        until_21=one.until_21,
        due=due or now,
        reason=session.starts_at.isoformat(),
    )


async def _add(uow: UnitOfWork, row: Attempt) -> Attempt | None:
    try:
        return await uow.attempts.add(row)
    except Conflict:
        return None  # another worker wrote it meanwhile
