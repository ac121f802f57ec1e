"""A call that tells a cancellation or a new date, to a person; the date is said twice."""

from __future__ import annotations

from ivr_flows.flows.answering import SWITCHBOARD_FACTS, person_or_machine, switchboard
from ivr_flows.menu import End, Flow, Goto, Line, Quiet, Tell

HELLO = (
    Quiet(),
    Line("called.bonjour", "!name"),
    Line("called.bonjour_name", "name"),
    Line("news.hello"),
)
NEWS = (
    Quiet(),
    Line("news.cancelled", "what=cancelled"),
    Line("news.moved", "what=moved"),
    Line("news.new_when", "new_when"),
    Line("news.new_when_again", "new_when"),
    Line("news.later", "!new_when"),
    Line("news.goodbye"),
)

FLOW = Flow(
    name="news",
    facts=("name", "what", "when", "new_when", *SWITCHBOARD_FACTS),
    outcomes=("told", "machine", "human"),
    values=("proof",),
    first="line",
    otherwise="told",
    steps={
        **switchboard(then="hello"),
        **person_or_machine(HELLO, person=Goto("news"), silent=Goto("news"), machine=End("machine")),
        "news": Tell(NEWS, End("told")),
    },
)
