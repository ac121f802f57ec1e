"""All a telephone can be told.

A list of instructions holds passing ones (`Say`, `Play`, `Keys`, `Pause`, `Leave`), then exactly one that waits
(`Ask`, `Join`, `Record`) or ends (`HangUp`). Durations are seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from types import UnionType
from typing import cast


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence ready to be heard: its text, its key in the catalogue, its language.

    `key` is what a recording is looked up by; `fixed` is true where the text holds no value filled in at call time.
    """

    text: str
    key: str = ""
    language: str = "fr"
    fixed: bool = True


@dataclass(frozen=True, slots=True)
class Say:
    """Speak these words (or play their recording)."""

    words: Words


@dataclass(frozen=True, slots=True)
class Play:
    """Play a stored sound by its opaque name."""

    sound: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Send keypad tones to whoever answered (a switchboard's extension). Digits only."""

    digits: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave the room one is in, if any."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Play the prompt, interruptible by a key, then wait for keys (or speech): answered by `Answered`.

    wait: seconds from the prompt's end to the first key; gap: seconds between keys; digits: how many at most.
    speech: a sound counts as an answer too (`Spoken`).
    """

    prompt: tuple[Say | Play | Pause, ...]
    digits: int = 1
    wait: float = 10.0
    gap: float = 4.0
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Be in this room until told otherwise; the star is heard unless `star` is false.

    Joining the room one is already in means staying there. `opens`: this entry starts the room.
    """

    room: str
    muted: bool = False
    opens: bool = False
    star: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """Record the caller for at most so many seconds; any of `stop_keys`, silence or hanging up ends it."""

    seconds: float = 120.0
    stop_keys: str = "0123456789*#"


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call."""


Passing = Say | Play | Keys | Pause | Leave
Final = Ask | Join | Record | HangUp
Instruction = Passing | Final
Prompt = tuple[Say | Play | Pause, ...]


# what comes back from an Ask


@dataclass(frozen=True, slots=True)
class Digits:
    """The keys pressed, one to `Ask.digits` of them, from 0-9 * #."""

    digits: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing was pressed and nothing was said in time."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sound answered. `began`: seconds from the prompt's end to its beginning (negative: it was already going on);
    `seconds`: how long it lasted, or had lasted when the provider gave up waiting for its end; `text` where it was
    recognised."""

    text: str = ""
    began: float = 0.0
    seconds: float = 1.0


Answer = Digits | Silence | Spoken


def is_complete(instructions: tuple[Instruction, ...]) -> bool:
    """True for a list that may be sent: passing instructions, then exactly one that waits or ends."""
    if not instructions or not isinstance(instructions[-1], Final):
        return False
    return not any(isinstance(one, Final) for one in instructions[:-1])


# plain JSON, as stored with a call and sent over a socket: {"kind": "Say", "words": {"kind": "Words", "text": "…"}}

_KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (Words, Say, Play, Keys, Pause, Leave, Ask, Join, Record, HangUp, Digits, Silence, Spoken)
}


def to_plain(instructions: Sequence[Instruction]) -> list[dict[str, object]]:
    """A list of instructions as plain JSON values."""
    return [_plain_of(one) for one in instructions]


def from_plain(plain: Sequence[object]) -> tuple[Instruction, ...]:
    """The list of instructions that `to_plain` wrote. Raises ValueError for anything else."""
    return tuple(cast("Instruction", _checked(_value_of(one), Instruction)) for one in plain)


def answer_to_plain(answer: Answer) -> dict[str, object]:
    return _plain_of(answer)


def answer_from_plain(plain: object) -> Answer:
    """The answer that `answer_to_plain` wrote. Raises ValueError for anything else."""
    return cast("Answer", _checked(_value_of(plain), Answer))


def _plain_of(value: Words | Instruction | Answer) -> dict[str, object]:
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    return {"kind": type(value).__name__} | {name: _plain_part(part) for name, part in parts.items()}


def _plain_part(part: object) -> object:
    if isinstance(part, tuple):
        return [_plain_of(one) for one in part]
    return _plain_of(part) if isinstance(part, Words) else part


def _value_of(plain: object) -> object:
    if not isinstance(plain, dict) or plain.get("kind") not in _KINDS:
        raise ValueError(f"neither an instruction nor an answer: {plain!r}")
    try:
        return _KINDS[plain["kind"]](**{name: _part_of(part) for name, part in plain.items() if name != "kind"})
    except TypeError as error:
        raise ValueError(f"not the fields of {plain['kind']}: {plain!r}") from error


def _part_of(part: object) -> object:
    if isinstance(part, list):
        return tuple(_value_of(one) for one in part)
    return _value_of(part) if isinstance(part, dict) else part


def _checked(value: object, kinds: UnionType) -> object:
    if not isinstance(value, kinds):
        raise ValueError(f"out of place here: {value!r}")
    return value
