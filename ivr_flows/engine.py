"""Runs a flow until it must wait: `start`, then `resume` with each answer. Pure: no clock, no I/O, no chance.

A position is plain JSON, so that a process may die at any line and another goes on with the call.
"""

from __future__ import annotations

from collections.abc import Mapping

from ivr_flows.catalogue import Catalogue
from ivr_flows.instructions import Digits, Spoken
from ivr_flows.menu import End, Flow, FlowAnswer, Label, Line, Menu, Number, Quiet, Voice, Waiting
from ivr_flows.running import FlowError, Run, Turn

__all__ = ["FlowError", "Turn", "resume", "start", "takes_label"]

MOST_ANSWERS = 40  # given to one flow; then its `otherwise`
MOST_FAILURES = 2  # wrong keys at one step, before it goes on as after silence
LONGEST_YES = 4.0  # seconds; a sound that lasts longer is no answer but an announcement

HUMAN = End("human", (Quiet(), Line("common.noted")))
WRONG = Line("common.wrong")


def start(flow: Flow, facts: Mapping[str, object], catalogue: Catalogue) -> Turn:
    return Run(flow, catalogue, dict(facts)).enter(flow.first)


def resume(
    flows: Mapping[str, Flow],
    position: Mapping[str, object],
    answer: FlowAnswer,
    catalogue: Catalogue,
    facts: Mapping[str, object] | None = None,
) -> Turn:
    """Go on with an answer; `facts` replace those of the same name."""
    run = _restore(flows, position, catalogue, facts or {})
    step = run.flow.steps.get(run.step)
    if not isinstance(step, Waiting) or run.answers > MOST_ANSWERS:
        return run.follow(End(run.flow.otherwise))
    if isinstance(answer, Label):
        return _hear_label(run, step, answer)
    if isinstance(answer, Digits):
        return _take_keys(run, step, answer.digits.rstrip("#") or answer.digits)
    if isinstance(answer, Spoken):
        return _hear_sound(run, step, answer)
    return _hear_nothing(run, step)


def takes_label(flows: Mapping[str, Flow], position: Mapping[str, object], label: Label) -> bool:
    """True where this detector's label would lead somewhere: elsewhere it changes nothing and need not be told."""
    step = flows[str(position["flow"])].steps.get(str(position["step"]))
    return isinstance(step, Menu) and label.kind in step.labels


# --- answers -----------------------------------------------------------------------------------------------------


def _take_keys(run: Run, step: Waiting, keys: str) -> Turn:
    run.pressed = keys
    if isinstance(step, Voice):
        return run.follow(step.recorded)
    if isinstance(step, Menu) and keys in step.choices:
        return run.follow(step.choices[keys])
    if not run.flow.in_room and keys in ("0", "*"):
        return run.follow(HUMAN) if keys == "0" else run.enter(run.step, tries=run.tries)
    if isinstance(step, Number):
        return _take_number(run, step, keys)
    if step.any_key is not None:
        return run.follow(step.any_key)
    return run.follow(step.wrong) if step.wrong is not None else _fail(run, step)


def _take_number(run: Run, step: Number, keys: str) -> Turn:
    good = keys.isdecimal() and (len(keys) == step.digits if step.whole else int(keys) > 0)
    if not good:
        return _fail(run, step)
    run.values[step.name] = keys if step.whole else str(int(keys))
    return run.follow(step.then)


def _fail(run: Run, step: Waiting) -> Turn:
    """A kind word and once more; the second time the call goes on as after silence."""
    if run.tries + 1 >= MOST_FAILURES:
        return run.follow(step.silence or End(run.flow.otherwise))
    run.say((Quiet(), WRONG))
    return run.enter(run.step, tries=run.tries + 1)


def _hear_nothing(run: Run, step: Waiting) -> Turn:
    if not isinstance(step, Voice) and run.tries + 1 < step.says:
        return run.enter(run.step, tries=run.tries + 1)
    return run.follow(step.silence or End(run.flow.otherwise))


def _hear_sound(run: Run, step: Waiting, sound: Spoken) -> Turn:
    if isinstance(step, Voice):
        return run.follow(step.recorded)
    if not isinstance(step, Menu) or step.sound is None or step.noise is None:
        return _hear_nothing(run, step)
    is_answer = sound.began >= 0 and sound.seconds <= LONGEST_YES
    return run.follow(step.sound if is_answer else step.noise)


def _hear_label(run: Run, step: Waiting, label: Label) -> Turn:
    if isinstance(step, Menu) and label.kind in step.labels:
        return run.follow(step.labels[label.kind])
    return run.enter(run.step, tries=run.tries)


def _restore(
    flows: Mapping[str, Flow], position: Mapping[str, object], catalogue: Catalogue, facts: Mapping[str, object]
) -> Run:
    return Run(
        flows[str(position["flow"])],
        catalogue,
        {**_table(position["facts"]), **facts},
        {name: str(value) for name, value in _table(position["values"]).items()},
        str(position["step"]),
        int(str(position["tries"])),
        int(str(position.get("answers", 0))) + 1,
    )


def _table(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, Mapping) else {}
