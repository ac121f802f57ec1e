"""Eight digits: a structure's code where only registered people are let in, or an artist's or host's own."""

from __future__ import annotations

from ivr_flows.menu import Choose, End, Flow, Goto, Line, Number, Quiet

DIGITS = 8

FLOW = Flow(
    name="code",
    facts=("why", "failed"),
    outcomes=("code", "silence", "human"),
    values=("code",),
    first="keys",
    steps={
        "keys": Choose((("no_keys", End("silence")),), Goto("code")),
        "code": Number(
            (
                Quiet(),
                Line("code.registered", "!failed why=registered"),
                Line("code.artist_host", "!failed why=artist_host"),
                Line("code.failed", "failed"),
                Line("code.type"),
                Line("code.or_human", "why=registered"),
                Line("code.or_ring_back", "why=artist_host"),
            ),
            name="code",
            digits=DIGITS,
            whole=True,
            then=End("code", (Quiet(),)),
            silence=End("silence"),
            says=2,
        ),
    },
)
