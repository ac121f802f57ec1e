"""One call leaves: the claim, the request, the answer. Nothing else in Allô dials."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from allo.app.dialling.deciding import errand_of
from allo.app.dialling.tasks import ask_about
from allo.app.house import House
from allo.app.ports import InDoubt, Later, Refused, UnitOfWork
from allo.domain.callees import Callee
from allo.domain.calls import Call, Errand, State
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState, Why, may_move
from allo.domain.records import TaskKind


@dataclass(frozen=True, slots=True)
class Sending:
    """A claimed attempt: `row` as it was committed, before the provider hears of it."""

    row: Attempt
    call: Call
    ring: int
    limit: int


@dataclass(frozen=True, slots=True)
class Left:
    """The provider took it."""


Answer = Left | Refused | Later | InDoubt


async def claim(house: House, uow: UnitOfWork, row: Attempt, callee: Callee, *, limit: int, now: datetime) -> Sending:
    """The call and the claim, in the caller's transaction. To be committed before `dial`."""
    rules = house.rules
    claimed = replace(
        row,
        parties=callee.parties,
        state=DialState.SENDING,
        call=house.ids.token(),
        owner=house.store.owner,
        fence=row.fence + 1,
        lease_until=now + timedelta(seconds=rules.lease_seconds),
        sent_at=now,
    )
    await uow.attempts.save(claimed)
    call = await uow.calls.add(_call(claimed, callee, rules.line, now))
    ring = rules.duty_ring_seconds if call.errand is Errand.DUTY else rules.ring_seconds * callee.pace
    return Sending(claimed, call, ring, limit)


def _call(row: Attempt, callee: Callee, line: str, now: datetime) -> Call:
    """The pace of a shared telephone is its slowest person's; all else is known when it is answered."""
    audience = callee.role is not None and not callee.staff
    return Call(
        id=row.call,
        errand=errand_of(callee, row),
        number=row.number,
        line=line,
        session=row.session,
        party=row.parties[0] if row.parties else "",
        attempt=row.id,
        began_at=now,
        notes={"pace": callee.pace} if audience else {},
    )


async def dial(house: House, sending: Sending) -> Answer:
    """Ask once. An answer that does not come in time is a doubt."""
    telephony = house.telephony
    try:
        async with asyncio.timeout(house.rules.request_seconds):
            await telephony.dial(
                sending.call.id,
                sending.row.number,
                ring=sending.ring,
                limit=sending.limit,
                detect_machine=telephony.can.machine_detection,
            )
    except (Refused, Later, InDoubt) as answer:
        return answer
    except TimeoutError:
        return InDoubt("no answer in time")
    return Left()


async def note_answer(house: House, sending: Sending, answer: Answer, now: datetime) -> bool:
    """Write it down, unless the row has moved on (its call may have ended already). True where it was refused."""
    async with house.store.write() as uow:
        if sending.row.session is not None:
            await uow.lock_session(sending.row.session)
        row = await uow.attempts.get(sending.row.id)
        if row is None or (row.call, row.fence) != (sending.call.id, sending.row.fence):
            return False
        match answer:
            case Later():
                await _plan_again(uow, row, now + timedelta(seconds=max(1.0, answer.seconds)))
            case Refused():
                return await _refuse(uow, row, str(answer), now)
            case InDoubt():
                await _move(uow, row, DialState.DOUBT)
            case Left():
                await _move(uow, row, DialState.PLACED)
    return False


async def _move(uow: UnitOfWork, row: Attempt, state: DialState) -> bool:
    if not may_move(row.state, state):
        return False
    await uow.attempts.save(replace(row, state=state))
    return True


async def _refuse(uow: UnitOfWork, row: Attempt, reason: str, now: datetime) -> bool:
    if not may_move(row.state, DialState.REFUSED):
        return False
    await uow.attempts.save(replace(row, state=DialState.REFUSED, reason=reason or "refusé par l'opérateur"))
    await end_unmade(uow, row.call, Outcome.FAILED, now)
    if row.why is not Why.DUTY:
        await ask_about(uow, TaskKind.MISSED, row, f"appel impossible : {reason}", now)
    return True


async def _plan_again(uow: UnitOfWork, row: Attempt, due: datetime) -> None:
    """Surely not sent: the same attempt, later."""
    if row.state is not DialState.SENDING:
        return
    await uow.calls.remove(row.call)
    await uow.attempts.save(unsent(row, due))


def unsent(row: Attempt, due: datetime | None) -> Attempt:
    """Planned again by a claim of its own; the fence stays, so that an older claim is known as such."""
    return replace(row, state=DialState.PLANNED, due=due, call="", owner="", lease_until=None, sent_at=None)


async def end_unmade(uow: UnitOfWork, call: str, outcome: Outcome, now: datetime) -> None:
    """The call that never rang is over: should it show up all the same, it is hung up on."""
    known = await uow.lock_call(call)
    if known is not None and known.state is not State.ENDED:
        await uow.calls.save(replace(known, state=State.ENDED, outcome=outcome, ended_at=now))
