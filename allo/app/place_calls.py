"""Each second: let the planned calls that are due leave, each written before it is made, never twice for one attempt.

Three steps per call (RELIABILITY §1.3): the claim is committed (`sending`, owner, fence, lease, the call's id), then
the provider is asked, within ten seconds and without retry, then its answer is committed. What dies in between is
`settle_doubts`' business. Urgent calls go first: duty, staff, cut lines, then the wave in its order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from allo.app.dialling.deciding import STAY, Case, Decision, Drop, PutOff, Ring, decide
from allo.app.dialling.rows import waive
from allo.app.dialling.sending import Sending, claim, dial, note_answer
from allo.app.dialling.tasks import ask_about
from allo.app.dialling.traffic import Traffic, traffic_of
from allo.app.house import House
from allo.app.lookups.when import call_limit
from allo.app.ports import UnitOfWork
from allo.app.ring_next_officer import ring_next_officer
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.redial import is_staff
from allo.domain.sessions import Session

LOOKED_AT = 500  # rows a tick: what waits for its stage or its person is looked at again and again
_LONGEST = 3600  # seconds, for a call that belongs to no session that is near


async def place_calls(house: House, now: datetime) -> int:
    """Returns how many left. A fault in one call does not keep the others from being noted; it is raised at the end."""
    sendings: list[Sending] = []
    lost: list[Attempt] = []
    for found in await _worth_a_look(house, now):
        await _one(house, found, now, sendings, lost)
    answers = await asyncio.gather(*(_send(house, one, now, lost) for one in sendings), return_exceptions=True)
    for row in lost:
        await ring_next_officer(house, row, now)
    for fault in answers:
        if isinstance(fault, BaseException):
            raise fault
    return len(sendings)


async def _worth_a_look(house: House, now: datetime) -> list[tuple[Attempt, Traffic]]:
    """Due rows that would not merely stay where they are, at most as many as may leave now besides those to drop."""
    async with house.store.read() as uow:
        due = await uow.due_attempts(now, LOOKED_AT)
        if not due:
            return []
        traffic = await traffic_of(house, uow, now)
        sessions = await _sessions(uow, due)
        chosen, rings = [], 0
        for row in sorted(due, key=_urgency):
            if rings >= traffic.left_now:
                break
            decision = await decide(Case(house, uow, row, sessions.get(row.session or 0), traffic, now))
            rings += isinstance(decision, Ring)
            if decision is not STAY:
                chosen.append((row, traffic))
    return chosen


async def _sessions(uow: UnitOfWork, rows: Iterable[Attempt]) -> dict[int, Session]:
    keys = {row.session for row in rows if row.session is not None}
    return {one.id: one for one in await uow.sessions.find(id=tuple(keys))} if keys else {}


def _urgency(row: Attempt) -> tuple[bool, bool, bool, datetime | None, int]:
    asked = row.why in (Why.DUTY, Why.RING_BACK)
    return (not asked, not is_staff(row), row.why is not Why.CALL_BACK, row.due, row.id)


async def _one(
    house: House, found: tuple[Attempt, Traffic], now: datetime, sendings: list[Sending], lost: list[Attempt]
) -> None:
    """Decide once more under the session's lock, and write what was decided."""
    seen, traffic = found
    async with house.store.write() as uow:
        session = await uow.lock_session(seen.session) if seen.session is not None else None
        row = await _still_due(uow, seen, now)
        if row is None:
            return
        decision = await decide(Case(house, uow, row, session, traffic, now))
        if isinstance(decision, Ring):
            sending = await claim(house, uow, row, decision.callee, limit=_limit(house, session, now), now=now)
            traffic.add(sending.call)
            sendings.append(sending)
        else:
            await _set_aside(uow, row, decision, now)
    if isinstance(decision, Drop) and row.help is not None:
        lost.append(row)


async def _still_due(uow: UnitOfWork, seen: Attempt, now: datetime) -> Attempt | None:
    """The row as it stands; one of no session is claimed with SKIP LOCKED, having no lock of its own."""
    if seen.session is None:
        return next((row for row in await uow.due_attempts(now, LOOKED_AT) if row.id == seen.id), None)
    row = await uow.attempts.get(seen.id)
    still = row is not None and row.state is DialState.PLANNED and row.due is not None and row.due <= now
    return row if still else None


async def _set_aside(uow: UnitOfWork, row: Attempt, decision: Decision, now: datetime) -> None:
    match decision:
        case PutOff(due):
            await uow.attempts.save(replace(row, due=due))
        case Drop(reason, task):
            await waive(uow, row, reason)
            if task is not None:
                await ask_about(uow, task, row, reason, now)


def _limit(house: House, session: Session | None, now: datetime) -> int:
    near = session is not None and (session.starts_at - now).total_seconds() < _LONGEST
    return call_limit(session, house.rules, now) if session is not None and near else _LONGEST


async def _send(house: House, sending: Sending, now: datetime, lost: list[Attempt]) -> None:
    answer = await dial(house, sending)
    refused = await note_answer(house, sending, answer, now)
    if refused and sending.row.help is not None:
        lost.append(sending.row)
