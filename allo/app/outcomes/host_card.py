"""What the artist and the host steer from their keypad."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.dialling.missing import ring_missing as ring_one_missing
from allo.app.outcomes.help_line import ask_human
from allo.app.stage.closing import close_room, postpone_session
from allo.app.stage.entering import heads_by_seat, sit
from allo.app.stage.line import Line
from allo.app.stage.moments import move_end, put_off
from allo.domain import room as rooms
from allo.domain.orders import Volume
from allo.domain.records import MomentName
from allo.domain.room import Room, Step

TWICE_WITHIN = timedelta(seconds=10)  # an instrument or a voice can imitate a tone: the performing line presses twice

SeatStep = Callable[[Room, str, datetime], Step]


async def _by(line: Line, act: SeatStep) -> None:
    """Let the room act for this seat, hear what it says, be back."""
    step = act(line.scene.open_room, line.call.seat, line.scene.now)
    sit(line.saying(*await line.scene.take(step, line.id)))


async def next_line(line: Line) -> None:
    await _by(line, rooms.next_line)


async def mute_noisy(line: Line) -> None:
    await _by(line, rooms.mute_noisy)


async def mute_all(line: Line) -> None:
    await _by(line, lambda room, seat, _: rooms.toggle_mute_all(room, seat))


async def next_phase(line: Line) -> None:
    """After the farewell it is the close."""
    await _by(line, lambda room, _, now: rooms.next_phase(room, now))
    if line.scene.open_room.closing:
        await close_room(line.scene)


async def who(line: Line) -> None:
    heads = await heads_by_seat(line.scene)
    await _by(line, lambda room, seat, now: rooms.who_is_here(room, seat, now, heads))


async def softer(line: Line) -> None:
    _room_volume(line, -1, "app.room_softer")


async def louder(line: Line) -> None:
    _room_volume(line, 1, "app.room_louder")


def _room_volume(line: Line, steps: int, key: str) -> None:
    scene = line.scene
    inside = [seat.call for seat in scene.open_room.seats.values() if seat.inside]
    scene.errands.extend(Volume(call, steps) for call in inside)
    sit(line.saying(scene.house.catalogue.words(key, {})))


async def ring_missing(line: Line) -> None:
    """Ring who is missing, or the next one due."""
    scene = line.scene
    name = (
        await ring_one_missing(scene.house, scene.uow, scene.session, scene.room, scene.now) if scene.session else None
    )
    key = "app.nobody_missing" if name is None else "app.ringing_missing"
    someone = scene.house.catalogue.words("app.someone", {}).text
    sit(line.saying(scene.house.catalogue.words(key, {"name": name or someone})))


async def close(line: Line) -> None:
    """Goodbye to everybody, the host too."""
    await close_room(line.scene)


async def extend(line: Line) -> None:
    """Ten minutes more, once: beyond them the calls themselves would be cut (RELIABILITY §3, runaway guards)."""
    scene, minutes = line.scene, line.scene.house.rules.extension_minutes
    if scene.open_room.extended:
        sit(line.saying(scene.house.catalogue.words("app.extended_already", {})))
        return
    before = scene.open_room.plan.ends_at
    own = await scene.take(rooms.extend(scene.open_room, minutes), line.id)
    if scene.session is not None and scene.open_room.plan.ends_at != before:
        await move_end(scene.uow, scene.session.id, scene.open_room.plan.ends_at, scene.house.rules)
    sit(line.saying(*(own or (scene.house.catalogue.words("app.extended", {}),))))


async def performer_key(line: Line) -> None:
    """The artist at work: `*8` and `*0` only, each pressed twice within ten seconds; nothing is said meanwhile."""
    scene, call, digit = line.scene, line.call, line.values.get("digit", "")
    before, when = str(call.notes.get("stage_key") or ""), str(call.notes.get("stage_key_at") or "")
    again = bool(when) and digit == before and scene.now - datetime.fromisoformat(when) <= TWICE_WITHIN
    notes = {**call.notes, "stage_key": "" if again else digit, "stage_key_at": scene.now.isoformat()}
    scene.keep(replace(call, notes=notes))
    if again and digit == "8":
        await next_phase(line)
    elif again and digit == "0":
        await ask_human(line)
    else:
        sit(line)


# --- ten minutes after the start, without the artist -----------------------------------------------------------


async def wait_for_artist(line: Line) -> None:
    """Five more minutes, then the host is asked again."""
    scene = line.scene
    if scene.session is not None:
        await put_off(
            scene.uow, scene.session.id, MomentName.LATE, scene.now, minutes=scene.house.rules.more_time_minutes
        )
    sit(line)


async def ask_first(line: Line) -> None:
    """The coordination is asked before they choose; then they are asked again."""
    if line.scene.session is not None:
        await put_off(line.scene.uow, line.scene.session.id, MomentName.LATE, line.scene.now, minutes=1)
    await ask_human(line)


async def open_floor(line: Line) -> None:
    """*La parole est à vous*: the session goes on without its artist."""
    scene = line.scene
    sit(line.saying(*await scene.take(rooms.set_open_floor(scene.open_room, scene.now), line.id)))


async def postpone(line: Line) -> None:
    await postpone_session(line.scene)
