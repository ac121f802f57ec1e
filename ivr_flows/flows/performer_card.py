"""The performing line: wholly silent, one key. An instrument can imitate a tone, so the app wants it twice."""

from __future__ import annotations

from ivr_flows.menu import CARD_KEY, PRESSED, End, Flow, Menu

FLOW = Flow(
    name="performer_card",
    outcomes=("key", "back"),
    values=("digit",),
    in_room=True,
    first="key",
    otherwise="back",
    steps={"key": Menu((), {}, silence=End("back"), any_key=End("key", (), {"digit": PRESSED}), wait=CARD_KEY)},
)
