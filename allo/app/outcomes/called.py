"""On a call that Allô placed: a person, a machine, somebody who wishes no more calls."""

from __future__ import annotations

from dataclasses import replace

from allo.app.stage.entering import enter, note_heads, prove_human
from allo.app.stage.line import Line
from allo.app.stage.opening import let_stage_in
from allo.app.stage.stopping import stop_calls
from allo.domain import room as rooms
from allo.domain.calls import Errand, Verdict
from allo.domain.sessions import Status


async def join(line: Line) -> None:
    """A person answered; a group is asked how many they are."""
    scene, call = line.scene, line.call
    if call.errand is Errand.GROUP:
        await prove_human(scene, call.id)
        line.go("group", usual=call.notes.get("usual"), performing=performing(line))
        return
    await enter(line, proof=line.values.get("proof") or "key")


async def join_staff(line: Line) -> None:
    """An artist or host, surely a person: a machine never opens a room."""
    scene = line.scene
    if not await let_stage_in(scene):
        line.go("staff_door", role=line.call.notes.get("role"), room="closed", when="")
        return
    await enter(line, proof=line.values.get("proof") or "key")


async def probation(line: Line) -> None:
    """Silent twice: into the room, muted, to be checked. A deaf or shy person must not be hung up on."""
    await enter(line, probation=True)
    usual = line.call.notes.get("usual")
    if line.call.errand is Errand.GROUP and isinstance(usual, int):
        await note_heads(line, usual)


async def machine(line: Line) -> None:
    """A machine answered: one short message at most, and only on the last attempt."""
    scene, call = line.scene, line.call
    scene.keep(replace(call, verdict=Verdict.MACHINE))
    row = await scene.uow.attempts.get(call.attempt) if call.attempt is not None else None
    if row is not None:
        await scene.uow.attempts.save(replace(row, machine=True))
    told = scene.session is not None and scene.session.status is Status.CANCELLED
    if call.errand in (Errand.LISTENER, Errand.GROUP) and not told:
        line.go("machine", last=bool(call.notes.get("last")))
    else:
        line.hang_up()


async def unmask(line: Line) -> None:
    """A silent line that was let in to be checked is a machine: nobody came, so they may be rung again."""
    scene, call = line.scene, line.call
    if scene.room is not None:
        scene.room = rooms.forget(scene.room, call.seat)
    row = await scene.uow.attempts.get(call.attempt) if call.attempt is not None else None
    if row is not None:
        await scene.uow.attempts.save(replace(row, reached_room=False))
    await machine(line)


async def stop(line: Line) -> None:
    key = await stop_calls(line.scene, line.id)
    line.saying(line.scene.house.catalogue.words(key, {})).hang_up()


def performing(line: Line) -> bool:
    room = line.scene.room
    return room is not None and room.phase.value == "oeuvre"
