"""`0`: a human. The host where one is in the room, else the people on duty in turn, else a message."""

from __future__ import annotations

from dataclasses import replace

from allo.app.stage.entering import enter, sit
from allo.app.stage.helping import RINGING, ask_the_duty, officer_came
from allo.app.stage.line import Line
from allo.domain import room as rooms
from allo.domain.people import Role
from ivr_flows.instructions import Say


async def ask_human(line: Line) -> None:
    """In the performance, or with no host in the room, the people on duty; else the host is told privately."""
    scene, seat, room = line.scene, line.seat, line.scene.room
    if room is None or seat is None or seat.staff or not rooms.host_can_help(room):
        await ask_the_duty(line)
    else:
        sit(line.saying(*await scene.take(rooms.ask_host(room, seat.id, scene.now), line.id)))


async def accept(line: Line) -> None:
    """A person on duty pressed one: for somebody who asked, or for a room that waits for its artist and host."""
    scene, call = line.scene, line.call
    row = await scene.uow.attempts.get(call.attempt) if call.attempt is not None else None
    request = await scene.uow.helps.get(row.help) if row is not None and row.help is not None else None
    if request is not None:
        if request.state == RINGING:
            await officer_came(line, request)
        else:
            gone = Say(scene.house.catalogue.words("app.caller_gone", {}))
            Line(scene, line.id, {}, (*line.passing, gone)).hang_up()
        return
    scene.keep(replace(call, notes={**call.notes, "role": Role.HOST.value}))
    await enter(line, proof="key")
