"""Orders: what a provider is asked to do for a line or a room that goes on hearing what it hears."""

from __future__ import annotations

from dataclasses import dataclass

from ivr_flows.instructions import Words


@dataclass(frozen=True, slots=True)
class Mute:
    call: str


@dataclass(frozen=True, slots=True)
class Unmute:
    call: str


@dataclass(frozen=True, slots=True)
class Volume:
    """What this person hears: louder (+1) or softer (-1), in steps."""

    call: str
    steps: int


@dataclass(frozen=True, slots=True)
class Whisper:
    """`call` is heard by `to` only; None ends it."""

    call: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Tell:
    """One person hears these words without leaving the room. At most once."""

    call: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Announce:
    """The whole room hears these words; `ref` comes back with `Announced`. At most once."""

    room: str
    words: tuple[Words, ...]
    ref: str = ""


Order = Mute | Unmute | Volume | Whisper | Tell | Announce
