"""A machine answered: one short message on the last attempt, without a name. Any key turns it into the room."""

from __future__ import annotations

from ivr_flows.menu import Choose, End, Flow, Goto, Line, Menu, Quiet

AFTER_MESSAGE = 4.0  # seconds left to a person who listens to their machine
JOIN = End("join", (Quiet(), Line("machine.enter")), {"proof": "key"})

FLOW = Flow(
    name="machine",
    facts=("last",),
    outcomes=("join", "bye"),
    values=("proof",),
    first="last",
    otherwise="bye",
    steps={
        "last": Choose((("last", Goto("message")),), End("bye")),
        "message": Menu(
            (Quiet(), Line("machine.message")),
            {"0": JOIN, "*": JOIN},
            silence=End("bye"),
            any_key=JOIN,
            wait=AFTER_MESSAGE,
        ),
    },
)
