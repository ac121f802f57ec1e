"""Entries, exits and microphones of the session's room; a private room (a talk with the duty) is in no attendance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from allo.app.dialling.ringing import release_promised
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.attendance import stay_of
from allo.domain.calls import Call
from allo.domain.connections import WITHHELD
from allo.domain.events import MuteChanged, RoomJoined, RoomLeft
from allo.domain.orders import Volume
from allo.domain.people import Role


async def joined(scene: Scene, event: RoomJoined) -> None:
    call = scene.calls[event.call]
    if not _is_ours(scene, event.room) or scene.room is None:
        return
    await _note(scene, "in", event, call, _who(call))
    await _reached(scene, call.attempt)
    was_set = rooms.stage_is_set(scene.room)
    await scene.take(rooms.joined(scene.room, event.stay, event.seq, event.muted, event.at))
    _restore_volume(scene, call, event)
    if not was_set and rooms.stage_is_set(scene.room) and scene.session is not None:
        await release_promised(scene.house, scene.uow, session=scene.session, now=scene.now)


async def left(scene: Scene, event: RoomLeft) -> None:
    call = scene.calls[event.call]
    if not _is_ours(scene, event.room) or scene.room is None:
        return
    await _note(scene, "out", event, call, {})
    on_purpose = bool(call.notes.get("leaving"))
    await scene.take(rooms.left(scene.room, event.stay, event.seq, event.at, on_purpose))


async def mute_changed(scene: Scene, event: MuteChanged) -> None:
    """Of the session's room; a stay in a private one is nobody's seat there."""
    seat = scene.room.seat_of(event.call) if scene.room is not None else None
    if scene.room is not None and seat is not None and seat.stay == event.stay:
        await scene.take(rooms.muted(scene.room, event.stay, event.seq, event.muted, scene.now))


async def _reached(scene: Scene, attempt: int | None) -> None:
    """Truly inside: who hangs up while they are being let in was not in the room."""
    row = await scene.uow.attempts.get(attempt) if attempt is not None else None
    if row is not None and not row.reached_room:
        await scene.uow.attempts.save(replace(row, reached_room=True))


async def _note(scene: Scene, kind: str, event: RoomJoined | RoomLeft, call: Call, data: Mapping[str, object]) -> None:
    """One fact for each entry and exit: a stay is taken up again where its list is told twice. What a snapshot showed
    is noted where nothing told it yet; the event itself, should it come after all, tells the true moment."""
    known = [fact for fact in await scene.uow.facts.find(call=call.id) if stay_of(fact.key) == event.stay]
    same = [fact for fact in known if fact.key.startswith(f"{kind}:")]
    if event.seq is None and known and max(known, key=lambda one: (one.at, one.id)) in same:
        return
    if event.seq is not None and any(fact.data.get("seq") == event.seq for fact in same):
        return
    again = event.seq if event.seq is not None else event.at.isoformat()
    key = f"{kind}:{event.stay}:{again}" if same else f"{kind}:{event.stay}"
    await scene.note(scene.fact(key, call.id, call.seat, event.at, {**data, "seq": event.seq}))


def _is_ours(scene: Scene, room: str) -> bool:
    return scene.record is not None and scene.record.name == room


def _who(call: Call) -> dict[str, object]:
    notes = call.notes
    return {
        "role": notes.get("role") or Role.GUEST.value,
        "caller": _caller(call),
        "party": call.party,
        "structure": notes.get("structure"),
        "mode": notes.get("mode") or "individuel",
    }


def _caller(call: Call) -> str:
    """What tells callers apart: the number; behind a switchboard's, the person too."""
    if call.number and call.party and call.notes.get("behind"):
        return f"{call.number} {call.party}"
    return call.number or WITHHELD


def _restore_volume(scene: Scene, call: Call, event: RoomJoined) -> None:
    """Louder or softer, as this person left it last time; on the first entry of a call only."""
    steps = call.notes.get("volume")
    if isinstance(steps, int) and steps and event.seq in (0, 1) and scene.house.telephony.can.volume:
        scene.errands.append(Volume(call.id, steps))
