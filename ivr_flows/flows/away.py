"""Not in this room: it was locked, or the host has taken this line out of it."""

from __future__ import annotations

from ivr_flows.menu import Choose, End, Flow, Goto, Line, Menu, Quiet

FLOW = Flow(
    name="away",
    facts=("why",),
    outcomes=("human", "bye"),
    first="why",
    steps={
        "why": Choose((("why=removed", Goto("removed")),), Goto("locked")),
        "removed": Menu(
            (Quiet(), Line("away.removed"), Line("common.human")),
            {},
            silence=End("bye", (Line("away.bye"),)),
            says=2,
        ),
        "locked": Menu(
            (Quiet(), Line("away.locked"), Line("common.human")),
            {},
            silence=End("human", (Line("common.stay"),)),
            says=2,
        ),
    },
)
