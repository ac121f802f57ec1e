"""Whatever somebody does, and with whatever facts: no flow fails, and silence always leads out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr_flows.flows import FLOWS
from ivr_flows.instructions import Ask
from ivr_flows.menu import Flow, FlowAnswer
from tests.flows.phone_call import (
    ALREADY_TALKING,
    ANNOUNCEMENT,
    HUMAN,
    MACHINE,
    MESSAGE,
    NOTHING,
    YES,
    PhoneCall,
)

LONGEST_SILENCE = 8  # answers of silence; then every flow has ended

flows = st.sampled_from(list(FLOWS.values()))
done = st.one_of(
    st.sampled_from([NOTHING, YES, ANNOUNCEMENT, ALREADY_TALKING, MESSAGE, HUMAN, MACHINE]),
    st.text("0123456789*#", min_size=1, max_size=8),
)
fact = st.sampled_from([None, False, True, "", "Jeanne", "guest", "open", "closed", "registered", "nobody", "removed"])


@st.composite
def calls(draw: st.DrawFn) -> PhoneCall:
    flow = draw(flows)
    facts: dict[str, object] = {name: draw(fact) for name in flow.facts if name != "usual"}
    facts |= {"pace": draw(st.integers(1, 3)), "speech": draw(st.booleans()), "no_keys": draw(st.booleans())}
    return PhoneCall(flow, {**facts, "usual": draw(st.none() | st.integers(1, 99))})


@given(calls(), st.lists(done, max_size=50))
def test_no_answer_breaks_a_call(call: PhoneCall, answers: list[FlowAnswer | str]) -> None:
    for answer in answers:
        if call.outcome is None:
            call.answers(answer)
    assert call.outcome is None or call.outcome in call.flow.outcomes
    assert set(call.values) <= set(call.flow.values)


@given(calls(), st.lists(done, max_size=10))
def test_silence_leads_out_of_everything(call: PhoneCall, answers: list[FlowAnswer | str]) -> None:
    for answer in [*answers, *[NOTHING] * LONGEST_SILENCE]:
        if call.outcome is None:
            call.answers(answer)
    assert call.outcome in call.flow.outcomes


@given(calls(), st.lists(done, max_size=10))
def test_outside_the_room_zero_leads_to_a_human(call: PhoneCall, answers: list[FlowAnswer | str]) -> None:
    for answer in answers:
        if call.outcome is None:
            call.answers(answer)
    if call.outcome is None and not call.flow.in_room and call.flow.name not in ("duty", "machine", "message"):
        assert call.answers("0").outcome == "human" or len(call.seen) > 40


@pytest.mark.parametrize("name", ["card", "host_card", "performer_card"])
def test_a_forgotten_card_is_over_in_twenty_five_seconds(name: str) -> None:
    call = PhoneCall(FLOWS[name], {"volume": True})
    seconds = 0.0
    while call.outcome is None:
        seconds += call.question.wait + len(call.heard) / 14
        call.answers(NOTHING)
    assert call.outcome == "back"
    assert seconds <= 25


@pytest.mark.parametrize("name", ["called", "staff_called", "news"])
def test_a_machine_is_never_proved_a_person(name: str) -> None:
    for noise in (ANNOUNCEMENT, ALREADY_TALKING):
        call = PhoneCall(FLOWS[name], {"name": "Jeanne"}).answers(NOTHING, noise)
        assert (call.outcome, call.values) == ("machine", {})


def test_a_person_who_is_asked_for_has_a_minute_to_come() -> None:
    call = PhoneCall(FLOWS["called"], {"ask_for": "madame Martin"})
    waits = [call.question.wait, call.answers(NOTHING).question.wait, call.answers(NOTHING).question.wait]
    assert sum(waits) == 60
    assert call.answers(NOTHING).step == "hello"


def test_a_label_heard_at_the_switchboard_says_nothing_of_the_person() -> None:
    call = PhoneCall(FLOWS["called"], {"ask_for": "madame Martin", "extension": "214"})
    assert call.answers(HUMAN, MACHINE).step == "request"


@given(st.sampled_from([flow for flow in FLOWS.values() if flow.in_room]))
def test_the_card_waits_for_its_digit_without_a_word(flow: Flow) -> None:
    assert PhoneCall(flow, {"pace": 2}).turn.instructions == (Ask((), 1, 8.0, 8.0),)
