"""A provider's detector believes a person or a machine answered. A label: it opens the door, it never closes one that
a key has opened."""

from __future__ import annotations

from datetime import datetime

from allo.app.house import House
from allo.app.outcomes.called import unmask
from allo.app.playing.talk import answer_flow, scene_of_call
from allo.app.stage.entering import prove_human
from allo.app.stage.line import Line
from allo.domain.calls import State, Verdict
from allo.domain.events import Detection, MachineDetected
from ivr_flows.engine import takes_label
from ivr_flows.flows import FLOWS
from ivr_flows.menu import Label


async def note_detection(house: House, event: MachineDetected, now: datetime) -> None:
    """During the human check it answers the flow; on a silent line in the room it confirms or takes out."""
    async with scene_of_call(house, event.call, now) as scene:
        call = scene.calls.get(event.call)
        if call is None or call.state is not State.UP or call.proved_human or event.label is Detection.UNKNOWN:
            return
        human = event.label is Detection.HUMAN
        label = Label("human" if human else "machine")
        if call.position and takes_label(FLOWS, call.position, label):
            await answer_flow(scene, call.id, label)
        elif call.verdict is Verdict.PROBATION and human:
            await prove_human(scene, call.id)
        elif call.verdict is Verdict.PROBATION:
            await unmask(Line(scene, call.id, {}))
