"""A human, please: the people on duty are rung in turn, both meet in a private room; nobody there: a message.

A request lives as a HelpRequest: "ringing" (an officer is being rung), "met" (both are in the private room), "over".
"""

from __future__ import annotations

from dataclasses import replace

from allo.app.dialling.ringing import ring_duty
from allo.app.errands import HangUpCall
from allo.app.stage.entering import sit
from allo.app.stage.line import Line
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.calls import Call, State
from allo.domain.duty import on_duty
from allo.domain.ledger import DialState
from allo.domain.records import HelpRequest, Task, TaskKind
from ivr_flows.instructions import HangUp, Instruction, Join, Leave, Say

RINGING, MET, OVER = "ringing", "met", "over"


async def request_of(scene: Scene, call: str) -> HelpRequest | None:
    """The request this call made that is not over."""
    found = await scene.uow.helps.find(call=call, state=(RINGING, MET))
    return found[-1] if found else None


async def ask_the_duty(line: Line) -> None:
    """Ring the first person on duty while the caller waits in a private room; out of hours: a message at once."""
    scene, call = line.scene, line.call
    fresh = HelpRequest(call=line.id, session=call.session, room=scene.house.ids.token(), state=RINGING, at=scene.now)
    request = await scene.uow.helps.add(fresh)
    if await ring_next(scene, request):
        said = Say(scene.house.catalogue.words("app.help_ringing", {}))
        scene.tell_list(line.id, (*line.passing, said, Leave(), Join(request.room)))
    else:
        await nobody(scene, request, line.passing)


async def ring_next(scene: Scene, request: HelpRequest) -> bool:
    """Ring the next person on duty; False where everybody was, or it is out of hours."""
    officers = on_duty(await scene.uow.duty.find(), scene.now, scene.house.rules.zone, request.asked)
    if not officers:
        return False
    asked = replace(request, asked=(*request.asked, officers[0].id), state=RINGING)
    await scene.uow.helps.save(asked)
    await ring_duty(scene.house, scene.uow, request=asked, officer=officers[0], now=scene.now)
    return True


async def nobody(scene: Scene, request: HelpRequest, passing: tuple[Instruction, ...] = ()) -> None:
    """A message, « nous vous rappelons », a task."""
    await scene.uow.helps.save(replace(request, state=OVER))
    call = await scene.call(request.call)
    if call is None or call.state is not State.UP:
        return
    await scene.ask_human(call_back_task(call))
    scene.begin_after((*passing, Leave()), call.id, "message", reason="nobody")


def call_back_task(call: Call) -> Task:
    key = f"{TaskKind.CALL_BACK.value}:{call.id}"
    return Task(key=key, kind=TaskKind.CALL_BACK, session=call.session, party=call.party, number=call.number)


async def officer_came(line: Line, request: HelpRequest) -> None:
    """The person on duty pressed one: both are in the private room."""
    await line.scene.uow.helps.save(replace(request, state=MET, duty_call=line.id))
    line.scene.tell_list(line.id, (*line.passing, Join(request.room, opens=True)))


async def officer_left(scene: Scene, request: HelpRequest) -> None:
    """An officer's call ended: the next one is rung, or the talk is over and the caller goes back where they were."""
    if request.state == RINGING:
        if not await ring_next(scene, request):
            await nobody(scene, request)
        return
    await scene.uow.helps.save(replace(request, state=OVER))
    call = await scene.call(request.call)
    if call is not None and call.state is State.UP:
        _go_back(scene, call)


def _go_back(scene: Scene, call: Call) -> None:
    """Into the session's room where they have a seat and it is open; else goodbye."""
    line = Line(scene, call.id, {}, (Leave(),))
    if line.seat is not None and scene.room is not None and not scene.room.closing:
        sit(line.saying(scene.house.catalogue.words("app.back_in_room", {})))
    else:
        line.saying(scene.house.catalogue.words("app.goodbye", {})).hang_up()


async def caller_left(scene: Scene, request: HelpRequest) -> None:
    """Whoever asked has hung up: nobody is rung for them any more."""
    await scene.uow.helps.save(replace(request, state=OVER))
    for row in await scene.uow.attempts.find(help=request.id):
        if row.state is DialState.PLANNED:
            await scene.uow.attempts.save(replace(row, state=DialState.WAIVED, reason="l'appelant a raccroché"))
        officer = await scene.call(row.call) if row.call else None
        if officer is None or officer.state is State.ENDED:
            continue
        if officer.state is State.RINGING:
            scene.errands.append(HangUpCall(officer.id))
        else:
            gone = Say(scene.house.catalogue.words("app.caller_gone", {}))
            scene.tell_list(officer.id, (gone, Leave(), HangUp()))


async def escalate(scene: Scene) -> None:
    """Who asked the host for help and was not given the floor within sixty seconds gets the people on duty."""
    seconds = scene.house.rules.help_without_floor_seconds
    for seat in rooms.unanswered_help(scene.open_room, scene.now, seconds):
        await scene.take(rooms.help_taken(scene.open_room, seat))
        call = await scene.call(scene.open_room.seats[seat].call)
        if call is not None and call.state is State.UP:
            await ask_the_duty(Line(scene, call.id, {}))
