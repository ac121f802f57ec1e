"""Seconds of speech: counted with an open microphone only, applause left out. With the floor they prove a human."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allo.domain.room_state import Room, Seat, Speech, Step, put

PROOF_SECONDS = 2.0  # so much speech with the floor, and a line on probation is held to be human


def speaking_started(room: Room, call: str, now: datetime) -> Step:
    seat = room.seat_of(call)
    if seat is None or seat.talking_since is not None:
        return Step(room)
    return settle(room, replace(seat, talking_since=now), now)


def speaking_stopped(room: Room, call: str, now: datetime) -> Step:
    seat = room.seat_of(call)
    if seat is None or seat.talking_since is None:
        return Step(room)
    return settle(room, replace(seat, talking_since=None, talked_at=now), now)


def settle(room: Room, seat: Seat, now: datetime) -> Step:
    """Put a changed seat into the room, its count of speech begun or closed as it now must be."""
    counts = seat.inside and seat.muted is False and seat.talking_since is not None and not room.applauding(now)
    if counts and seat.speaking_since is None:
        return Step(put(room, replace(seat, speaking_since=now)))
    if not counts and seat.speaking_since is not None:
        return _closed(room, seat, seat.speaking_since, now)
    return Step(put(room, seat))


def settle_all(room: Room, now: datetime) -> Step:
    """When applause begins or ends, and at the closing."""
    step = Step(room)
    for seat in room.seats.values():
        step = step.then(settle(step.room, seat, now))
    return step


def _closed(room: Room, seat: Seat, began: datetime, now: datetime) -> Step:
    proof = proofs(put(room, seat), now)
    proved = proof.room.seats[seat.id]
    seconds = max(0.0, (now - began).total_seconds())
    quiet = replace(proved, speaking_since=None, spoke=proved.spoke + seconds)
    return proof.then(Step(put(proof.room, quiet), speech=(Speech(seat.id, seat.call, began, seconds),)))


def proofs(room: Room, now: datetime) -> Step:
    """Who has the floor and has now spoken long enough with it is human."""
    seat = room.floor
    if seat is None or not seat.probation or seat.speaking_since is None:
        return Step(room)
    if (now - seat.speaking_since).total_seconds() < PROOF_SECONDS:
        return Step(room)
    return proved(room, seat.id)


def proved(room: Room, seat_id: str) -> Step:
    """A key, or speech with the floor: a human. The microphone now follows the phase; a guest's waits for the host."""
    seat = room.seats.get(seat_id)
    if seat is None or not seat.probation:
        return Step(room)
    return Step(put(room, replace(seat, probation=False)), humans=(seat_id,))
