"""No room is open: what is next and when, and three things one can do. Silence: said twice, then a human."""

from __future__ import annotations

from ivr_flows.menu import QUIET, End, Exit, Flow, Goto, Line, Menu, Quiet, Tell

CHOICES: dict[str, Exit] = {
    "1": End("call_me"),
    "2": Goto("programme"),
    "3": End("message"),
    "*": Goto("hello"),
}

FLOW = Flow(
    name="between_sessions",
    facts=("next_when", "next_title", "known", "programme", "programme_then", "programme_last"),
    outcomes=("call_me", "message", "human"),
    first="hello",
    steps={
        "hello": Menu(
            (
                Quiet(),
                Line("between_sessions.hello"),
                Line("between_sessions.next", "next_when"),
                Line("between_sessions.title", "next_when next_title"),
                Line("between_sessions.none", "!next_when"),
            ),
            CHOICES,
            silence=Goto("options"),
            wait=QUIET,
            paced=False,
        ),
        "options": Menu(
            (Line("between_sessions.options"),),
            CHOICES,
            silence=End("human", (Line("common.stay"),)),
            says=2,
        ),
        "programme": Tell(
            (
                Quiet(),
                Line("between_sessions.programme", "programme"),
                Line("between_sessions.programme_then", "programme_then"),
                Line("between_sessions.programme_last", "programme_last"),
                Line("between_sessions.no_programme", "!programme"),
                Quiet(),
            ),
            Goto("options"),
        ),
    },
)
