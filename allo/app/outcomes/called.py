"""On a call that Allô placed: a person, a machine, somebody who wishes no more calls."""

from __future__ import annotations

from dataclasses import replace

from allo.app.stage.entering import enter, prove_human
from allo.app.stage.line import Line
from allo.app.stage.opening import let_stage_in
from allo.app.stage.stopping import stop_calls
from allo.domain.calls import Errand, Verdict


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


async def machine(line: Line) -> None:
    """A machine answered: one short message at most, and only on the last attempt."""
    scene, call = line.scene, line.call
    scene.keep(replace(call, verdict=Verdict.MACHINE))
    row = await scene.uow.attempts.get(call.attempt) if call.attempt is not None else None
    if row is not None:
        await scene.uow.attempts.save(replace(row, machine=True))
    if call.errand in (Errand.LISTENER, Errand.GROUP):
        line.go("machine", last=bool(call.notes.get("last")))
    else:
        line.hang_up()


async def stop(line: Line) -> None:
    key = await stop_calls(line.scene, line.id)
    line.saying(line.scene.house.catalogue.words(key, {})).hang_up()


def performing(line: Line) -> bool:
    room = line.scene.room
    return room is not None and room.phase.value == "oeuvre"
