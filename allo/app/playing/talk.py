"""Runs the flows of a scene: each call goes on from answer to outcome until it must wait or ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime

from allo.app.errands import run_errands
from allo.app.house import House
from allo.app.outcomes import outcome_of
from allo.app.stage.line import Line
from allo.app.stage.scene import Beginning, Scene, load_scene
from allo.domain.calls import Call, Listing, State
from ivr_flows.engine import Turn, resume, start
from ivr_flows.flows import FLOWS
from ivr_flows.instructions import HangUp, Instruction, Say
from ivr_flows.menu import FlowAnswer

_MOST_FLOWS = 200  # begun in one scene: a whole room that closes is far below


async def play(scene: Scene) -> None:
    """Start all flows that calls were told to enter, and those that follow from their outcomes."""
    for _ in range(_MOST_FLOWS * 5):
        if not scene.to_begin:
            return
        await _begin(scene, scene.to_begin.pop(0))
    raise RuntimeError("flows lead to one another without end")


async def answer_flow(scene: Scene, call: str, answer: FlowAnswer, facts: Mapping[str, object] | None = None) -> None:
    """The call's flow takes this answer. Nothing happens where no flow runs."""
    position = scene.calls[call].position
    if position:
        turn = resume(FLOWS, position, answer, scene.house.catalogue, facts or {})
        await _go_on(scene, call, str(position["flow"]), turn, ())
        await play(scene)


async def _begin(scene: Scene, one: Beginning) -> None:
    if await scene.call(one.call) is None:
        return
    turn = start(FLOWS[one.flow], {**_common(scene, one.call), **one.facts}, scene.house.catalogue)
    await _go_on(scene, one.call, one.flow, turn, one.passing)


async def _go_on(scene: Scene, call: str, flow: str, turn: Turn, passing: tuple[Instruction, ...]) -> None:
    said = (*passing, *turn.instructions)
    if turn.outcome is None:
        scene.tell_list(call, said, dict(turn.position or {}))
    else:
        await outcome_of(flow, turn.outcome)(Line(scene, call, turn.values, said))


def _common(scene: Scene, call: str) -> dict[str, object]:
    """The facts that every flow may use."""
    notes = scene.calls[call].notes
    return {
        "pace": notes.get("pace") or 1,
        "language": notes.get("language") or "fr",
        "no_keys": bool(notes.get("no_keys")),
        "speech": scene.house.telephony.can.speech,
        "volume": scene.house.telephony.can.volume,
    }


async def settle(scene: Scene, replied: str = "") -> None:
    """After the commit: let changed calls fetch their lists, but for the one that is being answered; do the errands."""
    await run_errands(scene.house.telephony, [*scene.instruct_others(replied), *scene.errands])


def listing_of(scene: Scene, call: str) -> Listing | None:
    """What this call should be hearing now, for the reply."""
    known = scene.calls.get(call)
    if known is None:
        return None
    return over(scene.house, known) if known.state is State.ENDED else known.listing


def over(house: House, call: Call | None) -> Listing:
    """What a call that nobody knows, or that is over for us, should hear: never silence."""
    return Listing(call.turn + 1 if call else 0, (Say(house.catalogue.words("sorry.words")), HangUp()))


@asynccontextmanager
async def scene_of_session(house: House, session: int, now: datetime) -> AsyncIterator[Scene]:
    """The scene of a session, locked; what it wants of the provider is done after the commit."""
    async with house.store.write() as uow:
        scene = await load_scene(house, uow, session, now)
        yield scene
        await play(scene)
        await scene.close()
    await settle(scene)


@asynccontextmanager
async def scene_of_call(house: House, call: str, now: datetime, *, replies: bool = False) -> AsyncIterator[Scene]:
    """The scene a call plays in: its session's, else its own; an unknown call is simply not in it. With `replies` the
    call's own list goes back in the reply, and is not asked to be fetched."""
    async with house.store.write() as uow:
        known = await uow.calls.get(call)
        scene = await load_scene(house, uow, known.session if known else None, now)
        await scene.call(call)
        yield scene
        await play(scene)
        await scene.close()
    await settle(scene, call if replies else "")
