"""A person on duty is rung for somebody who asked. Only the key one accepts: no voicemail may take it."""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Line, Menu, Quiet

REFUSE = End("refuse", (Quiet(), Line("duty.refused")))

FLOW = Flow(
    name="duty",
    facts=("about",),
    outcomes=("accept", "refuse"),
    first="call",
    otherwise="refuse",
    steps={
        "call": Menu(
            (Quiet(), Line("duty.hello"), Line("duty.about", "about"), Line("duty.accept")),
            {"1": End("accept", (Quiet(), Line("duty.accepted"))), "0": REFUSE},
            silence=REFUSE,
            any_key=REFUSE,
            says=2,
        )
    },
)
