"""Who may be heard: the microphones a room wants, and the keys that mute or open one or all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from allo.domain.people import Role
from allo.domain.room_state import EVERYBODY, Phase, Room, Seat, Step, Told, privately, put
from allo.domain.room_words import Word

NOISE_SECONDS = 5  # a noise that stopped while the keys were pressed is still meant
AGAIN_SECONDS = 30  # pressed again within this, the next latest noise is meant


def wanted(room: Room, now: datetime) -> Mapping[str, bool]:
    """Muted or not, for every seat inside."""
    return {seat.id: not is_open(room, seat, now) for seat in room.inside()}


def to_ask(room: Room, now: datetime) -> Mapping[str, bool]:
    """Those of `wanted` that differ from what is known: what the sweep asks the provider, again until it is so."""
    return {one: muted for one, muted in wanted(room, now).items() if room.seats[one].muted is not muted}


def is_open(room: Room, seat: Seat, now: datetime) -> bool:
    """Whether this microphone should be open, were its seat inside."""
    if seat.self_muted or seat.removed:
        return False
    if seat.staff:
        return True
    if room.phase in (Phase.WAITING, Phase.PERFORMANCE, Phase.CLOSED):
        return False
    if seat.floor:
        return True
    if room.all_silenced or seat.silenced or seat.unproven:
        return False
    return room.applauding(now) or phase_opens(room, seat)


def phase_opens(room: Room, seat: Seat) -> bool:
    """Whether the phase by itself opens a line like this one, without the floor."""
    match room.phase:
        case Phase.FAREWELL:
            return True
        case Phase.WELCOME:
            return not room.crowded
        case Phase.EXCHANGE:
            return not room.crowded and seat.role is not Role.GROUP
        case _:
            return False


def toggle_own_microphone(room: Room, seat_id: str, now: datetime) -> Step:
    """Off; or on again where the phase allows. What the host closed opens with the floor only."""
    seat = room.seats.get(seat_id)
    if seat is None:
        return Step(room)
    if seat.self_muted:
        opened = replace(seat, self_muted=False)
        after = put(room, opened)
        word = Word.MICROPHONE_ON if is_open(after, opened, now) else Word.MICROPHONE_WAITS
        return Step(after, (Told(seat_id, word),))
    if is_open(room, seat, now):
        return Step(put(room, replace(seat, self_muted=True)), (Told(seat_id, Word.MICROPHONE_OFF),))
    return Step(room, (Told(seat_id, Word.MICROPHONE_CLOSED),))


def mute_noisy(room: Room, by: str, now: datetime) -> Step:
    """The line heard now, the latest to begin first and who has the floor last; again: the next."""
    noisy = _noisiest(room, now)
    if noisy is None:
        return Step(replace(room, noise_asked_at=now), privately(by, Word.NOBODY_NOISY))
    muted = replace(noisy, silenced=True, floor=False)
    told = (*privately(by, Word.NOISY, noisy.id), Told(noisy.id, Word.SILENCED))
    return Step(replace(put(room, muted), noise_asked_at=now), told)


def _noisiest(room: Room, now: datetime) -> Seat | None:
    heard = [seat for seat in room.lines if seat.muted is False and not seat.silenced]
    talking = [seat for seat in heard if seat.talking_since is not None]
    if talking:
        return max(talking, key=lambda seat: (not seat.floor, seat.talking_since))
    again = room.noise_asked_at is not None and now - room.noise_asked_at <= timedelta(seconds=AGAIN_SECONDS)
    oldest = now - timedelta(seconds=AGAIN_SECONDS if again else NOISE_SECONDS)
    recent = [seat for seat in heard if seat.talked_at is not None and seat.talked_at >= oldest]
    return max(recent, key=lambda seat: (not seat.floor, seat.talked_at), default=None)


def toggle_mute_all(room: Room, by: str) -> Step:
    """Everybody's but the artist's and hosts', until the next phase or the next press, which also frees the lines
    that the host had muted one by one."""
    if room.all_silenced:
        freed = put(room, *(replace(seat, silenced=False) for seat in room.seats.values()))
        return Step(replace(freed, all_silenced=False), _to_all(room, by, Word.ALL_FREE))
    quiet = put(room, *(replace(seat, floor=False) for seat in room.seats.values()))
    return Step(replace(quiet, all_silenced=True), _to_all(room, by, Word.ALL_SILENCED))


def _to_all(room: Room, by: str, word: Word) -> tuple[Told, ...]:
    """Nothing is said over the performance but to who asked."""
    return privately(by, word) if room.performing else (Told(EVERYBODY, word),)
