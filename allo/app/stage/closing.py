"""Everybody out, gently: goodbye, the next date twice, one question. Or, where it could not be held, an apology."""

from __future__ import annotations

from dataclasses import replace

from allo.app.dialling.ringing import plan_promised
from allo.app.dialling.rows import waive
from allo.app.dialling.tasks import ask_about
from allo.app.errands import HangUpCall
from allo.app.lookups.when import next_in_words
from allo.app.planning.news import tell_news
from allo.app.stage.moments import mark_done
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.agenda import outcome_of
from allo.domain.calls import Call, Errand, State
from allo.domain.ledger import DialState, Why
from allo.domain.people import Role
from allo.domain.records import MomentName, Task, TaskKind
from allo.domain.redial import is_staff
from allo.domain.sessions import Status
from ivr_flows.instructions import Leave

POSTPONED = "reportee"
OVER = "la séance est finie"
_ELSEWHERE = ("message", "between_sessions", "noted")
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
    """Not today: an apology and the next date for all who are here, a call for those who were to be called, a task to
    find a new date (which is a new session)."""
    if scene.room is None or scene.session is None or scene.session.status is not Status.PLANNED:
        return
    here = frozenset(seat.party for seat in scene.room.inside() if seat.party)
    await tell_news(scene.uow, scene.session, scene.house.rules, scene.now, but=here)
    scene.session = replace(scene.session, status=Status.CANCELLED, reason=POSTPONED)
    await scene.uow.sessions.save(scene.session)
    await scene.take(rooms.close(scene.room, scene.now))
    await _stop_ringing(scene)
    names = (MomentName.LATE, MomentName.WARN, MomentName.CLOSE)
    await mark_done(scene.uow, scene.session.id, names, scene.now, POSTPONED)
    await scene.ask_human(Task(key=f"{task.value}:{scene.session.id}", kind=task, session=scene.session.id))
    await _apologise(scene, "postponed")


async def call_off(scene: Scene) -> None:
    """The session was cancelled while people are on the line: an apology and the next date for all of them."""
    if scene.room is None or scene.session is None or scene.room.closing:
        return
    await scene.take(rooms.close(scene.room, scene.now))
    await _stop_ringing(scene)
    await _apologise(scene, "postponed" if scene.session.reason == POSTPONED else "cancelled")


async def _goodbye(scene: Scene) -> None:
    when = await _next(scene)
    for call in await _live(scene):
        scene.begin_after((Leave(),), call.id, "closing", next_when=when, question=_is_asked(call))


def _is_asked(call: Call) -> bool:
    """The one question is for who was in the room to listen."""
    return call.notes.get("role") in _ASKED and bool(call.seat)


async def _apologise(scene: Scene, why: str) -> None:
    when = await _next(scene)
    for call in await _live(scene):
        scene.begin_after((Leave(),), call.id, "apology", why=why, next_when=when, will_call=False)


async def _next(scene: Scene) -> str:
    return await next_in_words(scene.uow, scene.now, scene.session.id if scene.session else None)


async def _live(scene: Scene) -> list[Call]:
    """The calls of the session that are in conversation, but for those with a person on duty, those of news, and those
    that never came near the room or leave a message."""
    assert scene.session is not None
    helped = {one.call for one in await scene.uow.helps.find(session=scene.session.id, state=("ringing", "met"))}
    found = await scene.uow.calls.find(session=scene.session.id, state=State.UP)
    calls = [await scene.call(one.id) for one in found if one.id not in helped]
    apart = (Errand.DUTY, Errand.NEWS)  # but for a person on duty who took the stage
    here = [one for one in calls if one is not None and (one.errand not in apart or one.seat)]
    return [one for one in here if one.position.get("flow") not in _ELSEWHERE]


async def _stop_ringing(scene: Scene) -> None:
    """Nothing rings any more for a session that is over, but what tells so. Who was still to be reached for one that
    was held is a task: never a silent miss."""
    assert scene.session is not None
    held = scene.session.status is Status.HELD
    for row in await scene.uow.attempts.find(session=scene.session.id, state=DialState.PLANNED, help=None):
        if row.why is not Why.NEWS:
            await waive(scene.uow, row, row.reason or OVER)
        if held and row.why in (Why.WAVE, Why.PROMISED) and not is_staff(row):
            await ask_about(scene.uow, TaskKind.MISSED, row, OVER, scene.now)
    for call in await scene.uow.calls.find(session=scene.session.id, state=State.RINGING):
        if call.errand not in (Errand.DUTY, Errand.INBOUND, Errand.NEWS):
            scene.errands.append(HangUpCall(call.id))


async def waited_enough(scene: Scene, seat: rooms.Seat) -> None:
    """Nobody waits longer without artist or host: an apology; who agreed to be called is rung when it begins. Where it
    had begun, it is over for them."""
    call = await scene.call(seat.call)
    if call is None or call.state is not State.UP or scene.session is None:
        return
    if scene.open_room.started:
        scene.begin_after((Leave(),), call.id, "closing", next_when=await _next(scene), question=_is_asked(call))
        return
    promised = await plan_promised(scene.house, scene.uow, session=scene.session, party=seat.party, now=scene.now)
    when = await _next(scene)
    scene.begin_after(
        (Leave(),), call.id, "apology", why="waited", next_when="" if promised else when, will_call=promised
    )
