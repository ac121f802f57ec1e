"""The phases: each ends by itself, by the host's or artist's key, and never comes back.

accueil: from -10 once the stage is set, until one minute after T and after the artist's arrival; oeuvre: until half the
planned time; échange: until the last minute; au revoir: until the end. Kinds without an artist skip the performance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from allo.domain.people import Role
from allo.domain.room_floor import close_floor
from allo.domain.room_speech import proofs, settle_all
from allo.domain.room_state import EVERYBODY, TO_STAGE, Phase, Room, Step, Told
from allo.domain.room_words import Word

WELCOME_AFTER = timedelta(minutes=1)  # the welcome lasts so long after T and after the artist's arrival
FAREWELL_LENGTH = timedelta(minutes=1)


def stage_is_set(room: Room) -> bool:
    """An artist or host is inside."""
    return bool(room.stage)


def tick(room: Room, now: datetime) -> Step:
    """What time alone changes: phases, the end of applause, an artist gone too long, speech that proves a human."""
    step = proofs(room, now)
    if room.closing:
        return step
    due = _due_phase(step.room, now)
    if due is not None:
        moved = step.then(_enter(step.room, due, now))
        later = tick(moved.room, now)  # after a stop several are due: only the last one is announced
        return moved.then(later) if later.room.phase is due else replace(moved, told=step.told).then(later)
    if room.applause_until is not None and now >= room.applause_until:
        return step.then(_end_applause(step.room, now))
    return step


def _due_phase(room: Room, now: datetime) -> Phase | None:
    """The phase that must follow now, None where the present one goes on."""
    if now >= room.plan.ends_at:
        return Phase.CLOSED
    match room.phase:
        case Phase.WAITING if _may_welcome(room, now):
            return Phase.WELCOME
        case Phase.WELCOME | Phase.PERFORMANCE | Phase.EXCHANGE if now >= room.plan.ends_at - FAREWELL_LENGTH:
            return Phase.FAREWELL
        case Phase.WELCOME if _welcome_is_over(room, now):
            return _after_welcome(room, now)
        case Phase.PERFORMANCE if now >= half_time(room) or artist_is_lost(room, now):
            return Phase.EXCHANGE
    return None


def _may_welcome(room: Room, now: datetime) -> bool:
    """A programmed host opens; an artist alone does where none is programmed, or where none has come by T."""
    if now < room.plan.opens_at:
        return False
    alone = not room.plan.hosted or now >= room.plan.starts_at
    return bool(room.inside(Role.HOST)) or (alone and stage_is_set(room))


def _welcome_is_over(room: Room, now: datetime) -> bool:
    if now < room.plan.starts_at + WELCOME_AFTER:
        return False
    if not room.plan.with_artist:
        return stage_is_set(room)
    arrivals = [seat.entered_at for seat in room.inside(Role.ARTIST) if seat.entered_at is not None]
    return bool(arrivals) and now >= min(arrivals) + WELCOME_AFTER


def _after_welcome(room: Room, now: datetime) -> Phase:
    """No performance without its artist, nor once its time is over."""
    performs = room.plan.with_artist and room.inside(Role.ARTIST) and now < half_time(room)
    return Phase.PERFORMANCE if performs else Phase.EXCHANGE


def half_time(room: Room) -> datetime:
    """T and half the planned duration, minutes added later left out."""
    planned_end = room.plan.ends_at - timedelta(minutes=room.extended)
    return room.plan.starts_at + (planned_end - room.plan.starts_at) / 2


def artist_is_lost(room: Room, now: datetime) -> bool:
    """In the performance, no artist inside for too long."""
    if not room.performing or room.inside(Role.ARTIST):
        return False
    left = [seat.left_at for seat in room.seats.values() if seat.role is Role.ARTIST and seat.left_at is not None]
    since = max([*left, room.phase_since or room.plan.starts_at])
    return now >= since + timedelta(seconds=room.plan.artist_absence_seconds)


def _enter(room: Room, phase: Phase, now: datetime) -> Step:
    """The new phase: what the host muted for the last one is free again, the floor of the welcome ends unsaid."""
    step = close_floor(room, now) if phase in (Phase.PERFORMANCE, Phase.CLOSED) else Step(room)
    applauded = room.performing and phase is Phase.EXCHANGE and bool(room.inside(Role.ARTIST))
    until = now + timedelta(seconds=room.plan.applause_seconds) if applauded else None
    live = phase in (Phase.PERFORMANCE, Phase.EXCHANGE) and stage_is_set(room)
    moved = replace(
        step.room,
        phase=phase,
        phase_since=now,
        all_silenced=False,
        applause_until=until,
        started=room.started or live,
        closing=phase is Phase.CLOSED,
    )
    settled = settle_all(_hushed(moved) if moved.closing else moved, now)
    return replace(step, told=()).then(settled).saying(*_announced(room, settled.room))


def _hushed(room: Room) -> Room:
    """At the closing nobody is heard any more: all speech ends."""
    seats = {one: replace(seat, talking_since=None) for one, seat in room.seats.items()}
    return replace(room, seats=seats, hands=())


def _announced(before: Room, room: Room) -> tuple[Told, ...]:
    if room.phase is not Phase.EXCHANGE:
        word = {
            Phase.WELCOME: Word.WELCOME_HANDS if room.crowded else Word.WELCOME_OPEN,
            Phase.PERFORMANCE: Word.PERFORMANCE,
            Phase.FAREWELL: Word.FAREWELL,
        }.get(room.phase)
        return _to_all(word) if word is not None else ()
    if room.applause_until is not None:
        return _to_all(Word.APPLAUSE)
    return _artist_lost(room) if before.performing else _exchange_words(room)


def _artist_lost(room: Room) -> tuple[Told, ...]:
    """The host says it, else the house does."""
    if room.inside(Role.HOST):
        return (Told(TO_STAGE, Word.ARTIST_LOST_TO_HOST), *_hands_waiting(room))
    return _to_all(Word.ARTIST_LOST)


def _exchange_words(room: Room) -> tuple[Told, ...]:
    late = room.late_handled and not room.plan.with_artist
    plain = Word.EXCHANGE_HANDS if room.crowded else Word.EXCHANGE_OPEN
    return (*_to_all(Word.OPEN_FLOOR if late else plain), *_hands_waiting(room))


def _hands_waiting(room: Room) -> tuple[Told, ...]:
    count = sum(room.seats[one].inside for one in room.hands)
    return (Told(TO_STAGE, Word.HANDS_WAITING, {"count": count}),) if count > 1 else ()


def _to_all(word: Word, values: Mapping[str, int] | None = None) -> tuple[Told, ...]:
    return (Told(EVERYBODY, word, values or {}),)


def _end_applause(room: Room, now: datetime) -> Step:
    return settle_all(replace(room, applause_until=None), now).saying(*_exchange_words(room))


def next_phase(room: Room, now: datetime) -> Step:
    """The host's or artist's key. In the applause it ends the applause; after the farewell the room closes."""
    if room.closing:
        return Step(room)
    if room.applauding(now):
        return _end_applause(room, now)
    following = {
        Phase.WAITING: Phase.WELCOME,
        Phase.WELCOME: _after_welcome(room, now),
        Phase.PERFORMANCE: Phase.EXCHANGE,
        Phase.EXCHANGE: Phase.FAREWELL,
    }
    return _enter(room, following.get(room.phase, Phase.CLOSED), now)


def set_open_floor(room: Room, now: datetime) -> Step:
    """Without the artist it needed: *La parole est à vous*, at once where the welcome is over. An artist who came in
    after all performs."""
    if room.inside(Role.ARTIST) or room.phase not in (Phase.WAITING, Phase.WELCOME):
        return Step(replace(room, late_handled=True))
    freed = replace(room, plan=replace(room.plan, with_artist=False), late_handled=True)
    return tick(freed, now)


def extend(room: Room, minutes: int) -> Step:
    """More time for the phase that runs. The performance keeps its planned half, and is not interrupted to say so."""
    if room.closing:
        return Step(room)
    plan = replace(room.plan, ends_at=room.plan.ends_at + timedelta(minutes=minutes))
    later = replace(room, plan=plan, extended=room.extended + minutes)
    told = _to_all(Word.EXTENDED, {"minutes": minutes})
    return Step(later, told if not room.performing else ())


def close(room: Room, now: datetime) -> Step:
    """The end, for everybody: the app says goodbye to each call."""
    return Step(room) if room.closing else _enter(room, Phase.CLOSED, now)
