"""Entries, exits and microphones of the session's room; a private room (a talk with the duty) is in no attendance."""

from __future__ import annotations

from allo.app.dialling.ringing import release_promised
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.calls import Call
from allo.domain.events import MuteChanged, RoomJoined, RoomLeft
from allo.domain.orders import Volume
from allo.domain.people import Role

WITHHELD = "masque"


async def joined(scene: Scene, event: RoomJoined) -> None:
    call = scene.calls[event.call]
    if not _is_ours(scene, event.room) or scene.room is None:
        return
    await scene.note(scene.fact(f"in:{event.stay}", call.id, call.seat, event.at, _who(call)))
    was_set = rooms.stage_is_set(scene.room)
    await scene.take(rooms.joined(scene.room, event.stay, event.seq, event.muted, event.at))
    _restore_volume(scene, call, event)
    if not was_set and rooms.stage_is_set(scene.room) and scene.session is not None:
        await release_promised(scene.house, scene.uow, session=scene.session, now=scene.now)


async def left(scene: Scene, event: RoomLeft) -> None:
    call = scene.calls[event.call]
    if not _is_ours(scene, event.room) or scene.room is None:
        return
    await scene.note(scene.fact(f"out:{event.stay}", call.id, call.seat, event.at))
    on_purpose = bool(call.notes.get("leaving"))
    await scene.take(rooms.left(scene.room, event.stay, event.seq, event.at, on_purpose))


async def mute_changed(scene: Scene, event: MuteChanged) -> None:
    """Of the session's room; a stay in a private one is nobody's seat there."""
    seat = scene.room.seat_of(event.call) if scene.room is not None else None
    if scene.room is not None and seat is not None and seat.stay == event.stay:
        await scene.take(rooms.muted(scene.room, event.stay, event.seq, event.muted, scene.now))


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
