"""A call has ended: what it was to the room, to the ledger and to who waited for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from allo.app.dialling.ringing import end_attempt, plan_call_back
from allo.app.house import House
from allo.app.playing.talk import scene_of_call
from allo.app.stage.helping import MET, RINGING, caller_left, officer_left, request_of
from allo.app.stage.moments import put_off
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.calls import Call, Errand, advance
from allo.domain.events import CallEnded, Outcome
from allo.domain.people import Role
from allo.domain.records import MomentName
from allo.domain.room import Phase

UNSEEN = "not in the snapshot"  # the detail of an end that nothing told: the true moment may still come
_STAFF = (Role.ARTIST.value, Role.HOST.value)


async def end_call(house: House, event: CallEnded, now: datetime) -> None:
    """Late or repeated: nothing changes but the true moment. An artist's or host's drop never ends the session."""
    async with scene_of_call(house, event.call, now) as scene:
        call = scene.calls.get(event.call)
        if call is None:
            return
        key = f"end:{call.id}:seen" if event.detail == UNSEEN else f"end:{call.id}"
        await scene.note(scene.fact(key, call.id, call.seat, event.at))
        state = advance(call.state, event)
        if state is None:
            return
        was_inside = _was_inside(scene, call)
        await _ask_again_when_late(scene, call)
        call = scene.keep(replace(call, state=state, outcome=event.outcome, ended_at=event.at, position={}))
        house.asked.forget(call.id)
        await _leave_room(scene, call, event)
        await end_attempt(house, scene.uow, call=call, outcome=event.outcome, now=now)
        if was_inside:
            await _call_back(scene, call, event)
        await _end_help(scene, call)


async def _ask_again_when_late(scene: Scene, call: Call) -> None:
    """The host has not said what to do without the artist: they are asked again once they are back."""
    if call.position.get("flow") == "late_choice" and call.session is not None:
        await put_off(scene.uow, call.session, MomentName.LATE, scene.now, minutes=1)


def _was_inside(scene: Scene, call: Call) -> bool:
    seat = scene.room.seats.get(call.seat) if scene.room is not None else None
    return seat is not None and seat.call == call.id and seat.entered_at is not None


async def _leave_room(scene: Scene, call: Call, event: CallEnded) -> None:
    """The end of a call is also its exit, where the provider told none."""
    if scene.room is None:
        return
    on_purpose = bool(call.notes.get("leaving")) or event.outcome is Outcome.COMPLETED
    await scene.take(rooms.call_ended(scene.room, call.id, event.at, on_purpose))


async def _call_back(scene: Scene, call: Call, event: CallEnded) -> None:
    """TELEPHONY rule 8: the artist and the host; a line cut by the network; all, when two fall within five seconds."""
    room = scene.room
    if room is None or room.closing or scene.session is None or call.notes.get("leaving"):
        return
    if room.phase is Phase.FAREWELL and event.outcome is Outcome.COMPLETED:
        return  # in the last minute, who hangs up has said goodbye
    staff = call.notes.get("role") in _STAFF
    together = await _fell_together(scene, call, event.at)
    if staff or event.outcome is Outcome.DROPPED or together:
        for one in [call, *together]:
            scene.room = rooms.fell(scene.room or room, one.seat)
            await plan_call_back(scene.house, scene.uow, session=scene.session, call=one, now=scene.now)


async def _fell_together(scene: Scene, call: Call, at: datetime) -> list[Call]:
    """Other lines that were in the room and fell within five seconds of this one. In the farewell people hang up."""
    assert scene.session is not None
    if scene.room is None or scene.room.phase is rooms.Phase.FAREWELL:
        return []
    window = timedelta(seconds=scene.house.rules.mass_drop_seconds)
    others = await scene.uow.calls.find(session=scene.session.id, state=call.state)
    return [
        one
        for one in others
        if one.id != call.id
        and one.ended_at is not None
        and abs(at - one.ended_at) <= window
        and not one.notes.get("leaving")
        and _is_out(scene.room, one.seat)
    ]


def _is_out(room: rooms.Room, seat: str) -> bool:
    """It was in the room, and no other call has taken it over."""
    return seat in room.seats and room.seats[seat].entered_at is not None and not room.seats[seat].call


async def _end_help(scene: Scene, call: Call) -> None:
    if call.errand is Errand.DUTY:
        row = await scene.uow.attempts.get(call.attempt) if call.attempt is not None else None
        request = await scene.uow.helps.get(row.help) if row is not None and row.help is not None else None
        if request is not None and (
            request.state == RINGING or (request.state == MET and request.duty_call == call.id)
        ):
            await officer_left(scene, request)
        return
    request = await request_of(scene, call.id)
    if request is not None:
        await caller_left(scene, request)
