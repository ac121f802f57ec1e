"""The shape of a flow: frozen data that can be checked, drawn and run (engine.py). Only the engine decides.

Conditions (`when`) are texts over the flow's facts: "performing", "!performing", "who=guest"; several, by spaces, must
all hold. An empty condition always holds. Waits are seconds at pace 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr_flows.instructions import Answer

FIRST_KEY = 10.0  # seconds from the prompt's end to the first key
FIRST_KEY_AGAIN = 12.0  # the same, where the prompt had to be said again
NEXT_KEY = 4.0  # seconds between keys
CARD_KEY = 4.0  # seconds for the digit after the star
QUIET = 1.0  # the handset returns to the ear before anything is confirmed
PRESSED = "$key"  # as an exit's value: the key that was pressed; "$name": that fact


@dataclass(frozen=True, slots=True)
class Line:
    """One prompt of the catalogue, said where the condition holds."""

    key: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Seconds without a sound, whatever the pace."""

    seconds: float = QUIET
    when: str = ""


@dataclass(frozen=True, slots=True)
class Tones:
    """Keypad tones sent to a switchboard: the digits are a fact. Not inside the prompt of a menu."""

    fact: str
    when: str = ""


Said = Line | Quiet | Tones


@dataclass(frozen=True, slots=True)
class Goto:
    """Go on at another step; the lines are said on the way."""

    step: str
    lines: tuple[Said, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    """The flow ends with this outcome; the lines still have to be said."""

    outcome: str
    lines: tuple[Said, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


Exit = Goto | End


@dataclass(frozen=True, slots=True)
class Label:
    """A provider's detector believes that a "human" or a "machine" answered; given to a flow like an answer."""

    kind: str


FlowAnswer = Answer | Label


@dataclass(frozen=True, slots=True)
class Tell:
    """Says its lines and goes on."""

    lines: tuple[Said, ...]
    then: Exit


@dataclass(frozen=True, slots=True)
class Choose:
    """Goes on at the first way whose condition holds."""

    ways: tuple[tuple[str, Exit], ...]
    otherwise: Exit


@dataclass(frozen=True, slots=True)
class Menu:
    """Says its prompt and waits for one key (or a sound, where `listens` holds).

    A key is looked up in `choices`, then 0 is a human and * repeats (outside the room), then `any_key` takes it; a key
    that nothing takes is a failure: `wrong` where given, else a kind word and the prompt again, once. Silence leads to
    `silence` after the prompt was said `says` times; so does a second failure.
    sound: a short sound that began after the prompt; noise: one that was going on before, or lasts.
    """

    prompt: tuple[Said, ...]
    choices: Mapping[str, Exit]
    silence: Exit | None
    any_key: Exit | None = None
    wrong: Exit | None = None
    says: int = 1
    wait: float = FIRST_KEY
    paced: bool = True
    listens: str | None = None
    sound: Exit | None = None
    noise: Exit | None = None
    labels: Mapping[str, Exit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
    """Says its prompt and waits for a number, kept as the value `name`; silence and mistakes as in a `Menu`.

    whole: exactly `digits` keys, kept as typed (a code); else one to `digits` keys, a count from 1.
    """

    prompt: tuple[Said, ...]
    name: str
    digits: int
    then: Exit
    silence: Exit | None
    whole: bool = False
    says: int = 1
    wait: float = FIRST_KEY


@dataclass(frozen=True, slots=True)
class Voice:
    """Says its lines and records what follows; resumed with `Spoken` where something was recorded, `Silence` else."""

    lines: tuple[Said, ...]
    recorded: Exit
    silence: Exit | None
    seconds: float = 120.0


Waiting = Menu | Number | Voice
Step = Tell | Choose | Waiting


@dataclass(frozen=True, slots=True)
class Flow:
    """`facts`: what the app tells it, beside the common ones; `values`: what it may hand back with an outcome.

    in_room: 0 and * are the flow's own. otherwise: the outcome where nothing else fits (a position of an older
    version, keys without end).
    """

    name: str
    steps: Mapping[str, Step]
    first: str
    outcomes: tuple[str, ...]
    facts: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    in_room: bool = False
    otherwise: str = "human"


COMMON_FACTS = ("pace", "language", "speech", "no_keys")


def holds(when: str, facts: Mapping[str, object]) -> bool:
    return all(_one_holds(part, facts) for part in when.split())


def _one_holds(part: str, facts: Mapping[str, object]) -> bool:
    name, equals, value = part.removeprefix("!").partition("=")
    true = facts.get(name) == value if equals else bool(facts.get(name))
    return true is not part.startswith("!")


def facts_of(when: str) -> dict[str, set[str]]:
    """The facts a condition asks about, each with the values it compares them to."""
    asked: dict[str, set[str]] = {}
    for part in when.split():
        name, _, value = part.removeprefix("!").partition("=")
        asked.setdefault(name, set()).update({value} if value else ())
    return asked


def exits_of(step: Step) -> dict[str, Exit]:
    """Every way out of a step, by what leads there: "1", "silence", "any key", a condition…"""
    match step:
        case Tell(then=then):
            named: dict[str, Exit | None] = {"": then}
        case Choose(ways=ways, otherwise=otherwise):
            named = {**dict(ways), "otherwise": otherwise}
        case Number(then=then, silence=silence):
            named = {"number": then, "silence": silence}
        case Voice(recorded=recorded, silence=silence):
            named = {"recorded": recorded, "silence": silence}
        case Menu():
            named = {**step.choices, "any key": step.any_key, "wrong key": step.wrong, "silence": step.silence}
            named |= {"short sound": step.sound, "long sound": step.noise}
            named |= {f"label {kind}": exit_ for kind, exit_ in step.labels.items()}
    return {name: exit_ for name, exit_ in named.items() if exit_ is not None}
