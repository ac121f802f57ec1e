"""Keys, a sound or silence came back from an `Ask`."""

from __future__ import annotations

from datetime import datetime

from allo.app.house import House
from allo.app.playing.talk import answer_flow, listing_of, scene_of_call
from allo.app.stage.entering import enter, prove_human
from allo.app.stage.line import Line
from allo.app.stage.scene import Scene
from allo.domain.calls import Call, Listing, State, Verdict
from allo.domain.events import Answered
from ivr_flows.instructions import Digits


async def take_answer(house: House, event: Answered, now: datetime) -> Listing | None:
    """An answer to an older turn changes nothing and is told the current list again; but a key always proves a
    person, even then (TELEPHONY part 1, rule 6)."""
    async with scene_of_call(house, event.call, now, replies=True) as scene:
        call = scene.calls.get(event.call)
        if call is None or call.state is State.ENDED:
            return None
        was_machine = call.verdict is Verdict.MACHINE
        if isinstance(event.answer, Digits) and not call.proved_human:
            await prove_human(scene, call.id)
        if event.turn == call.turn:
            await answer_flow(scene, call.id, event.answer)
        elif was_machine and isinstance(event.answer, Digits):
            await _a_person_after_all(scene, call)
    return listing_of(scene, event.call)


async def _a_person_after_all(scene: Scene, call: Call) -> None:
    """We took them for a machine while they were pressing a key."""
    await enter(Line(scene, call.id, {}), proof="key")
