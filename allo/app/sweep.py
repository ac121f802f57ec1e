"""Wanted against known: what the provider was asked and did not do is asked again; what it has and no row claims ends.

That is also most of a restart: the first sweep adopts what is live.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from allo.app.answer_called import answer_called
from allo.app.end_call import UNSEEN, end_call
from allo.app.errands import Errand, HangUpCall, Instruct, run_errands
from allo.app.house import House
from allo.app.lookups.when import open_rooms
from allo.app.note_room_events import note_room_events
from allo.app.ports import InDoubt, Later, Refused, Seated, Snapshot, UnitOfWork
from allo.domain import room as rooms
from allo.domain.calls import Call, State
from allo.domain.events import CallAnswered, CallEnded, MuteChanged, Outcome, RoomJoined, RoomLeft
from allo.domain.ledger import DialState
from allo.domain.records import RoomRecord

RoomEvent = RoomJoined | RoomLeft | MuteChanged

_FRESH = timedelta(seconds=5)  # younger than this, what we know and what the provider says may still cross
_UNCLAIMED = timedelta(seconds=30)


async def sweep(house: House, now: datetime) -> None:
    """Lists not taken, microphones not as wanted, calls and seats that differ from the provider's."""
    try:
        snapshot = await house.telephony.snapshot()
    except (InDoubt, Later, Refused):
        return
    async with house.store.read() as uow:
        live = await uow.calls.find(state=(State.RINGING, State.UP))
        unsure = await _unsure(uow)
        open_now = await open_rooms(uow, now)
    for call in live:
        if call.id not in unsure:
            await _compare(house, call, snapshot, now)
    known = {call.id for call in live}
    errands: list[Errand] = [Instruct(one.id) for one in live if _list_missing(house, one, snapshot, now)]
    strays = [name for name in snapshot.calls if name not in known]
    errands += [HangUpCall(name) for name in strays if await _is_stray(house, name, now)]
    await run_errands(house.telephony, errands)
    for record in open_now:
        await _seats(house, record, snapshot, now)


async def _unsure(uow: UnitOfWork) -> set[str]:
    """Calls on their way to the provider, or in doubt: `settle_doubts` asks about these."""
    doubtful = (DialState.SENDING, DialState.DOUBT)
    return {row.call for row in await uow.unsettled() if row.state in doubtful}


async def _compare(house: House, call: Call, snapshot: Snapshot, now: datetime) -> None:
    """A call the provider no longer has is over; one it has in conversation was answered."""
    state = snapshot.calls.get(call.id)
    since = max(one for one in (call.began_at, call.answered_at, now - timedelta(days=1)) if one is not None)
    if state is None and snapshot.taken_at - since > _FRESH:
        outcome = Outcome.DROPPED if call.state is State.UP else Outcome.NO_ANSWER
        await end_call(house, CallEnded(call.id, outcome, snapshot.taken_at, UNSEEN), now)
    elif state is State.UP and call.state is State.RINGING:
        await answer_called(house, CallAnswered(call.id, snapshot.taken_at), now)
        await run_errands(house.telephony, [Instruct(call.id)])


def _list_missing(house: House, call: Call, snapshot: Snapshot, now: datetime) -> bool:
    if call.taken or call.state is not State.UP or snapshot.calls.get(call.id) is not State.UP or call.turn == 0:
        return False
    return house.asked.may_ask(call.id, call.turn, now, about="list")


async def _is_stray(house: House, name: str, now: datetime) -> bool:
    """Nobody claims it for a while: no row, or one that is over. A call that rings in is claimed in a moment."""
    if house.asked.known_for(name, now) < _UNCLAIMED:
        return False
    async with house.store.read() as uow:
        call = await uow.calls.get(name)
    return call is None or call.state is State.ENDED


async def _seats(house: House, record: RoomRecord, snapshot: Snapshot, now: datetime) -> None:
    """Entries, exits and microphones we did not hear of, read off the snapshot; `run_rooms` asks for microphones."""
    ours = {stay: one for stay, one in snapshot.seats.items() if one.room == record.name}
    events = _differences(rooms.from_plain(record.state), record.name, ours, snapshot.taken_at)
    for event in events:
        await note_room_events(house, event, now)


def _differences(room: rooms.Room, name: str, seats: Mapping[str, Seated], at: datetime) -> list[RoomEvent]:
    """What the room does not know: who came, whose microphone is not as known, who has gone for a while."""
    inside = {seat.stay: seat for seat in room.inside()}
    left = {seat.stay for seat in room.seats.values() if seat.left_at is not None and seat.left_at >= at}
    new = {stay: one for stay, one in seats.items() if stay not in inside and stay not in left}
    came = [RoomJoined(one.call, name, stay, None, one.muted, at) for stay, one in new.items()]
    muted = [
        MuteChanged(one.call, stay, None, one.muted)
        for stay, one in seats.items()
        if stay in inside and inside[stay].muted is not one.muted
    ]
    gone = [seat for stay, seat in inside.items() if stay not in seats and _is_settled(seat, at)]
    return [*came, *muted, *(RoomLeft(seat.call, name, seat.stay, None, at) for seat in gone)]


def _is_settled(seat: rooms.Seat, at: datetime) -> bool:
    """Who has just come back from a menu may be missing in a snapshot that was taken before."""
    return seat.stay_since is not None and at - seat.stay_since > _FRESH
