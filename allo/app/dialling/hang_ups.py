"""Two hang-ups in a row within ten seconds of answering suspend our calls: a human decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.dialling.rows import rows_at
from allo.app.dialling.tasks import ask_about
from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.domain.calls import Call
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState
from allo.domain.people import Consent, Listener
from allo.domain.records import Change, TaskKind
from ivr_flows.instructions import HangUp

IN_A_ROW = 2


async def note_hang_up(house: House, uow: UnitOfWork, row: Attempt, call: Call, now: datetime) -> None:
    """Of an answered call that ended; a machine's does not count, a longer call forgets the one before."""
    if call.answered_at is None or row.machine or _said_goodbye(call):
        return
    quick = _is_quick(house, call, row.outcome, row.ended_at or now)
    again = quick and await _was_quick_before(house, uow, row)
    suspended = [party for party in row.parties if await _suspends(uow, party, quick, again)]
    if suspended:
        await ask_about(uow, TaskKind.SUSPENDED, row, "deux raccrochés de suite en moins de dix secondes", now)
    for party in suspended:
        await uow.trail.add(Change(at=now, who="allo", what="calls_suspended", subject=party))


def _said_goodbye(call: Call) -> bool:
    """It was Allô who was hanging up."""
    return bool(call.instructions) and isinstance(call.instructions[-1], HangUp)


async def _suspends(uow: UnitOfWork, party: str, quick: bool, again: bool) -> bool:
    if party.startswith("listener:"):
        return await _count(uow, party, quick)
    return again and party.startswith("group:") and await _stop_group(uow, party)


def _is_quick(house: House, call: Call, outcome: Outcome | None, ended_at: datetime) -> bool:
    within = timedelta(seconds=house.rules.quick_hang_up_seconds)
    return outcome is Outcome.COMPLETED and call.answered_at is not None and ended_at - call.answered_at <= within


async def _count(uow: UnitOfWork, party: str, quick: bool) -> bool:
    """True where this one suspends the calls."""
    listener = await uow.listeners.get(int(party.partition(":")[2]))
    if listener is None:
        return False
    told = replace(listener, quick_hang_ups=listener.quick_hang_ups + 1 if quick else 0)
    suspends = told.quick_hang_ups >= IN_A_ROW and told.consent is Consent.GIVEN
    told = _suspended(told) if suspends else told
    if told != listener:
        await uow.listeners.save(told)
    return suspends


def _suspended(listener: Listener) -> Listener:
    return replace(listener, consent=Consent.SUSPENDED, quick_hang_ups=0)


async def _was_quick_before(house: House, uow: UnitOfWork, row: Attempt) -> bool:
    """The last answered call to this telephone before this one was hung up quickly too."""
    ended = [
        (one.ended_at, one)
        for one in await rows_at(uow, row.instrument)
        if one.state is DialState.ENDED and one.id != row.id and one.ended_at is not None
    ]
    for ended_at, one in sorted(ended, key=lambda pair: pair[0], reverse=True):
        call = await uow.calls.get(one.call)
        if call is not None and call.answered_at is not None and not one.machine:
            return _is_quick(house, call, one.outcome, ended_at)
    return False


async def _stop_group(uow: UnitOfWork, party: str) -> bool:
    group = await uow.groups.get(int(party.partition(":")[2]))
    if group is None or group.stopped:
        return False
    await uow.groups.save(replace(group, stopped=True))
    return True
