"""What happened on the telephone, in the past tense. Adapters translate their provider's words into these.

`call` is our own id; `stay` is "call.turn" of the Join that led into the room; `seq` orders events inside a stay and is
None when the event was read off a snapshot. `at` is aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ivr_flows.instructions import Answer


class Outcome(StrEnum):
    """How a call ended. `dropped`: network or media lost, where the provider can tell."""

    COMPLETED = "completed"
    DROPPED = "dropped"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    INVALID = "invalid"
    CANCELED = "canceled"
    FAILED = "failed"


class Detection(StrEnum):
    """What a provider's detector believes answered. A label: it does not decide (TELEPHONY part 1, rule 6)."""

    HUMAN = "human"
    MACHINE = "machine"
    FAX = "fax"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CallArrived:
    """Somebody rings our line. `number`: E.164, or None where withheld."""

    call: str
    number: str | None
    line: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """A call we placed was picked up."""

    call: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallEnded:
    call: str
    outcome: Outcome
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ListTaken:
    """The provider has begun the list of this turn."""

    call: str
    turn: int


@dataclass(frozen=True, slots=True)
class Answered:
    call: str
    turn: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class StarPressed:
    call: str
    turn: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """`sound`: the provider's or our name of the recording; empty where nothing was said."""

    call: str
    turn: int
    sound: str
    seconds: float


@dataclass(frozen=True, slots=True)
class RoomJoined:
    call: str
    room: str
    stay: str
    seq: int | None
    muted: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class RoomLeft:
    call: str
    room: str
    stay: str
    seq: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class MuteChanged:
    call: str
    stay: str
    seq: int | None
    muted: bool


@dataclass(frozen=True, slots=True)
class SpeakingStarted:
    call: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SpeakingStopped:
    call: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MachineDetected:
    call: str
    label: Detection


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement to the whole room was heard to its end."""

    room: str
    ref: str


Event = (
    CallArrived
    | CallAnswered
    | CallEnded
    | ListTaken
    | Answered
    | StarPressed
    | Recorded
    | RoomJoined
    | RoomLeft
    | MuteChanged
    | SpeakingStarted
    | SpeakingStopped
    | MachineDetected
    | Announced
)
