"""One run of a flow, from an answer to the next wait: says the lines, follows the exits, builds the question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ivr_flows.catalogue import Catalogue
from ivr_flows.instructions import Ask, Instruction, Keys, Pause, Record, Say
from ivr_flows.menu import (
    FIRST_KEY,
    FIRST_KEY_AGAIN,
    NEXT_KEY,
    PRESSED,
    Choose,
    End,
    Exit,
    Flow,
    Goto,
    Line,
    Menu,
    Number,
    Quiet,
    Said,
    Tell,
    Tones,
    Voice,
    Waiting,
    holds,
)

MOST_STEPS = 30  # run through without waiting; more is a circle in the flow


class FlowError(Exception):
    """A flow that runs in a circle: a mistake of its author, which `check` finds first."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Waiting: complete instructions and a position. Ended: an outcome, and what still has to be said on the way."""

    instructions: tuple[Instruction, ...]
    position: dict[str, object] | None
    outcome: str | None
    values: Mapping[str, str]


@dataclass(slots=True)
class Run:
    """One run from an answer to the next wait."""

    flow: Flow
    catalogue: Catalogue
    facts: dict[str, object]
    values: dict[str, str] = field(default_factory=dict)
    step: str = ""
    tries: int = 0
    answers: int = 0
    pressed: str = ""
    said: list[Instruction] = field(default_factory=list)

    def enter(self, name: str, tries: int = 0) -> Turn:
        """Run from this step on until one waits or the flow ends."""
        for _ in range(MOST_STEPS):
            self.step, self.tries = name, tries
            step = self.flow.steps[name]
            if isinstance(step, Waiting):
                return self._wait(step)
            exit_ = self._passed(step)
            if isinstance(exit_, End):
                return self.follow(exit_)
            self._leave_by(exit_)
            name, tries = exit_.step, 0
        raise FlowError(f"flow {self.flow.name!r} runs in a circle at {name!r}")

    def follow(self, exit_: Exit) -> Turn:
        self._leave_by(exit_)
        if isinstance(exit_, Goto):
            return self.enter(exit_.step)
        return Turn(tuple(self.said), None, exit_.outcome, dict(self.values))

    def say(self, lines: Iterable[Said]) -> None:
        self.said.extend(self._spoken(lines))

    def _passed(self, step: Tell | Choose) -> Exit:
        if isinstance(step, Tell):
            self.say(step.lines)
            return step.then
        return next((way for when, way in step.ways if holds(when, self.facts)), step.otherwise)

    def _leave_by(self, exit_: Exit) -> None:
        for name, value in exit_.values.items():
            self.values[name] = self._value(value)
        self.say(exit_.lines)

    def _value(self, value: str) -> str:
        if value == PRESSED:
            return self.pressed
        if value.startswith("$"):
            fact = self.facts.get(value[1:])
            return "" if fact is None else str(fact)
        return value

    def _wait(self, step: Waiting) -> Turn:
        if isinstance(step, Voice):
            self.say(step.lines)
            self.said.append(Record(step.seconds))
        else:
            self.said.append(self._question(step))
        return Turn(tuple(self.said), self._position(), None, dict(self.values))

    def _question(self, step: Menu | Number) -> Ask:
        pace = float(str(self.facts.get("pace") or 1))
        wait = FIRST_KEY_AGAIN if self.tries and step.wait == FIRST_KEY else step.wait
        paced = wait if isinstance(step, Menu) and not step.paced else wait * pace
        prompt = tuple(one for one in self._spoken(step.prompt) if isinstance(one, Say | Pause))
        if isinstance(step, Number):
            return Ask(prompt, step.digits, paced, NEXT_KEY * pace)
        listens = step.listens is not None and holds(step.listens, self.facts)
        return Ask(prompt, 1, paced, NEXT_KEY * pace, listens)

    def _spoken(self, lines: Iterable[Said]) -> list[Instruction]:
        said = [one for one in lines if holds(one.when, self.facts)]
        return [self._instruction(one) for one in said]

    def _instruction(self, one: Said) -> Instruction:
        match one:
            case Quiet(seconds=seconds):
                return Pause(seconds)
            case Tones(fact=fact):
                return Keys(str(self.facts.get(fact) or ""))
            case Line(key=key):
                heard = {name: int(value) if value.isdecimal() else value for name, value in self.values.items()}
                language = str(self.facts.get("language") or "fr")
                return Say(self.catalogue.words(key, {**self.facts, **heard}, language))

    def _position(self) -> dict[str, object]:
        return {
            "flow": self.flow.name,
            "step": self.step,
            "tries": self.tries,
            "answers": self.answers,
            "values": dict(self.values),
            "facts": dict(self.facts),
        }
