"""A message for the team: recorded, kept thirty days, no key needed.

Allô is no emergency service: that is said once, before the recording, since most people hang up after their last word.
"""

from __future__ import annotations

from ivr_flows.menu import End, Flow, Goto, Line, Quiet, Tell, Voice

FLOW = Flow(
    name="message",
    facts=("reason",),
    outcomes=("done",),
    first="reason",
    otherwise="done",
    steps={
        "reason": Tell(
            (Quiet(), Line("message.nobody", "reason=nobody"), Line("message.emergency"), Line("message.distress")),
            Goto("record"),
        ),
        "record": Voice(
            (Quiet(), Line("message.record"), Line("message.speak")),
            recorded=End("done", (Quiet(), Line("common.noted"), Line("message.call_back"))),
            silence=End("done", (Line("message.call_back"),)),
        ),
    },
)
