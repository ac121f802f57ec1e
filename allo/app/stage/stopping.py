"""« Ne m'appelez plus »: at once and for good on a call that Allô placed; a task on one that came in."""

from __future__ import annotations

from dataclasses import replace

from allo.app.dialling.rows import waive
from allo.app.stage.scene import Scene
from allo.domain.calls import Call
from allo.domain.ledger import Attempt, DialState
from allo.domain.people import Consent
from allo.domain.records import Change, Task, TaskKind


async def stop_calls(scene: Scene, call_id: str) -> str:
    """Returns the key of the words that confirm it."""
    call = scene.calls[call_id]
    if call.attempt is None:
        await _ask(scene, call, TaskKind.STOP_ASKED)
        return "app.stop_asked"
    row = await scene.uow.attempts.get(call.attempt)
    for party in row.parties if row is not None else (call.party,):
        await _stop(scene, party)
    if row is not None:
        await _waive_planned(scene, row)
    await _ask(scene, call, TaskKind.STOPPED)
    return "app.stopped"


async def _stop(scene: Scene, party: str) -> None:
    kind, _, number = party.partition(":")
    if kind == "listener":
        listener = await scene.uow.listeners.get(int(number))
        if listener is not None:
            await scene.uow.listeners.save(replace(listener, consent=Consent.STOPPED, call_me=False))
    elif kind == "group":
        group = await scene.uow.groups.get(int(number))
        if group is not None:
            await scene.uow.groups.save(replace(group, stopped=True))
    await scene.uow.trail.add(Change(at=scene.now, who=party, what="calls_stopped", subject=party))


async def _waive_planned(scene: Scene, row: Attempt) -> None:
    """Nothing that was planned for this telephone rings any more."""
    for planned in await scene.uow.attempts.find(telephone=row.instrument.key, state=DialState.PLANNED):
        await waive(scene.uow, planned, "ne veut plus être appelé")


async def _ask(scene: Scene, call: Call, kind: TaskKind) -> None:
    who = call.party or call.number
    await scene.ask_human(
        Task(key=f"{kind.value}:{call.id}", kind=kind, session=call.session, party=call.party, number=call.number)
        if who
        else Task(key=f"{kind.value}:{call.id}", kind=kind, session=call.session)
    )
