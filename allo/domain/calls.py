"""The life of a call: one transition table. Late or repeated events change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from allo.domain.events import CallAnswered, CallArrived, CallEnded, Event, Outcome
from ivr_flows.instructions import Instruction


class State(StrEnum):
    """`ringing` at their end; `up` in conversation with us; `ended` for good."""

    RINGING = "ringing"
    UP = "up"
    ENDED = "ended"


class Errand(StrEnum):
    """What a call is for."""

    INBOUND = "inbound"
    LISTENER = "listener"
    GROUP = "group"
    ARTIST = "artist"
    HOST = "host"
    DUTY = "duty"  # a person on duty rung for somebody who pressed 0
    NEWS = "news"  # tells a cancellation or a new date


class Verdict(StrEnum):
    """What we hold the answering end to be. Only a proof (key, star, floor, host) makes `human` certain."""

    UNKNOWN = "unknown"
    HUMAN = "human"
    PROBATION = "probation"
    MACHINE = "machine"


TRANSITIONS: dict[tuple[State, type], State] = {
    (State.RINGING, CallArrived): State.UP,
    (State.RINGING, CallAnswered): State.UP,
    (State.RINGING, CallEnded): State.ENDED,
    (State.UP, CallEnded): State.ENDED,
}


def advance(state: State, event: Event) -> State | None:
    """The state after this event, or None where the event is late or repeated and changes nothing."""
    return TRANSITIONS.get((state, type(event)))


@dataclass(frozen=True, slots=True)
class Listing:
    """A call's current list: its turn and what it says."""

    turn: int
    instructions: tuple[Instruction, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One leg between the provider and Allô.

    `party`: who it is for us, "listener:12", "group:3", "artist:1", "host:2", "structure:4", "duty:5"; "" a stranger.
    `attempt`: the ledger row that placed it. `position`: the flow engine's plain position, {} where no flow runs.
    `notes`: the plain values its conversation needs later (head count, tries at a code …); never a name.
    """

    id: str = ""
    errand: Errand = Errand.INBOUND
    number: str = ""  # E.164; "" where withheld
    line: str = ""
    session: int | None = None
    party: str = ""
    seat: str = ""
    attempt: int | None = None
    state: State = State.RINGING
    turn: int = 0
    position: Mapping[str, object] = field(default_factory=dict)
    instructions: tuple[Instruction, ...] = ()
    taken: bool = False
    verdict: Verdict = Verdict.UNKNOWN
    proved_human: bool = False
    outcome: Outcome | None = None
    notes: Mapping[str, object] = field(default_factory=dict)
    began_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def listing(self) -> Listing:
        return Listing(self.turn, self.instructions)
