"""A group: how many are you? By one or two keys; silence is the usual number."""

from __future__ import annotations

from ivr_flows.menu import Choose, End, Flow, Goto, Line, Number, Quiet

ENTER = (Line("called.enter", "!performing"), Line("called.listen", "performing"))
USUAL = End("join", ENTER, {"count": "$usual"})

FLOW = Flow(
    name="group",
    facts=("usual", "performing"),
    outcomes=("join", "human"),
    values=("count",),
    first="keys",
    otherwise="join",
    steps={
        "keys": Choose((("no_keys", USUAL),), Goto("count")),
        "count": Number(
            (Quiet(), Line("group.count"), Line("group.type"), Line("group.usual", "usual")),
            name="count",
            digits=2,
            then=End("join", (Quiet(), Line("group.noted"), *ENTER)),
            silence=USUAL,
        ),
    },
)
