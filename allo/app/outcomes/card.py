"""What a listener asks for in the room by étoile and a digit; afterwards they are back in it."""

from __future__ import annotations

from dataclasses import replace

from allo.app.stage.entering import sit
from allo.app.stage.line import Line
from allo.app.stage.stopping import stop_calls
from allo.domain import room as rooms
from allo.domain.orders import Volume
from allo.domain.people import Role


async def back(line: Line) -> None:
    sit(line)


async def floor(line: Line) -> None:
    """Ask for the floor, or withdraw; the place in the queue is told."""
    step = rooms.toggle_hand(line.scene.open_room, line.call.seat, line.scene.now)
    sit(line.saying(*await line.scene.take(step, line.id)))


async def microphone(line: Line) -> None:
    step = rooms.toggle_own_microphone(line.scene.open_room, line.call.seat, line.scene.now)
    sit(line.saying(*await line.scene.take(step, line.id)))


async def softer(line: Line) -> None:
    await _volume(line, -1, "app.softer")


async def louder(line: Line) -> None:
    await _volume(line, 1, "app.louder")


async def _volume(line: Line, steps: int, key: str) -> None:
    """In this ear only, and remembered per person."""
    scene = line.scene
    scene.errands.append(Volume(line.id, steps))
    kind, _, number = line.call.party.partition(":")
    if kind == Role.LISTENER.value:
        listener = await scene.uow.listeners.get(int(number))
        if listener is not None:
            await scene.uow.listeners.save(replace(listener, volume=listener.volume + steps))
    sit(line.saying(scene.house.catalogue.words(key, {})))


async def leave(line: Line) -> None:
    """Said twice: they wish to go. Not an absence, not rung again."""
    scene, call = line.scene, line.call
    scene.keep(replace(call, notes={**call.notes, "leaving": True}))
    line.saying(scene.house.catalogue.words("app.goodbye", {})).hang_up()


async def stop(line: Line) -> None:
    """No more calls, for good; they may stay in the room today."""
    key = await stop_calls(line.scene, line.id)
    sit(line.saying(line.scene.house.catalogue.words(key, {})))


async def where(line: Line) -> None:
    """Where am I, what can I do."""
    scene = line.scene
    words = await scene.take(rooms.where_am_i(scene.open_room, line.call.seat, scene.now), line.id)
    staff = line.call.notes.get("role") in (Role.ARTIST.value, Role.HOST.value)
    line.saying(*words).go("host_card" if staff else "card", **card_facts(line))


def card_facts(line: Line) -> dict[str, object]:
    """What the cards need to know of this line."""
    room = line.scene.open_room
    return {
        "floor": "withdraw" if rooms.may_withdraw(room, line.call.seat) else "ask",
        "on_call": line.call.attempt is not None,
        "phase": room.phase.value,
    }
