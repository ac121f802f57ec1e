"""The session cannot be as promised: why, the next date twice, goodbye."""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Line, Quiet, Tell

FLOW = Flow(
    name="apology",
    facts=("why", "next_when", "will_call"),
    outcomes=("bye",),
    first="words",
    otherwise="bye",
    steps={
        "words": Tell(
            (
                Quiet(),
                Line("apology.nobody", "why=nobody"),
                Line("apology.postponed", "why=postponed"),
                Line("apology.cancelled", "why=cancelled"),
                Line("apology.waited", "why=waited"),
                Line("apology.will_call", "will_call"),
                Line("common.next", "next_when"),
                Line("common.next_again", "next_when"),
                Line("apology.bye"),
            ),
            End("bye"),
        )
    },
)
