"""The paths through the flows: one golden transcript each. test_paths.py proves that none is forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from ivr_flows.menu import FlowAnswer
from tests.flows.phone_call import ALREADY_TALKING, ANNOUNCEMENT, HUMAN, MACHINE, MESSAGE, NOTHING, YES

Facts = dict[str, object]


@dataclass(frozen=True)
class Path:
    flow: str
    name: str
    facts: Facts
    answers: tuple[FlowAnswer | str, ...]

    @property
    def file(self) -> str:
        return f"{self.flow}.{self.name.replace(' ', '_')}.txt"


def path(flow: str, name: str, facts: Facts, *answers: FlowAnswer | str) -> Path:
    return Path(flow, name, facts, answers)


JEANNE: Facts = {"name": "Jeanne"}
SWITCHBOARD: Facts = {"name": "Jeanne", "extension": "214", "ask_for": "madame Martin"}
NEXT = "mardi premier décembre à quinze heures"
MONTH: Facts = {
    "programme": f"{NEXT}, un conte",
    "programme_then": "jeudi dix décembre à dix-sept heures, des chansons",
    "programme_last": "mardi vingt-deux décembre à quinze heures, une kora",
}

WHO_RINGS_US = [
    path("welcome", "known", {"who": "known"}),
    path("welcome", "nobody on stage yet", {"who": "known", "waiting": True}),
    path("welcome", "during the performance", {"who": "known", "performing": True}),
    path("welcome", "guest", {"who": "guest", "performing": True}),
    path("code", "right length", {"why": "registered", "failed": 0}, "01234567"),
    path("code", "wrong code before", {"why": "registered", "failed": 1}, "12345678"),
    path("code", "artist", {"why": "artist_host", "failed": 0}, "12345678"),
    path("code", "too short then silence", {"why": "registered", "failed": 0}, "1234", NOTHING),
    path("code", "silent", {"why": "artist_host", "failed": 0}, NOTHING, NOTHING),
    path("code", "rotary telephone", {"why": "artist_host", "failed": 0, "no_keys": True}),
    path("code", "human", {"why": "registered", "failed": 0}, "*", "0"),
    path("staff_door", "open", {"role": "host", "room": "open"}),
    path("staff_door", "ready", {"role": "artist", "room": "closed", "when": "demain à quinze heures"}, "1"),
    path("staff_door", "no date", {"role": "artist", "room": "closed", "when": ""}, "5", "5"),
    path("staff_door", "silent", {"role": "host", "room": "closed", "when": NEXT}, NOTHING, "*", NOTHING),
    path("staff_door", "human", {"role": "host", "room": "closed", "when": NEXT}, "0"),
    path("ring_back", "words", {}),
    path("between_sessions", "call me", {"next_when": NEXT, "next_title": "un conte d'hiver"}, "1"),
    path("between_sessions", "call me after the options", {"next_when": NEXT}, NOTHING, "1"),
    path(
        "between_sessions", "programme", {"programme": f"Un conte, {NEXT}."}, "2", "2", "*", NOTHING, NOTHING, NOTHING
    ),
    path("between_sessions", "a full month", MONTH, "2", "3"),
    path("between_sessions", "programme unknown then message", {}, NOTHING, "2", "3"),
    path("between_sessions", "message at once", {"next_when": NEXT}, "*", "3"),
    path("between_sessions", "silent", {"next_when": NEXT}, NOTHING, NOTHING, NOTHING),
    path("between_sessions", "wrong keys", {}, "7", "7", "*", NOTHING, "8", "8"),
    path("between_sessions", "human", {}, "0"),
    path("between_sessions", "human after the options", {}, NOTHING, "*", NOTHING, "0"),
    path("noted", "known", {"known": True}),
    path("noted", "unknown", {"known": False}),
]


def _human_check(flow: str, facts: Facts) -> list[Path]:
    """What every call that Allô places has in common."""
    return [
        path(flow, "key at once", facts, "5"),
        path(flow, "says yes", facts, NOTHING, YES),
        path(flow, "key to the question", facts, NOTHING, "1"),
        path(flow, "yes the second time", facts, NOTHING, NOTHING, YES),
        path(flow, "silent twice", facts, NOTHING, NOTHING, NOTHING),
        path(flow, "announcement", facts, NOTHING, ANNOUNCEMENT),
        path(flow, "already talking", facts, NOTHING, ALREADY_TALKING),
        path(flow, "believed a machine", facts, MACHINE),
        path(flow, "believed a machine at the question", facts, NOTHING, MACHINE),
        path(flow, "repeat is a proof", facts, "*", NOTHING),
        path(flow, "repeat at the question", facts, NOTHING, "*", "*", "4"),
        path(flow, "human", facts, "0"),
        path(flow, "human at the question", facts, NOTHING, "0"),
        path(flow, "human after the repeat", facts, "*", "0"),
        path(flow, "no voice with this provider", {**facts, "speech": False}, NOTHING, NOTHING, NOTHING),
        path(flow, "rotary telephone", {**facts, "no_keys": True}, NOTHING, YES),
        path(flow, "switchboard", {**facts, **SWITCHBOARD}, NOTHING, NOTHING, NOTHING, NOTHING, YES),
        path(flow, "extension only", {**facts, "extension": "214"}, NOTHING, "6"),
        path(flow, "extension key", {**facts, "extension": "214"}, "6", "6"),
        path(flow, "extension human", {**facts, "extension": "214"}, "*", "0"),
        path(flow, "asked for", {**facts, "ask_for": "madame Martin"}, "*", "1", "1"),
        path(flow, "asked for later", {**facts, "ask_for": "madame Martin"}, NOTHING, "*", "1", "1"),
        path(flow, "asked for at last", {**facts, "ask_for": "madame Martin"}, NOTHING, NOTHING, "*", "1", "1"),
        path(flow, "asked for human", {**facts, "ask_for": "madame Martin"}, "0"),
        path(flow, "asked for human later", {**facts, "ask_for": "madame Martin"}, NOTHING, "0"),
        path(flow, "asked for human at last", {**facts, "ask_for": "madame Martin"}, NOTHING, NOTHING, "0"),
    ]


MOVED: Facts = {"name": "Jeanne", "what": "moved", "when": NEXT, "new_when": "jeudi trois décembre à dix-sept heures"}

WHOM_WE_RING = [
    *_human_check("called", JEANNE),
    path("called", "believed human", JEANNE, HUMAN),
    path("called", "believed human at the question", JEANNE, NOTHING, HUMAN),
    path("called", "shared line", {"name": ""}, NOTHING, YES),
    path("called", "during the performance", {"name": "", "performing": True}, NOTHING, YES),
    path("called", "group", {"group": True}, NOTHING, YES),
    path("called", "cut off", {**JEANNE, "back": True}, NOTHING, YES),
    path("called", "promised", {**JEANNE, "promised": True}, NOTHING, YES),
    path("called", "no more calls", JEANNE, "9", "1"),
    path("called", "no more calls at the question", JEANNE, NOTHING, "9", "*", "2"),
    path("called", "no more calls after the repeat", JEANNE, "*", "9", NOTHING),
    path("called", "no more calls human", JEANNE, "9", "0"),
    *_human_check("staff_called", {"name": "Camille", "role": "host", "when": "aujourd'hui à quinze heures"}),
    path("staff_called", "a shared line without a date", {"role": "artist"}, "1"),
    path("staff_called", "cut off", {"name": "Camille", "role": "artist", "cut": True}, "1"),
    *_human_check("news", MOVED),
    path("news", "believed human", MOVED, HUMAN),
    path("news", "believed human at the question", MOVED, NOTHING, HUMAN),
    path("news", "cancelled", {"name": "", "what": "cancelled", "when": NEXT, "new_when": ""}, NOTHING, YES),
    path("machine", "not the last attempt", {"last": False}),
    path("machine", "message", {"last": True}, NOTHING),
    path("machine", "somebody listens", {"last": True}, "5"),
    path("machine", "zero opens too", {"last": True}, "0"),
    path("machine", "star opens too", {"last": True}, "*"),
    path("group", "one key", {"usual": 8}, "6"),
    path("group", "two keys", {"usual": None}, "21"),
    path("group", "silent", {"usual": 8, "performing": True}, NOTHING),
    path("group", "silent and unknown", {"usual": None}, NOTHING),
    path("group", "nobody at all then one", {"usual": 1}, "00", "1"),
    path("group", "rotary telephone", {"usual": 8, "no_keys": True}),
    path("group", "human", {"usual": 8}, "*", "0"),
    path("office", "group", {"planned": True, "usual": 8}, "1", "6"),
    path("office", "usual group", {"planned": True, "usual": 8}, "1", NOTHING),
    path("office", "scout", {"planned": True, "usual": 8}, "2"),
    path("office", "silent with a planned group", {"planned": True, "usual": 8}, NOTHING),
    path("office", "silent without", {"planned": False, "usual": None}, NOTHING),
    path("office", "silent with a code", {"planned": True, "usual": 8, "by_code": True}, NOTHING),
    path("office", "wrong keys", {"planned": False, "usual": None}, "5", "5"),
    path("office", "rotary telephone", {"planned": True, "usual": 8, "no_keys": True}),
    path("office", "human", {}, "*", "0"),
    path("office", "human when counting", {}, "1", "*", "0"),
    path("duty", "accepts", {"about": "Jeanne, dans la salle"}, NOTHING, "1"),
    path("duty", "refuses", {"about": ""}, "2"),
    path("duty", "zero refuses", {}, "*", "0"),
    path("duty", "voicemail", {"about": "Jeanne"}, NOTHING, NOTHING),
]

CARD: Facts = {"floor": "ask", "volume": True, "on_call": True, "phase": "echange"}


def _card(flow: str, facts: Facts, keys: str) -> list[Path]:
    """Each key of a card, at once and after the help."""
    at_once = [path(flow, f"key {key}", facts, key) for key in keys]
    helped = [path(flow, f"key {key} after the help", facts, NOTHING, key) for key in keys]
    stars = [path(flow, "star", facts, "*"), path(flow, "star after the help", facts, NOTHING, "*")]
    return [*at_once, *helped, *stars, path(flow, "silent", facts, NOTHING, NOTHING)]


IN_THE_ROOM = [
    *_card("card", CARD, "01456"),
    path("card", "withdraw", {**CARD, "floor": "withdraw"}, NOTHING, "1"),
    path("card", "no volume here", {**CARD, "volume": False}, "4", "5", NOTHING),
    path("card", "wrong keys", CARD, "2", "7"),
    path("card", "leave", CARD, "8", "1"),
    path("card", "leave after the help", CARD, NOTHING, "8", "2"),
    path("card", "leave unanswered", CARD, "8", NOTHING),
    path("card", "no more calls", CARD, "9", "1"),
    path("card", "no more calls after the help", CARD, NOTHING, "9", "2"),
    path("card", "no more calls unanswered", CARD, "9", NOTHING),
    *_card("host_card", {"volume": True}, "012345678"),
    path("host_card", "no volume here", {"volume": False}, "4", NOTHING),
    path("host_card", "hash is no key", {"volume": True}, "#", "#"),
    path("host_card", "close", {"volume": True}, "9", "1"),
    path("host_card", "ten minutes more", {"volume": True}, NOTHING, "9", "2"),
    path("host_card", "close after all not", {"volume": True}, "9", "3"),
    path("host_card", "close unanswered", {"volume": True}, "9", NOTHING),
    path("performer_card", "key", {}, "8"),
    path("performer_card", "silent", {}, NOTHING),
    path("late_choice", "five minutes", {}, "1"),
    path("late_choice", "open floor", {}, "2"),
    path("late_choice", "postpone", {}, "*", "3"),
    path("late_choice", "silent", {}, NOTHING),
    path("late_choice", "wrong keys", {}, "6", "6"),
    path("late_choice", "human", {}, "0"),
]

AT_THE_END = [
    path("message", "nobody is free", {"reason": "nobody"}, MESSAGE),
    path("message", "asked", {"reason": "asked"}, MESSAGE),
    path("message", "ended by a key", {"reason": "asked"}, "1"),
    path("message", "silent", {"reason": "nobody"}, NOTHING),
    path("closing", "better", {"next_when": NEXT, "question": True}, "3"),
    path("closing", "the same", {"next_when": NEXT, "question": True}, "*", "2"),
    path("closing", "worse", {"next_when": "", "question": True}, "8", "1"),
    path("closing", "skipped", {"next_when": NEXT, "question": True}, NOTHING),
    path("closing", "no question", {"next_when": NEXT, "question": False}),
    path("closing", "rotary telephone", {"next_when": NEXT, "question": True, "no_keys": True}),
    path("closing", "human", {"next_when": NEXT, "question": True}, "0"),
    path("apology", "nobody", {"why": "nobody", "next_when": NEXT}),
    path("apology", "postponed", {"why": "postponed", "next_when": ""}),
    path("apology", "cancelled", {"why": "cancelled", "next_when": NEXT}),
    path("apology", "waited", {"why": "waited", "next_when": "", "will_call": True}),
    path("full", "call me", {}, "1"),
    path("full", "silent", {}, NOTHING, NOTHING),
    path("full", "wrong then human", {}, "4", "*", "0"),
    path("away", "removed", {"why": "removed"}, NOTHING, NOTHING),
    path("away", "removed human", {"why": "removed"}, "*", "0"),
    path("away", "locked", {"why": "locked"}, NOTHING, NOTHING),
    path("away", "locked human", {"why": "locked"}, "*", "0"),
    path("sorry", "words", {}),
]

PATHS = [*WHO_RINGS_US, *WHOM_WE_RING, *IN_THE_ROOM, *AT_THE_END]
