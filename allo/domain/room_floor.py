"""The floor: ordered hands, one holder at most, the round of the table; calls for help; whom the host lets speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from allo.domain.people import Role
from allo.domain.room_microphones import is_open
from allo.domain.room_speech import proofs, proved
from allo.domain.room_state import TO_STAGE, Phase, Room, Seat, Step, Told, privately, put
from allo.domain.room_words import Word

FLOOR_PHASES = (Phase.WELCOME, Phase.EXCHANGE, Phase.FAREWELL)


def toggle_hand(room: Room, seat_id: str, now: datetime) -> Step:
    """Ask for the floor, withdraw, or give it back. Artists and hosts need no hand."""
    seat = room.seats.get(seat_id)
    if seat is None or seat.staff or seat.removed:
        return Step(room)
    if seat.floor:
        return close_floor(room, now, Word.FLOOR_BACK)
    if seat_id in room.hands:
        return Step(_without_hand(room, seat_id), (Told(seat_id, Word.HAND_DOWN),))
    asking = replace(room, hands=(*room.hands, seat_id))
    return Step(asking, (_place(asking, seat_id), *_to_stage(asking, Word.ASKS_FLOOR, seat_id)))


def _place(room: Room, seat_id: str) -> Told:
    place = room.hand_place(seat_id)
    return Told(seat_id, Word.HAND_FIRST) if place == 1 else Told(seat_id, Word.HAND_UP, {"place": place})


def _to_stage(room: Room, word: Word, seat_id: str) -> tuple[Told, ...]:
    """An artist who performs is never spoken to; a host may be."""
    undisturbed = room.performing and not room.inside(Role.HOST)
    return () if undisturbed or not room.stage else (Told(TO_STAGE, word, about=seat_id),)


def may_withdraw(room: Room, seat_id: str) -> bool:
    """What this person's next press of the floor key does: take back a hand or the floor, else ask."""
    seat = room.seats.get(seat_id)
    return seat_id in room.hands or (seat is not None and seat.floor)


def ask_host(room: Room, seat_id: str, now: datetime) -> Step:
    """A call for help that the host answers: this line comes first, or is heard already. Whether there is a host:
    `host_can_help`."""
    seat = room.seats.get(seat_id)
    if seat is None or seat.staff or seat.removed:
        return Step(room)
    if seat.floor:
        return Step(room, (Told(seat_id, Word.HELP_NOTED), *_to_stage(room, Word.ASKS_HELP, seat_id)))
    first = replace(room, hands=(seat_id, *_without_hand(room, seat_id).hands))
    noted = put(first, replace(seat, asked_help_at=seat.asked_help_at or now))
    return Step(noted, (Told(seat_id, Word.HELP_NOTED), *_to_stage(noted, Word.ASKS_HELP, seat_id)))


def host_can_help(room: Room) -> bool:
    """Outside the performance, with a host inside; else the people on duty are rung at once."""
    return not room.performing and bool(room.inside(Role.HOST))


def unanswered_help(room: Room, now: datetime, seconds: int) -> tuple[str, ...]:
    """Seats inside that asked the host for help so long ago and have not had the floor since."""
    before = now - timedelta(seconds=seconds)
    return tuple(one.id for one in room.lines if one.asked_help_at is not None and one.asked_help_at <= before)


def help_taken(room: Room, seat_id: str) -> Step:
    """The people on duty take this call for help over: it no longer waits for the host."""
    seat = room.seats.get(seat_id)
    if seat is None or seat.asked_help_at is None:
        return Step(room)
    return Step(put(_without_hand(room, seat_id), replace(seat, asked_help_at=None)))


