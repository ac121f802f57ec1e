"""Instructions and answers as plain JSON and back."""

from __future__ import annotations

import json

import pytest

from ivr_flows.instructions import (
    Answer,
    Ask,
    Digits,
    HangUp,
    Instruction,
    Join,
    Keys,
    Leave,
    Pause,
    Play,
    Record,
    Say,
    Silence,
    Spoken,
    Words,
    answer_from_plain,
    answer_to_plain,
    from_plain,
    is_complete,
    to_plain,
)

HELLO = Say(Words("Bonjour Jeanne.", "called.bonjour_name", fixed=False))


@pytest.mark.parametrize(
    "instructions",
    [
        (HELLO, Pause(1.0), Ask((HELLO, Play("chime"), Pause(0.5)), digits=8, wait=20.0, speech=True)),
        (Keys("214"), Join("room", muted=True, opens=False, star=False)),
        (Leave(), Record(90.0)),
        (HangUp(),),
    ],
)
def test_a_list_survives_json(instructions: tuple[Instruction, ...]) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(instructions)))) == instructions


@pytest.mark.parametrize("answer", [Digits("0*"), Silence(), Spoken("oui", -0.5, 2.0)])
def test_an_answer_survives_json(answer: Answer) -> None:
    assert answer_from_plain(json.loads(json.dumps(answer_to_plain(answer)))) == answer


@pytest.mark.parametrize("plain", ["Say", {"kind": "Shout"}, {"kind": "Say"}, {"kind": "Pause", "hours": 1}])
def test_anything_else_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match=r"not|neither"):
        from_plain([plain])


def test_an_answer_is_no_instruction() -> None:
    with pytest.raises(ValueError, match="out of place"):
        from_plain([answer_to_plain(Silence())])
    with pytest.raises(ValueError, match="out of place"):
        answer_from_plain(to_plain((HangUp(),))[0])


def test_a_list_ends_with_the_one_that_waits_or_ends() -> None:
    assert is_complete((HELLO, HangUp()))
    assert not is_complete((HELLO,))
    assert not is_complete((HangUp(), HangUp()))
    assert not is_complete(())
