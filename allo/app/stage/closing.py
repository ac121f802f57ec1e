"""Everybody out, gently: goodbye, the next date twice, one question. Or, where it could not be held, an apology."""

from __future__ import annotations

from dataclasses import replace

from allo.app.dialling.ringing import plan_promised
from allo.app.errands import HangUpCall
from allo.app.lookups.when import next_in_words
from allo.app.stage.moments import mark_done
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.agenda import outcome_of
from allo.domain.calls import Call, State
from allo.domain.ledger import DialState
from allo.domain.people import Role
from allo.domain.records import MomentName, Task, TaskKind
from allo.domain.sessions import Status
from ivr_flows.instructions import Leave

POSTPONED = "reportee"
_ASKED = (Role.LISTENER.value, Role.GROUP.value, Role.GUEST.value)


async def close_room(scene: Scene) -> None:
    """The planned end, or the host's `*9`: settle what the session was, then say goodbye to each line."""
    room, session = scene.room, scene.session
    if room is None or session is None or session.status is not Status.PLANNED:
        return
    reason = _why_not(room)
    scene.session = outcome_of(session, began=room.started, artist_came=room.artist_came, reason=reason)
    await scene.uow.sessions.save(scene.session)
    await scene.take(rooms.close(room, scene.now))
    await _stop_ringing(scene)
    await mark_done(scene.uow, session.id, (MomentName.LATE, MomentName.WARN, MomentName.CLOSE), scene.now, "close")
    if room.started:
        await _goodbye(scene)
    else:
        await _apologise(scene, "nobody")


def _why_not(room: rooms.Room) -> str:
    came = {seat.role for seat in room.seats.values() if seat.entered_at is not None}
    return "sans_artiste" if Role.HOST in came else "sans_artiste_ni_animateur"


async def postpone_session(scene: Scene, task: TaskKind = TaskKind.POSTPONE) -> None:
    """Not today: an apology and the next date for all, a task to find a new date (which is a new session)."""
    if scene.room is None or scene.session is None or scene.session.status is not Status.PLANNED:
        return
    scene.session = replace(scene.session, status=Status.CANCELLED, reason=POSTPONED)
    await scene.uow.sessions.save(scene.session)
    await scene.take(rooms.close(scene.room, scene.now))
    await _stop_ringing(scene)
    names = (MomentName.LATE, MomentName.WARN, MomentName.CLOSE)
    await mark_done(scene.uow, scene.session.id, names, scene.now, POSTPONED)
    await scene.ask_human(Task(key=f"{task.value}:{scene.session.id}", kind=task, session=scene.session.id))
    await _apologise(scene, "postponed")


async def _goodbye(scene: Scene) -> None:
    when = await _next(scene)
    for call in await _live(scene):
        asked = call.notes.get("role") in _ASKED and bool(call.seat)
        scene.begin_after((Leave(),), call.id, "closing", next_when=when, question=asked)


async def _apologise(scene: Scene, why: str) -> None:
    when = await _next(scene)
    for call in await _live(scene):
        scene.begin_after((Leave(),), call.id, "apology", why=why, next_when=when, will_call=False)


async def _next(scene: Scene) -> str:
    return await next_in_words(scene.uow, scene.now, scene.session.id if scene.session else None)


async def _live(scene: Scene) -> list[Call]:
    """The calls of the session that are in conversation, but for those talking to a person on duty."""
    assert scene.session is not None
    helped = {one.call for one in await scene.uow.helps.find(session=scene.session.id, state=("ringing", "met"))}
    found = await scene.uow.calls.find(session=scene.session.id, state=State.UP)
    calls = [await scene.call(one.id) for one in found if one.id not in helped]
    return [one for one in calls if one is not None and one.errand.value != "duty"]


async def _stop_ringing(scene: Scene) -> None:
    """Nothing rings any more for a session that is over."""
    assert scene.session is not None
    for row in await scene.uow.attempts.find(session=scene.session.id, state=DialState.PLANNED, help=None):
        await scene.uow.attempts.save(replace(row, state=DialState.WAIVED, reason=row.reason or "la séance est finie"))
    for call in await scene.uow.calls.find(session=scene.session.id, state=State.RINGING):
        if call.errand.value not in ("duty", "inbound"):
            scene.errands.append(HangUpCall(call.id))


async def waited_enough(scene: Scene, seat: rooms.Seat) -> None:
    """Nobody waits longer without artist or host: an apology; who agreed to be called is rung when it begins."""
    call = await scene.call(seat.call)
    if call is None or call.state is not State.UP or scene.session is None:
        return
    promised = await plan_promised(scene.house, scene.uow, session=scene.session, party=seat.party, now=scene.now)
    when = await _next(scene)
    scene.begin_after(
        (Leave(),), call.id, "apology", why="waited", next_when="" if promised else when, will_call=promised
    )