def next_line(room: Room, by: str, now: datetime) -> Step:
    """The first hand; with none, the next line that has not spoken, in order of arrival, lines to check last. When all
    have had their turn the floor closes, and the next press begins another round."""
    if room.phase not in FLOOR_PHASES:
        return Step(room, privately(by, Word.FLOOR_LATER))
    asking = [one for one in room.hands if room.seats[one].inside]
    if asking:
        return give_floor(room, asking[0], now, by)
    turn = [seat for seat in room.lines if not seat.had_floor and not seat.removed]
    waiting = turn if room.rounds else [seat for seat in turn if not seat.has_spoken(now)]
    if waiting:
        return give_floor(room, min(waiting, key=lambda seat: (seat.probation, seat.entered_at or now)).id, now, by)
    return _round_is_over(room, now).saying(*privately(by, Word.ROUND_OVER))


def _round_is_over(room: Room, now: datetime) -> Step:
    step = close_floor(room, now)
    fresh = put(step.room, *(replace(seat, had_floor=False) for seat in step.room.seats.values()))
    return replace(step, room=replace(fresh, rounds=room.rounds + 1))


def silent_lines(room: Room, now: datetime) -> tuple[Seat, ...]:
    """Lines inside that have not spoken, by arrival."""
    return tuple(seat for seat in room.lines if not seat.removed and not seat.has_spoken(now))


def give_floor(room: Room, seat_id: str, now: datetime, by: str = "") -> Step:
    """Open this line's microphone, whoever closed it; the previous holder's floor ends."""
    seat = room.seats.get(seat_id)
    if seat is None or seat.staff or seat.removed or not seat.inside:
        return Step(room)
    if room.phase not in FLOOR_PHASES:
        return Step(room, privately(by, Word.FLOOR_LATER))
    if seat.floor:
        return Step(room, privately(by, Word.FLOOR_TO, seat_id))
    step = close_floor(_without_hand(room, seat_id), now)
    heard = replace(step.room.seats[seat_id], self_muted=False, silenced=False, asked_help_at=None)
    given = put(step.room, replace(heard, floor=True, had_floor=True))
    told = (*privately(by, Word.FLOOR_TO, seat_id), Told(seat_id, Word.YOUR_TURN))
    return step.then(Step(given, told))


def close_floor(room: Room, now: datetime, word: Word = Word.FLOOR_OVER) -> Step:
    """Nobody has the floor. Who had it is told, where that closes the microphone or was asked for."""
    holder = room.floor
    if holder is None:
        return Step(room)
    step = proofs(room, now)
    seat = replace(step.room.seats[holder.id], floor=False)
    closed = put(step.room, seat)
    needless = word is Word.FLOOR_OVER and is_open(closed, seat, now)
    told = () if needless or not seat.inside else (Told(seat.id, word),)
    return step.then(Step(closed, told))


def accept(room: Room, seat_id: str, now: datetime) -> Step:
    """The host confirms this line: held to be human, and a guest may speak as everybody does."""
    seat = room.seats.get(seat_id)
    if seat is None or not seat.unproven:
        return Step(room)
    step = proved(room, seat_id)
    welcome = replace(step.room.seats[seat_id], accepted=True)
    there = put(step.room, welcome)
    told = (Told(seat_id, Word.ACCEPTED),) if seat.inside and is_open(there, welcome, now) else ()
    return step.then(Step(there, told))


def remove(room: Room, seat_id: str, now: datetime) -> Step:
    """Out, and to stay out; not for artists and hosts. The app takes the call out of the room."""
    seat = room.seats.get(seat_id)
    if seat is None or seat.staff:
        return Step(room)
    step = proofs(_without_hand(room, seat_id), now)
    gone = replace(step.room.seats[seat_id], removed=True, floor=False, asked_help_at=None)
    return replace(step, room=put(step.room, gone))


def lock(room: Room, locked: bool = True) -> Step:
    """A locked room admits only artists, hosts and who was already in."""
    return Step(replace(room, locked=locked))


def _without_hand(room: Room, seat_id: str) -> Room:
    return replace(room, hands=tuple(one for one in room.hands if one != seat_id))
