"""An artist or host without their code (a rotary telephone): rung back at once on that telephone."""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Line, Quiet, Tell

FLOW = Flow(
    name="ring_back",
    outcomes=("bye",),
    first="words",
    otherwise="bye",
    steps={"words": Tell((Quiet(), Line("ring_back.words")), End("bye"))},
)
