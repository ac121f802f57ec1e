"""The card of a listener in the room: étoile was pressed, one digit follows (TELEPHONY part 1, the card)."""

from __future__ import annotations

from ivr_flows.menu import CARD_KEY, Choose, End, Exit, Flow, Goto, Line, Menu, Quiet, Step

BACK = End("back")
HELP = (
    Line("card.floor_ask", "!floor=withdraw"),
    Line("card.floor_withdraw", "floor=withdraw"),
    Line("card.human"),
    Line("card.leave"),
)
CHOICES: dict[str, Exit] = {
    "0": End("human"),
    "1": End("floor"),
    "4": Goto("softer"),
    "5": Goto("louder"),
    "6": End("microphone"),
    "8": Goto("leave"),
    "9": Goto("stop"),
    "*": End("where"),
}


def card(choices: dict[str, Exit], help_lines: tuple[Line, ...]) -> dict[str, Step]:
    """The digit, else the help once and the same wait again, else back."""
    return {
        "key": Menu((), choices, silence=Goto("help"), any_key=Goto("help"), wait=CARD_KEY),
        "help": Menu(help_lines, choices, silence=BACK, any_key=BACK, wait=CARD_KEY),
        "softer": Choose((("volume", End("softer")),), Goto("help")),
        "louder": Choose((("volume", End("louder")),), Goto("help")),
    }


def asks_once(line: Line, choices: dict[str, Exit], no: tuple[Line, ...] = ()) -> Menu:
    """Sure? What is not chosen means no."""
    back = End("back", no)
    return Menu((Quiet(), line), choices, silence=back, any_key=back)


FLOW = Flow(
    name="card",
    facts=("floor", "volume", "on_call", "phase"),
    outcomes=("human", "floor", "softer", "louder", "microphone", "leave", "stop", "where", "back"),
    in_room=True,
    first="key",
    otherwise="back",
    steps={
        **card(CHOICES, HELP),
        "leave": asks_once(Line("card.leave_sure"), {"1": End("leave", (Quiet(),))}, (Line("card.stay"),)),
        "stop": asks_once(Line("card.stop_sure"), {"1": End("stop", (Quiet(),))}, (Line("card.stay"),)),
    },
)
