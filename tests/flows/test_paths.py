"""The golden paths forget nothing: every key, silence, sound, prompt and outcome of every flow is on one of them."""

from __future__ import annotations

from functools import cache

import pytest

from ivr_flows.catalogue import Catalogue
from ivr_flows.flows import FLOWS
from ivr_flows.instructions import Digits, Silence, Spoken
from ivr_flows.menu import Flow, FlowAnswer, Label, Line, Menu, Number, Step, Voice, exits_of
from tests.flows.paths import PATHS
from tests.flows.phone_call import PhoneCall


@cache
def calls(flow: str) -> list[PhoneCall]:
    return [PhoneCall(FLOWS[flow], one.facts).answers(*one.answers) for one in PATHS if one.flow == flow]


def ways_of(flow: Flow, step: Step) -> set[str]:
    """What a person may do at a step."""
    if isinstance(step, Voice):
        return {"recorded", "silence"}
    if not isinstance(step, Menu | Number):
        return set()
    ours = set() if flow.in_room else {"0", "*"}
    return set(exits_of(step)) | ours


def way(step: Step, answer: FlowAnswer) -> str:
    """What a person did, in the same words."""
    match answer:
        case Silence():
            return "silence"
        case Label(kind=kind):
            return f"label {kind}"
        case Digits(digits=digits):
            return _way_of_keys(step, digits)
        case Spoken() if isinstance(step, Voice):
            return "recorded"
    return "short sound" if answer.began >= 0 and answer.seconds <= 4 else "long sound"


def _way_of_keys(step: Step, digits: str) -> str:
    if isinstance(step, Voice):
        return "recorded"
    if digits in exits_of(step) or digits in ("0", "*"):
        return digits
    return "number" if isinstance(step, Number) else "any key"


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.name)
def test_every_way_of_every_step_is_taken(flow: Flow) -> None:
    taken = {(step, way(flow.steps[step], answer)) for call in calls(flow.name) for step, answer in call.seen}
    there = {(name, one) for name, step in flow.steps.items() for one in ways_of(flow, step)}
    assert there - taken == set()


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.name)
def test_every_outcome_is_reached_and_every_path_has_one(flow: Flow) -> None:
    assert {call.outcome for call in calls(flow.name)} == set(flow.outcomes)


def test_every_text_of_the_flows_is_heard_on_some_path() -> None:
    lines = {line.key for flow in FLOWS.values() for step in flow.steps.values() for line in lines_of(step)}
    spoken = "\n".join(call.transcript() for flow in FLOWS for call in calls(flow))
    texts = Catalogue()
    assert [key for key in lines if "{" not in texts.text(key) and texts.text(key) not in spoken] == []


def test_no_flow_text_is_left_unused() -> None:
    lines = {line.key for flow in FLOWS.values() for step in flow.steps.values() for line in lines_of(step)}
    ours = {key for key in Catalogue().keys if key.split(".")[0] in FLOWS}
    assert ours - lines == set()


def lines_of(step: Step) -> list[Line]:
    prompt = getattr(step, "prompt", getattr(step, "lines", ()))
    said = (*prompt, *(one for exit_ in exits_of(step).values() for one in exit_.lines))
    return [one for one in said if isinstance(one, Line)]
