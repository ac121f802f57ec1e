"""Who comes in, goes out and comes back: admission, and what the provider tells of entries, exits and microphones.

Each event of a stay carries the whole truth of its moment and the newest by (turn, seq) wins, so that late or repeated
ones change nothing and any order ends alike. Only the call that occupies a seat now counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from allo.domain.people import Role
from allo.domain.room_speech import settle
from allo.domain.room_state import EVERYBODY, STAGE, TO_STAGE, Phase, Room, Seat, Speech, Step, Told, put
from allo.domain.room_words import Word

COMING_SECONDS = 60  # an admission holds a place for so long before the entry
BACK_SECONDS = 120  # and a line that dropped holds its own
SHORT_TRIP = timedelta(minutes=5)  # who is back within this has waited all along


class Entry(StrEnum):
    """The answer at the door. `over`: the room is closing."""

    ADMITTED = "admitted"
    FULL = "full"
    LOCKED = "locked"
    REMOVED = "removed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Admission:
    """`returning`: the seat had been in before. `replaced`: the call that held the seat until now, to be hung up;
    `speech`, `humans`: as in a Step, where its speech ended so."""

    room: Room
    verdict: Entry
    returning: bool = False
    replaced: str = ""
    speech: tuple[Speech, ...] = ()
    humans: tuple[str, ...] = ()


def admit(room: Room, seat_id: str, *, role: Role, party: str, call: str, probation: bool, now: datetime) -> Admission:
    """Artists and hosts always come in. A new call of a seat takes it over, with its hand, floor and speech."""
    known = room.seats.get(seat_id)
    verdict = Entry.ADMITTED if role in STAGE else _verdict(room, known, now)
    returning = known is not None and known.entered_at is not None
    if verdict is not Entry.ADMITTED:
        return Admission(room, verdict, returning)
    if known is not None and known.call == call:
        kept = replace(known, role=role, party=party, came_at=now, probation=known.probation and probation)
        return Admission(put(room, kept), verdict, returning)
    before = known or Seat(seat_id)
    step = settle(room, _outside(before, now), now) if before.inside else Step(room)
    seat = _taken_over(step.room.seats.get(seat_id, before), role, party, call, probation)
    there = put(step.room, replace(seat, came_at=now))
    return Admission(there, verdict, returning, before.call, step.speech, step.humans)


def _taken_over(seat: Seat, role: Role, party: str, call: str, probation: bool) -> Seat:
    accepted = seat.accepted and not probation
    fresh = replace(seat, call=call, stay="", applied=(-1, -1), talking_since=None, left_on_purpose=False)
    return replace(fresh, role=role, party=party, probation=probation, accepted=accepted)


def _verdict(room: Room, known: Seat | None, now: datetime) -> Entry:
    if room.closing:
        return Entry.OVER
    if known is not None and known.removed:
        return Entry.REMOVED
    if room.locked and (known is None or known.entered_at is None):
        return Entry.LOCKED
    if known is not None and holds_place(known, now):
        return Entry.ADMITTED
    taken = sum(holds_place(seat, now) for seat in room.seats.values() if not seat.staff)
    return Entry.FULL if taken >= room.plan.hard else Entry.ADMITTED


def holds_place(seat: Seat, now: datetime) -> bool:
    """Inside, admitted a moment ago, or dropped a moment ago."""
    if seat.inside:
        return True
    if seat.left_at is not None and (seat.came_at is None or seat.left_at >= seat.came_at):
        return not seat.left_on_purpose and not seat.removed and now - seat.left_at <= timedelta(seconds=BACK_SECONDS)
    return bool(seat.call) and seat.came_at is not None and now - seat.came_at <= timedelta(seconds=COMING_SECONDS)


def coming(room: Room, now: datetime, *roles: Role) -> bool:
    """Somebody of these roles is out only for a while: in a menu, with the coordination, or cut off a moment ago."""
    out = [seat for seat in room.seats.values() if seat.role in roles and not seat.inside]
    return any(seat.entered_at and (seat.call or holds_place(seat, now)) for seat in out)


def joined(room: Room, stay: str, seq: int | None, muted: bool, now: datetime) -> Step:
    """An entry. `seq` None: read off a snapshot."""
    seat = _concerned(room, stay, seq)
    if seat is None:
        return Step(room)
    came_in = replace(_applied(seat, stay, seq), inside=True, muted=muted)
    if seat.inside:
        return settle(room, came_in, now)
    waits_on = seat.inside_since and seat.left_at and now - seat.left_at <= SHORT_TRIP
    since = seat.inside_since if waits_on else now
    entered = replace(came_in, inside_since=since, stay_since=now, entered_at=seat.entered_at or now)
    step = settle(room, entered, now)
    return _arrived(step, first=seat.entered_at is None, seat=entered)


def muted(room: Room, stay: str, seq: int | None, value: bool, now: datetime) -> Step:
    """A microphone closed or opened. It can only happen inside: heard before its entry, it is one."""
    return joined(room, stay, seq, value, now)


def left(room: Room, stay: str, seq: int | None, now: datetime, on_purpose: bool = False) -> Step:
    """An exit: seat, hand, floor and speech are kept."""
    seat = _concerned(room, stay, seq)
    if seat is None:
        return Step(room)
    heard = _applied(seat, stay, seq)
    gone = _outside(heard, now) if seat.inside else heard
    return settle(room, replace(gone, left_on_purpose=on_purpose), now)


def call_ended(room: Room, call: str, now: datetime, on_purpose: bool) -> Step:
    """The call is over and frees its seat; whatever comes of it later changes nothing."""
    seat = room.seat_of(call)
    if seat is None:
        return Step(room)
    step = settle(room, _outside(seat, now), now) if seat.inside else Step(room)
    freed = replace(step.room.seats[seat.id], call="", talking_since=None, left_on_purpose=on_purpose)
    return replace(step, room=put(step.room, freed))


def fell(room: Room, seat_id: str) -> Room:
    """This line was cut off, however its call ended: its place is kept for a while."""
    seat = room.seats.get(seat_id)
    return room if seat is None or seat.inside else put(room, replace(seat, left_on_purpose=False))


def forget(room: Room, seat_id: str) -> Room:
    """Nobody was there: a line let in to be checked was a machine. It never came."""
    seats = {one: seat for one, seat in room.seats.items() if one != seat_id}
    return replace(room, seats=seats, hands=tuple(one for one in room.hands if one != seat_id))


def _outside(seat: Seat, now: datetime) -> Seat:
    return replace(seat, inside=False, muted=None, talking_since=None, left_at=now)


def _concerned(room: Room, stay: str, seq: int | None) -> Seat | None:
    """The seat this event changes: its call's, where nothing newer has been applied."""
    call, _, _ = stay.rpartition(".")
    seat = room.seat_of(call)
    if seat is None:
        return None
    turn = turn_of(stay)
    newer = turn >= seat.applied[0] if seq is None else (turn, seq) > seat.applied
    return seat if newer else None


