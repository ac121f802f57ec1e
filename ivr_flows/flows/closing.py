"""The end of a session: goodbye, the next date twice, one question by key that silence skips."""

from __future__ import annotations

from ivr_flows.menu import Choose, End, Exit, Flow, Goto, Line, Menu, Quiet, Tell

BYE = End("bye", (Line("closing.bye"),))


def _answer(value: str) -> Exit:
    return End("answer", (Quiet(), Line("common.noted"), Line("closing.thanks")), {"value": value})


FLOW = Flow(
    name="closing",
    facts=("next_when", "question"),
    outcomes=("answer", "bye", "human"),
    values=("value",),
    first="goodbye",
    otherwise="bye",
    steps={
        "goodbye": Tell(
            (
                Quiet(),
                Line("closing.goodbye"),
                Line("common.next", "next_when"),
                Line("common.next_again", "next_when"),
            ),
            Goto("may_ask"),
        ),
        "may_ask": Choose((("question !no_keys", Goto("question")),), BYE),
        "question": Menu(
            (Quiet(), Line("closing.question"), Line("closing.options")),
            {"1": _answer("1"), "2": _answer("2"), "3": _answer("3")},
            silence=BYE,
        ),
    },
)
