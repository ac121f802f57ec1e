"""The artist or host that Allô rings. A machine must never open a room: only a key or a short answer leads in."""

from __future__ import annotations

from ivr_flows.flows.answering import SWITCHBOARD_FACTS, person_or_machine, switchboard
from ivr_flows.menu import End, Flow, Line, Quiet

HELLO = (
    Quiet(),
    Line("called.bonjour", "!name"),
    Line("called.bonjour_name", "name"),
    Line("staff_called.cut", "cut"),
    Line("staff_called.hello", "!cut !when"),
    Line("staff_called.hello_when", "!cut when"),
)

FLOW = Flow(
    name="staff_called",
    facts=("role", "name", "when", "cut", *SWITCHBOARD_FACTS),
    outcomes=("join", "machine", "human"),
    values=("proof",),
    first="line",
    otherwise="machine",
    steps={
        **switchboard(then="hello"),
        **person_or_machine(
            HELLO,
            person=End("join", (Quiet(), Line("staff_called.enter"), Line("staff_called.help", "role=host"))),
            silent=End("machine"),
            machine=End("machine"),
            label_opens=False,
        ),
    },
)
