"""Proves flows and their words: no dead end, every key and silence handled, each prompt in each language, few options.

The shape is proved here, the words in check_words.py. What both say is French: people read it who write the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ivr_flows.catalogue import Catalogue
from ivr_flows.check_words import text_faults, word_faults
from ivr_flows.engine import HUMAN
from ivr_flows.menu import Choose, End, Exit, Flow, Goto, Menu, Number, Step, Tell, Tones, Waiting, exits_of

KEYS = "0123456789*"

Ways = Callable[[Step], dict[str, Exit]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a flow and its step, or a text's key."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where} : {self.what}"


def check(flows: Mapping[str, Flow], catalogue: Catalogue) -> list[Fault]:
    """All faults of all flows and of every text; none means that they may be heard."""
    faults = [fault for flow in flows.values() for fault in _check_flow(flow, catalogue)]
    return [*faults, *(Fault(key, what) for key, what in text_faults(catalogue))]


def _check_flow(flow: Flow, catalogue: Catalogue) -> Iterator[Fault]:
    yield from (Fault(flow.name, what) for what in _outcome_faults(flow))
    for name, step in flow.steps.items():
        for what in (
            *_way_faults(flow, name, step),
            *_step_faults(flow, step),
            *word_faults(flow, name, step, catalogue),
        ):
            yield Fault(f"{flow.name}.{name}", what)


def _outcome_faults(flow: Flow) -> Iterator[str]:
    if flow.first not in flow.steps:
        yield f"commence par une étape inconnue, « {flow.first} »"
    exits = [exit_ for step in flow.steps.values() for exit_ in exits_of(step).values()]
    reached = {exit_.outcome for exit_ in exits if isinstance(exit_, End)}
    if not flow.in_room and any(_offers_human(step) for step in flow.steps.values()):
        reached.add(HUMAN.outcome)
    for outcome in sorted((reached | {flow.otherwise}) - set(flow.outcomes)):
        yield f"finit par « {outcome} », qui n'est pas annoncé"
    for outcome in sorted(set(flow.outcomes) - reached):
        yield f"annonce « {outcome} », où rien ne mène"
    for value in sorted({name for exit_ in exits for name in exit_.values} - set(flow.values)):
        yield f"donne la valeur « {value} », qui n'est pas annoncée"


def _offers_human(step: Step) -> bool:
    """Outside the room, 0 is a human at every question unless the step takes the key itself."""
    return isinstance(step, Number) or (isinstance(step, Menu) and "0" not in step.choices)


def _way_faults(flow: Flow, name: str, step: Step) -> Iterator[str]:
    for by, exit_ in exits_of(step).items():
        if isinstance(exit_, Goto) and exit_.step not in flow.steps:
            yield f"« {by} » mène à une étape inconnue, « {exit_.step} »"
    if name not in _reached(flow, [flow.first], exits_of):
        yield "aucun chemin n'y mène"
    beyond = _reached(flow, [name], exits_of)
    if not any(isinstance(exit_, End) for one in beyond for exit_ in exits_of(flow.steps[one]).values()):
        yield "impasse : aucun chemin n'en sort"
    elif name in _reached(flow, _next(_silent(step)), _silent):
        yield "le silence y tourne en rond"


def _reached(flow: Flow, begin: list[str], ways: Ways) -> set[str]:
    """The steps that can be reached from these, themselves included."""
    reached: set[str] = set()
    ahead = list(begin)
    while ahead:
        name = ahead.pop()
        if name in flow.steps and name not in reached:
            reached.add(name)
            ahead.extend(_next(ways(flow.steps[name])))
    return reached


def _next(exits: dict[str, Exit]) -> list[str]:
    return [exit_.step for exit_ in exits.values() if isinstance(exit_, Goto)]


def _silent(step: Step) -> dict[str, Exit]:
    """Where somebody who does nothing gets to."""
    if isinstance(step, Tell | Choose):
        return exits_of(step)
    return {"silence": step.silence} if step.silence is not None else {}


def _step_faults(flow: Flow, step: Step) -> Iterator[str]:
    if isinstance(step, Waiting) and step.silence is None:
        yield "le silence n'est pas prévu"
    if not isinstance(step, Menu):
        return
    if wrong := sorted(set(step.choices) - set(KEYS)):
        yield f"touches qui n'existent pas : {' '.join(wrong)}"
    if flow.in_room and step.any_key is None and step.wrong is None and (lost := set(KEYS) - set(step.choices)):
        yield f"touches non prévues : {' '.join(sorted(lost))}"
    if step.listens is not None and (step.sound is None or step.noise is None):
        yield "attend une voix, sans prévoir le son court et le son long"
    if any(isinstance(one, Tones) for one in step.prompt):
        yield "des tonalités ne peuvent pas être envoyées pendant une question"
