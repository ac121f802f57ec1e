"""« Rappelez-moi la prochaine fois » is noted; who is unknown is asked again by a person."""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Line, Quiet, Tell

FLOW = Flow(
    name="noted",
    facts=("known",),
    outcomes=("bye",),
    first="words",
    otherwise="bye",
    steps={
        "words": Tell(
            (Quiet(), Line("common.noted"), Line("noted.known", "known"), Line("noted.unknown", "!known")),
            End("bye"),
        )
    },
)
