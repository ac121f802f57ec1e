"""The room is full: be called next time, or a human."""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Line, Menu, Quiet

FLOW = Flow(
    name="full",
    outcomes=("call_me", "human"),
    first="words",
    steps={
        "words": Menu(
            (Quiet(), Line("full.words"), Line("full.options")),
            {"1": End("call_me")},
            silence=End("human", (Line("common.stay"),)),
            says=2,
        )
    },
)
