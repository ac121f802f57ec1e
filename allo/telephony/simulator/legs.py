"""One call between a handset and Allô, and how the two ends see each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Protocol

from allo.app.ports import Abilities
from allo.domain.calls import State
from allo.domain.events import Event, Outcome
from allo.telephony.simulator.acts import Act, Deed, Witness
from allo.telephony.simulator.timeline import Timeline


class Line(Protocol):
    """A call as the handset sees it."""

    def pick_up(self) -> None: ...

    def refuse(self) -> None: ...

    def hang_up(self) -> None: ...

    def cut(self) -> None:
        """The network loses the call."""

    def press(self, key: str) -> None: ...

    def sound(self, seconds: float, text: str = "") -> None:
        """The person speaks (or plays) for so long, from now."""

    def beep(self) -> None: ...


class Installed(Protocol):
    """What is at a number: a telephone, or several behind a switchboard."""

    @property
    def number(self) -> str: ...

    def receiver(self) -> Telephone:
        """The telephone at which the next call to this number arrives."""


class Telephone(Protocol):
    """A handset as the exchange sees it."""

    @property
    def name(self) -> str: ...

    @property
    def number(self) -> str: ...

    def called(self, line: Line) -> Outcome | None:
        """A call for this telephone. None: it rings; else why it does not."""

    def connected(self, line: Line) -> None:
        """Conversation begins (either way)."""

    def ended(self, line: Line, outcome: Outcome) -> None: ...

    def word_begins(self, text: str) -> None:
        """Allô begins to say this."""

    def word_ends(self, text: str) -> None: ...

    def voice(self, name: str, text: str, seconds: float) -> None:
        """Somebody in the room begins to speak."""

    def tones(self, digits: str) -> None:
        """Allô sends keypad tones."""


@dataclass(slots=True)
class Plant:
    """What all parts of one exchange share."""

    timeline: Timeline
    can: Abilities
    chance: Random
    emit: Callable[[Event], None]
    witness: Witness
    sounds: dict[str, float] = field(default_factory=dict)
    recognises: bool = False  # speech comes back as text too
    idle_seconds: float = 5.0  # a call without a list asks for it after so long


@dataclass(slots=True)
class Seat:
    """A place in a room. Two bits of the microphone: `muted` (ordered) and `in_menu`; it is off where either is on."""

    room: str
    stay: str
    muted: bool
    star: bool = True
    in_menu: bool = False
    seq: int = 0
    whisper_to: str | None = None

    @property
    def is_off(self) -> bool:
        return self.muted or self.in_menu

    def next_seq(self) -> int:
        self.seq += 1
        return self.seq


@dataclass(slots=True)
class Leg:
    """`number`: the other end, None where withheld. `turn`: the list performed now or last (`busy`: now)."""

    call: str
    number: str | None
    line: str
    telephone: Telephone
    inbound: bool
    limit: float
    detect: bool = False
    state: State = State.RINGING
    outcome: Outcome | None = None
    turn: int = 0
    busy: bool = False
    seat: Seat | None = None
    stays: dict[str, int] = field(default_factory=dict)  # the last seq of each stay
    answered_at: datetime | None = None
    volume: int = 0

    @property
    def is_up(self) -> bool:
        return self.state is State.UP

    @property
    def open_microphone(self) -> bool:
        return self.seat is None or not self.seat.is_off

    @property
    def hears_room(self) -> bool:
        return self.seat is not None and not self.seat.in_menu


def note(plant: Plant, leg: Leg, deed: Deed, text: str = "", detail: str = "") -> None:
    """Show the witnesses what this leg does."""
    room = leg.seat.room if leg.seat is not None else ""
    at, phone = plant.timeline.now(), leg.telephone
    plant.witness(Act(at, deed, leg.call, phone.name, phone.number, text, room, detail))


class Nobody:
    """The other end of a number that is assigned to nobody."""

    name = "un numéro inconnu"

    def __init__(self, number: str) -> None:
        self.number = number

    def receiver(self) -> Nobody:
        return self

    def called(self, line: Line) -> Outcome | None:
        return Outcome.INVALID

    def connected(self, line: Line) -> None:
        return

    def ended(self, line: Line, outcome: Outcome) -> None:
        return

    def word_begins(self, text: str) -> None:
        return

    def word_ends(self, text: str) -> None:
        return

    def voice(self, name: str, text: str, seconds: float) -> None:
        return

    def tones(self, digits: str) -> None:
        return
