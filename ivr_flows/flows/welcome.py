"""A known number or a guest rings while the room is open: a short greeting without any personal word, then the room."""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Line, Quiet, Tell

FLOW = Flow(
    name="welcome",
    facts=("performing", "waiting", "who"),
    outcomes=("join",),
    first="hello",
    otherwise="join",
    steps={
        "hello": Tell(
            (
                Quiet(),
                Line("welcome.hello"),
                Line("welcome.performing", "performing"),
                Line("welcome.waiting", "!performing waiting"),
                Line("welcome.guest", "who=guest"),
            ),
            End("join"),
        )
    },
)
