"""Something failed on our side: never dead air, an apology."""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Line, Quiet, Tell

FLOW = Flow(
    name="sorry",
    outcomes=("bye",),
    first="words",
    otherwise="bye",
    steps={"words": Tell((Quiet(), Line("sorry.words")), End("bye"))},
)
