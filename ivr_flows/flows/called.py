"""A listener or group that Allô rings: who we are, is it a person, then the room. `9` stops our calls; asked once."""

from __future__ import annotations

from ivr_flows.flows.answering import SWITCHBOARD_FACTS, person_or_machine, switchboard
from ivr_flows.menu import End, Flow, Goto, Line, Menu, Quiet

HELLO = (
    Quiet(),
    Line("called.bonjour", "!name !group"),
    Line("called.bonjour_name", "name !group"),
    Line("called.bonjour_all", "group"),
    Line("called.back", "back"),
    Line("called.promised", "!back promised"),
    Line("called.performing", "!back !promised performing"),
    Line("called.hello", "!back !promised !performing"),
)
JOIN = End("join", (Quiet(), Line("called.enter", "!group !performing"), Line("called.listen", "!group performing")))
STAY = End("join", JOIN.lines, {"proof": "key"})

FLOW = Flow(
    name="called",
    facts=("name", *SWITCHBOARD_FACTS, "performing", "back", "promised", "last", "group"),
    outcomes=("join", "probation", "machine", "stop", "human"),
    values=("proof",),
    first="line",
    otherwise="probation",
    steps={
        **switchboard(then="hello"),
        **person_or_machine(
            HELLO,
            person=JOIN,
            silent=End("probation", (Line("called.probation"),)),
            machine=End("machine"),
            keys={"9": Goto("stop")},
        ),
        "stop": Menu(
            (Quiet(), Line("called.stop")),
            {"1": End("stop", (Quiet(),))},
            silence=STAY,
            any_key=STAY,
        ),
    },
)
