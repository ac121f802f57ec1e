"""A referent's or structure's telephone: a group, or somebody who listens in first? Silence: their planned group, else
the latter. With a structure's code on another telephone (`by_code`), silence is one person of that structure."""

from __future__ import annotations

from ivr_flows.menu import Choose, End, Flow, Goto, Line, Menu, Number, Quiet

SCOUT = End("scout", (Quiet(), Line("office.scout")))
SINGLE = End("single", (Quiet(), Line("office.single")))
PLANNED = End("group", (Quiet(), Line("office.group")), {"count": "$usual"})

FLOW = Flow(
    name="office",
    facts=("planned", "usual", "by_code"),
    outcomes=("group", "scout", "single", "human"),
    values=("count",),
    first="keys",
    otherwise="scout",
    steps={
        "keys": Choose((("no_keys", Goto("silent")),), Goto("group")),
        "group": Menu(
            (Quiet(), Line("office.hello"), Line("office.options")),
            {"1": Goto("count"), "2": SCOUT},
            silence=Goto("silent"),
        ),
        "count": Number(
            (Quiet(), Line("group.count"), Line("group.type"), Line("group.usual", "usual")),
            name="count",
            digits=2,
            then=End("group", (Quiet(), Line("group.noted"), Line("office.group"))),
            silence=PLANNED,
        ),
        "silent": Choose((("by_code", SINGLE), ("planned", PLANNED)), SCOUT),
    },
)
