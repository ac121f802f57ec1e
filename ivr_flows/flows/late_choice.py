"""Ten minutes past the hour and no artist: the host chooses. Silence: the floor is everybody's."""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Line, Menu, Quiet

FLOW = Flow(
    name="late_choice",
    outcomes=("wait", "open_floor", "postpone", "human"),
    first="choice",
    otherwise="open_floor",
    steps={
        "choice": Menu(
            (Quiet(), Line("late_choice.words"), Line("late_choice.options")),
            {
                "1": End("wait", (Quiet(), Line("common.noted"))),
                "2": End("open_floor", (Quiet(), Line("common.noted"))),
                "3": End("postpone", (Quiet(), Line("common.noted"))),
            },
            silence=End("open_floor"),
        )
    },
)