def _applied(seat: Seat, stay: str, seq: int | None) -> Seat:
    applied = (turn_of(stay), -1 if seq is None else seq)
    return replace(seat, stay=stay, applied=max(seat.applied, applied))


def turn_of(stay: str) -> int:
    turn = stay.rpartition(".")[2]
    return int(turn) if turn.isdecimal() else -1


def _arrived(step: Step, *, first: bool, seat: Seat) -> Step:
    """What an entry makes the room say. Nothing is said to the stage over the performance."""
    room = step.room
    if seat.staff and room.phase in (Phase.PERFORMANCE, Phase.EXCHANGE):
        room = replace(room, started=True)
    told = _who_arrived(room, seat) if first and not room.performing else ()
    if not room.warned_soft and not room.performing and len(room.lines) > room.plan.soft:
        room = replace(room, warned_soft=True)
        told = (*told, Told(TO_STAGE, Word.SOFT_FULL, {"count": len(room.lines)}))
    if not room.crowd_told and room.crowded and room.phase in (Phase.WELCOME, Phase.EXCHANGE):
        room = replace(room, crowd_told=True)
        told = (*told, Told(EVERYBODY, Word.BY_HANDS_NOW))
    return replace(step, room=room).saying(*told)


def _who_arrived(room: Room, seat: Seat) -> tuple[Told, ...]:
    """Named to the stage: the artist and lines to check always; in a small room guests, and in the welcome others."""
    if seat.role is Role.ARTIST and room.inside(Role.HOST):
        return (Told(TO_STAGE, Word.ARTIST_HERE, about=seat.id),)
    if seat.staff:
        return ()
    if seat.probation:
        return (Told(TO_STAGE, Word.UNSURE_ARRIVED, about=seat.id),)
    if room.crowded:
        return ()
    if seat.role is Role.GUEST:
        return (Told(TO_STAGE, Word.GUEST_ARRIVED, about=seat.id),)
    greeted = room.phase is Phase.WELCOME
    return (Told(TO_STAGE, Word.ARRIVED, about=seat.id),) if greeted else ()
