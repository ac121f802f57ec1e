"""The flow engine: run until it must wait, whatever is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivr_flows.catalogue import Catalogue
from ivr_flows.engine import MOST_ANSWERS, FlowError, Turn, resume, start, takes_label
from ivr_flows.flows import FLOWS
from ivr_flows.instructions import Ask, Digits, Pause, Say, Silence, Spoken
from ivr_flows.menu import Choose, End, Flow, Goto, Label, Line, Menu, Number, Quiet, Tell, holds

TEXTS = Catalogue({"fr": {"test.hello": "Bonjour.", "test.menu": "Pour entrer, tapez un."}})
MENU = Menu((Line("test.menu"),), {"1": End("in", (Quiet(),), {"by": "$key"})}, silence=End("out"))
FLOW = Flow("test", {"menu": MENU}, "menu", outcomes=("in", "out", "human"), values=("by",))


def begin(flow: Flow = FLOW, **facts: object) -> Turn:
    return start(flow, facts, TEXTS)


def then(turn: Turn, *answers: Digits | Silence | Spoken | Label, flow: Flow = FLOW) -> Turn:
    for answer in answers:
        assert turn.position is not None
        turn = resume({"test": flow}, turn.position, answer, TEXTS)
    return turn


def asked(turn: Turn) -> Ask:
    last = turn.instructions[-1]
    assert isinstance(last, Ask)
    return last


def texts(turn: Turn) -> list[str]:
    return [one.words.text for one in turn.instructions if isinstance(one, Say)]


def test_it_waits_with_a_question_and_a_plain_position() -> None:
    turn = begin(pace=1)
    assert asked(turn).prompt[0] == Say(TEXTS.words("test.menu"))
    assert turn.position is not None
    assert {name: turn.position[name] for name in ("flow", "step")} == {"flow": "test", "step": "menu"}
    assert turn.position["facts"] == {"pace": 1}


def test_a_key_that_leads_out_ends_it_with_what_still_has_to_be_said() -> None:
    turn = then(begin(), Digits("1"))
    assert (turn.outcome, turn.position, turn.values) == ("in", None, {"by": "1"})
    assert turn.instructions == (Pause(1.0),)


def test_a_wrong_key_is_said_kindly_once_then_it_goes_on_as_after_silence() -> None:
    turn = then(begin(), Digits("5"))
    assert texts(turn) == ["Pardon, je n'ai pas bien compris. On recommence."]
    assert then(turn, Digits("5")).outcome == "out"


def test_zero_is_a_human_and_star_repeats() -> None:
    assert then(begin(), Digits("0")).outcome == "human"
    assert asked(then(begin(), Digits("*"), Digits("*"), Digits("*"))) == asked(begin())


def test_in_the_room_zero_and_star_are_the_flows_own() -> None:
    flow = replace(FLOW, in_room=True)
    turn = then(begin(flow), Digits("0"), flow=flow)
    assert turn.outcome is None
    assert then(turn, Digits("*"), flow=flow).outcome == "out"


def test_a_hash_after_a_key_is_forgiven() -> None:
    assert then(begin(), Digits("1#")).outcome == "in"


def test_the_pace_of_a_person_multiplies_the_waits() -> None:
    assert (asked(begin(pace=1)).wait, asked(begin(pace=1)).gap) == (10, 4)
    assert (asked(begin(pace=3)).wait, asked(begin(pace=3)).gap) == (30, 12)


def test_the_second_time_there_is_a_little_more_time() -> None:
    flow = replace(FLOW, steps={"menu": replace(MENU, says=2)})
    turn = then(begin(flow), Silence(), flow=flow)
    assert asked(turn).wait == 12
    assert then(turn, Silence(), flow=flow).outcome == "out"


def test_a_voice_where_none_was_asked_for_is_silence() -> None:
    assert then(begin(), Spoken("oui")).outcome == "out"


def test_a_label_changes_nothing_where_the_flow_does_not_ask_for_it() -> None:
    turn = begin()
    assert turn.position is not None
    assert not takes_label({"test": FLOW}, turn.position, Label("machine"))
    assert then(turn, Label("machine")).position is not None


def test_a_label_counts_only_before_a_key_was_pressed() -> None:
    turn = start(FLOWS["called"], {"speech": True}, TEXTS)
    assert turn.position is not None
    assert takes_label(FLOWS, turn.position, Label("machine"))
    again = resume(FLOWS, turn.position, Digits("*"), TEXTS)
    assert again.position is not None
    assert not takes_label(FLOWS, again.position, Label("machine"))


def test_new_facts_replace_old_ones() -> None:
    turn = begin(pace=1)
    assert turn.position is not None
    assert asked(resume({"test": FLOW}, turn.position, Digits("*"), TEXTS, {"pace": 2})).wait == 20


def test_a_count_is_understood_and_a_code_is_kept_as_typed() -> None:
    count = Flow("test", {"ask": Number((), "n", 2, End("in"), End("out"))}, "ask", ("in", "out"), values=("n",))
    code = replace(count, steps={"ask": Number((), "n", 4, End("in"), End("out"), whole=True)})
    assert then(begin(count), Digits("05"), flow=count).values == {"n": "5"}
    assert then(begin(code), Digits("0042"), flow=code).values == {"n": "0042"}
    assert then(begin(code), Digits("42"), Digits("4*2"), flow=code).outcome == "out"


def test_keys_without_end_lead_where_nothing_else_fits() -> None:
    turn = then(begin(), *[Digits("*")] * MOST_ANSWERS)
    assert turn.outcome is None
    assert then(turn, Digits("*")).outcome == "human"


def test_a_position_of_an_older_version_does_not_end_the_call_in_silence() -> None:
    old = {"flow": "test", "step": "gone", "tries": 0, "values": {}, "facts": {}}
    assert resume({"test": FLOW}, old, Digits("1"), TEXTS).outcome == "human"


def test_a_flow_that_runs_in_a_circle_is_an_error() -> None:
    circle = Flow("test", {"a": Tell((), Goto("b")), "b": Choose((), Goto("a"))}, "a", outcomes=())
    with pytest.raises(FlowError, match="circle"):
        begin(circle)


@pytest.mark.parametrize(
    ("when", "true"),
    [
        ("", True),
        ("on", True),
        ("off", False),
        ("!off", True),
        ("!never_told", True),
        ("who=guest", True),
        ("!who=guest", False),
        ("on who=known", False),
        ("on !who=known", True),
    ],
)
def test_conditions(when: str, true: bool) -> None:
    assert holds(when, {"on": 1, "off": "", "who": "guest"}) is true
