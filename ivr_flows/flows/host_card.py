"""The card of an artist or host in the room: étoile was pressed, one digit follows (TELEPHONY part 1, the card)."""

from __future__ import annotations

from ivr_flows.flows.card import asks_once, card
from ivr_flows.menu import End, Exit, Flow, Goto, Line, Quiet

HELP = (Line("host_card.next"), Line("host_card.who"), Line("host_card.next_phase"))
CHOICES: dict[str, Exit] = {
    "0": End("human"),
    "1": End("next"),
    "2": End("ring_missing"),
    "3": End("mute_noisy"),
    "4": Goto("softer"),
    "5": Goto("louder"),
    "6": End("mute_all"),
    "7": End("who"),
    "8": End("next_phase"),
    "9": Goto("close"),
    "*": End("where"),
}

FLOW = Flow(
    name="host_card",
    facts=("volume",),
    outcomes=(
        *("human", "next", "mute_noisy", "softer", "louder", "mute_all", "who", "next_phase", "ring_missing"),
        *("close", "extend", "where", "back"),
    ),
    in_room=True,
    first="key",
    otherwise="back",
    steps={
        **card(CHOICES, HELP),
        "close": asks_once(
            Line("host_card.close_sure"),
            {"1": End("close", (Quiet(),)), "2": End("extend", (Quiet(),))},
            (Line("host_card.goes_on"),),
        ),
    },
)
