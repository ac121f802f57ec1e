"""Calls of which we do not know whether they left: ask the provider, never dial blindly (RELIABILITY §1.3, point 6).

In doubt are rows whose sender said so, rows whose sender is dead (by its lock, never by age alone), and our own that a
fault left behind. Found: placed. Surely absent: planned again, the same attempt under a fresh call id. Unknown for
sixty seconds: a human decides, and we go on asking. A planned row was surely not sent; it is simply dialled.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.dialling.sending import end_unmade, unsent
from allo.app.dialling.tasks import ask_about
from allo.app.house import House
from allo.app.ports import Found, InDoubt, Later, NotFound, NotThere, Refused, UnitOfWork
from allo.app.ring_next_officer import ring_next_officer
from allo.domain.calls import State
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState, may_move
from allo.domain.records import TaskKind


async def settle_doubts(house: House, now: datetime) -> int:
    """At the start and every few seconds. Returns how many are settled."""
    async with house.store.read() as uow:
        rows = [row for row in await uow.unsettled() if row.state is not DialState.PLACED]
    return sum([await _settle(house, row, now) for row in rows if await _is_in_doubt(house, row, now)])


async def _is_in_doubt(house: House, row: Attempt, now: datetime) -> bool:
    if row.state is DialState.DOUBT:
        return True
    if row.owner == house.store.owner:  # sent by us, and long over: a fault kept its answer from being written
        return row.lease_until is not None and row.lease_until < now
    return not await house.store.is_alive(row.owner)


async def _settle(house: House, row: Attempt, now: datetime) -> bool:
    trace = await _ask(house, row, now)
    async with house.store.write() as uow:
        if row.session is not None:
            await uow.lock_session(row.session)
        fresh = await uow.attempts.get(row.id)
        if fresh is None or (fresh.call, fresh.fence, fresh.state) != (row.call, row.fence, row.state):
            return False  # settled meanwhile
        settled = await _note(house, uow, fresh, trace, now)
    if not settled and row.help is not None and _is_old(house, row, now):
        await ring_next_officer(house, row, now)  # somebody waits for a human
    return settled


async def _ask(house: House, row: Attempt, now: datetime) -> Found | NotFound | None:
    async with house.store.read() as uow:
        call = await uow.calls.get(row.call)
    if call is not None and call.state is State.UP:
        return Found(State.UP)  # it has been answered
    try:
        return await house.telephony.trace(row.call, row.number, row.sent_at or now)
    except (InDoubt, Later, NotThere, Refused):
        return None


async def _note(house: House, uow: UnitOfWork, row: Attempt, trace: Found | NotFound | None, now: datetime) -> bool:
    if isinstance(trace, Found):
        if may_move(row.state, DialState.PLACED):
            await uow.attempts.save(replace(row, state=DialState.PLACED))
        return True
    if isinstance(trace, NotFound):
        await end_unmade(uow, row.call, Outcome.CANCELED, now)
        await uow.attempts.save(unsent(row, row.due))
        return True
    await _still_unknown(house, uow, row, now)
    return False


async def _still_unknown(house: House, uow: UnitOfWork, row: Attempt, now: datetime) -> None:
    if may_move(row.state, DialState.DOUBT):
        await uow.attempts.save(replace(row, state=DialState.DOUBT))
    if _is_old(house, row, now):
        await ask_about(uow, TaskKind.DOUBT, row, "nous ne savons pas si l'appel est parti", now)


def _is_old(house: House, row: Attempt, now: datetime) -> bool:
    return now - (row.sent_at or now) >= timedelta(seconds=house.rules.doubt_seconds)
