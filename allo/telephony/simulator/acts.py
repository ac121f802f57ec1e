"""Everything that happens on the exchange, one act at a time: what transcripts are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    CALLS = "calls"  # Allô calls somebody
    RINGS_IN = "rings_in"  # somebody calls Allô
    ANSWERED = "answered"  # Allô takes a call
    PICKS_UP = "picks_up"
    ENDS = "ends"  # the call is over; detail: its outcome
    HANGS_UP = "hangs_up"
    HEARS = "hears"  # Allô says to one
    TOLD = "told"  # Allô says to one in the room
    ANNOUNCED = "announced"  # Allô says to the whole room
    WAITS = "waits"  # waiting words
    KEYS = "keys"
    SAYS = "says"
    BEEPS = "beeps"
    TONES = "tones"  # Allô dials an extension
    ENTERS = "enters"  # detail: "muet" where the microphone is off
    LEAVES = "leaves"
    MUTED = "muted"
    UNMUTED = "unmuted"
    LOUDER = "louder"
    SOFTER = "softer"
    WHISPERS = "whispers"
    RECORDED = "recorded"
    DETECTED = "detected"  # detail: the label
    APOLOGY = "apology"  # the exchange's own words


@dataclass(frozen=True, slots=True)
class Act:
    """`who`: the name of the handset's owner; `number`: theirs, E.164; `text`: words or keys; `room`: opaque name."""

    at: datetime
    deed: Deed
    call: str = ""
    who: str = ""
    number: str = ""
    text: str = ""
    room: str = ""
    detail: str = ""


class Aftermath:
    """What only follows from an act that was told already: the end of a call that was just hung up, the exit by it."""

    def __init__(self) -> None:
        self._hung_up: set[str] = set()

    def covers(self, act: Act) -> bool:
        if act.deed is Deed.HANGS_UP:
            self._hung_up.add(act.call)
        if act.deed is Deed.ENDS:
            return act.call in self._hung_up
        return act.deed is Deed.LEAVES and act.detail == "ended"


Witness = Callable[[Act], None]
