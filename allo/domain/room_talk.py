"""What the room tells who asks: who is here, where am I; and who waits for somebody to come on the stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from allo.domain.room_floor import silent_lines
from allo.domain.room_microphones import is_open
from allo.domain.room_state import Phase, Room, Step, Told, privately
from allo.domain.room_words import Word

NAMED = 3  # so many names are said at most

_WHERE = {
    Phase.WAITING: Word.WHERE_WAITING,
    Phase.WELCOME: Word.WHERE_WELCOME,
    Phase.PERFORMANCE: Word.WHERE_PERFORMANCE,
    Phase.EXCHANGE: Word.WHERE_EXCHANGE,
    Phase.FAREWELL: Word.WHERE_FAREWELL,
    Phase.CLOSED: Word.WHERE_CLOSED,
}


def who_is_here(room: Room, by: str, now: datetime, heads: Mapping[str, int] | None = None) -> Step:
    """Lines, people, hands, who has not spoken, whom to check: a few short sentences for one person.
    `heads`: people around the telephone by seat, one where not told."""
    told = (*_count(room, by, heads or {}), *_hands(room, by), *_silent(room, by, now), *_unsure(room, by))
    return Step(room, told)


def _count(room: Room, by: str, heads: Mapping[str, int]) -> tuple[Told, ...]:
    lines = len(room.lines)
    people = sum(heads.get(seat.id, 1) for seat in room.lines)
    if people != lines:
        return privately(by, Word.WHO_PEOPLE, lines=lines, people=people)
    if lines > 1:
        return privately(by, Word.WHO_LINES, lines=lines)
    return privately(by, Word.WHO_ONE if lines else Word.WHO_NOBODY)


def _hands(room: Room, by: str) -> tuple[Told, ...]:
    asking = [one for one in room.hands if room.seats[one].inside]
    if not asking:
        return ()
    if len(asking) == 1:
        return privately(by, Word.WHO_HAND, asking[0])
    return privately(by, Word.WHO_HANDS, asking[0], count=len(asking))


def _silent(room: Room, by: str, now: datetime) -> tuple[Told, ...]:
    silent = tuple(seat.id for seat in silent_lines(room, now) if not seat.probation)
    if not silent:
        return ()
    if len(silent) <= NAMED:
        return (Told(by, Word.WHO_NOT_SPOKEN, among=silent),)
    return (Told(by, Word.WHO_MANY_NOT_SPOKEN, {"count": len(silent)}, among=silent[:NAMED]),)


def _unsure(room: Room, by: str) -> tuple[Told, ...]:
    unsure = tuple(seat.id for seat in room.lines if seat.probation)[:NAMED]
    return (Told(by, Word.WHO_UNSURE, among=unsure),) if unsure else ()


def where_am_i(room: Room, seat_id: str, now: datetime) -> Step:
    """The star alone: the phase, and whether one is heard."""
    seat = room.seats.get(seat_id)
    if seat is None:
        return Step(room)
    heard = Word.HEARD if is_open(room, seat, now) else Word.NOT_HEARD
    return Step(room, (Told(seat_id, _WHERE[room.phase]), Told(seat_id, heard)))


def waiting_seats(room: Room, now: datetime) -> Mapping[str, datetime]:
    """Lines inside without artist or host, and since when each waits; empty while somebody is on the stage."""
    if room.stage or room.closing:
        return {}
    alone_since = max((one.left_at for one in room.seats.values() if one.staff and one.left_at), default=None)
    return {seat.id: max(filter(None, (seat.inside_since, alone_since)), default=now) for seat in room.lines}
