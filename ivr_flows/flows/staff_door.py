"""An artist or host who rang us and gave their code: into the room, or « tout est prêt » before it opens."""

from __future__ import annotations

from ivr_flows.menu import Choose, End, Flow, Goto, Line, Menu, Quiet

FLOW = Flow(
    name="staff_door",
    facts=("role", "room", "when"),
    outcomes=("join", "ready", "bye", "human"),
    first="room",
    steps={
        "room": Choose(
            (("room=open", End("join", (Quiet(), Line("staff_door.enter"), Line("staff_called.help", "role=host")))),),
            Goto("closed"),
        ),
        "closed": Menu(
            (
                Quiet(),
                Line("staff_door.closed", "!when"),
                Line("staff_door.closed_when", "when"),
                Line("staff_door.ready"),
            ),
            {"1": End("ready", (Quiet(),))},
            silence=End("bye", (Line("staff_door.bye"),)),
            says=2,
        ),
    },
)
