"""A person on the telephone, for tests of flows: hears, presses, says, waits. All of it becomes a transcript.

There is no other way to step: the position goes through JSON between any two answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr_flows.catalogue import Catalogue
from ivr_flows.engine import Turn, resume, start
from ivr_flows.flows import FLOWS
from ivr_flows.instructions import (
    Ask,
    Digits,
    Instruction,
    Keys,
    Pause,
    Record,
    Say,
    Silence,
    Spoken,
    from_plain,
    is_complete,
    to_plain,
)
from ivr_flows.menu import Flow, FlowAnswer, Label

CATALOGUE = Catalogue()
COMMON: dict[str, object] = {"pace": 1, "language": "fr", "speech": True, "no_keys": False}

NOTHING = Silence()
YES = Spoken("oui", began=0.8, seconds=0.6)
ANNOUNCEMENT = Spoken("", began=0.5, seconds=9.0)
ALREADY_TALKING = Spoken("", began=-2.0, seconds=3.0)
MESSAGE = Spoken("", began=0.0, seconds=24.0)
HUMAN = Label("human")
MACHINE = Label("machine")


@dataclass
class PhoneCall:
    """One call through one flow."""

    flow: Flow
    facts: Mapping[str, object]
    flows: Mapping[str, Flow] = field(default_factory=lambda: FLOWS)
    catalogue: Catalogue = CATALOGUE
    lines: list[str] = field(default_factory=list)
    seen: list[tuple[str, FlowAnswer]] = field(default_factory=list)
    turn: Turn = field(init=False)

    def __post_init__(self) -> None:
        self._hears(start(self.flow, {**COMMON, **self.facts}, self.catalogue))

    @property
    def outcome(self) -> str | None:
        return self.turn.outcome

    @property
    def values(self) -> Mapping[str, str]:
        return self.turn.values

    @property
    def step(self) -> str:
        assert self.turn.position is not None
        return str(self.turn.position["step"])

    @property
    def question(self) -> Ask:
        """What the person is asked now."""
        last = self.turn.instructions[-1]
        assert isinstance(last, Ask)
        return last

    @property
    def heard(self) -> str:
        """All that was said in the last turn."""
        return " ".join(one.words.text for one in _all(self.turn.instructions) if isinstance(one, Say))

    def answers(self, *answers: FlowAnswer | str, **facts: object) -> PhoneCall:
        """Answer after answer; a text is keys."""
        for given in answers:
            answer = Digits(given) if isinstance(given, str) else given
            assert self.turn.position is not None, f"the flow has ended: {self.turn.outcome}"
            self.seen.append((self.step, answer))
            self.lines.append(f"  Person  {_done(answer)}")
            position = json.loads(json.dumps(self.turn.position))
            self._hears(resume(self.flows, position, answer, self.catalogue, facts))
        return self

    def transcript(self) -> str:
        return "\n".join(self.lines) + "\n"

    def _hears(self, turn: Turn) -> None:
        assert (turn.outcome is None) == is_complete(turn.instructions)
        assert from_plain(json.loads(json.dumps(to_plain(turn.instructions)))) == turn.instructions
        self.turn = turn
        name = "Allô  "
        for one in turn.instructions:
            for text in _told(one):
                self.lines.append(f"  {name}  {text}")
                name = "      "
        if turn.outcome is not None:
            values = "".join(f", {name} {value!r}" for name, value in turn.values.items())
            self.lines.append(f"  → {turn.outcome}{values}")


def _all(instructions: tuple[Instruction, ...]) -> list[Instruction]:
    return [part for one in instructions for part in (one.prompt if isinstance(one, Ask) else (one,))]


def _told(one: Instruction) -> list[str]:
    match one:
        case Say(words=words):
            return [f"« {words.text} »"]
        case Pause(seconds=seconds):
            return [f"({seconds:g} s of quiet)"]
        case Keys(digits=digits):
            return [f"sends the tones {digits}"]
        case Record(seconds=seconds):
            return [f"records, {seconds:g} s at most"]
        case Ask():
            said = [text for part in one.prompt for text in _told(part)]
            kind = "a key" if one.digits == 1 else f"up to {one.digits} keys, {one.gap:g} s between them"
            return [*said, f"waits {one.wait:g} s for {kind}{' or a voice' if one.speech else ''}"]
    return [type(one).__name__]


def _done(answer: FlowAnswer) -> str:
    match answer:
        case Digits(digits=digits):
            return f"presses {digits}"
        case Silence():
            return "does nothing"
        case Label(kind=kind):
            return f"is believed to be a {kind}"
    if answer == MESSAGE:
        return "speaks for 24 s"
    when = "was already talking" if answer.began < 0 else f"says {f'« {answer.text} »' if answer.text else 'something'}"
    return f"{when}, {answer.seconds:g} s"
