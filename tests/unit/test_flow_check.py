"""`allo flows check`: the flows as they are pass; each kind of fault is found in a flow broken on purpose."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ivr_flows.catalogue import Catalogue
from ivr_flows.check import Fault, check
from ivr_flows.draw import draw
from ivr_flows.flows import FLOWS
from ivr_flows.menu import Choose, End, Exit, Flow, Goto, Line, Menu, Number, Step, Tell, Tones
from ivr_flows.wording import keys_said, puts_option_first, seconds_of

IN = End("in")


def menu(text: str, *keys: str, silence: Exit | None = IN) -> Menu:
    return Menu((Line(text),), dict.fromkeys(keys, IN), silence)


def faults(
    steps: Mapping[str, Step], *texts: str, outcomes: tuple[str, ...] = ("in", "human"), in_room: bool = False
) -> str:
    """What the check says of a flow of these steps, the first of which begins; text n is "t.n"."""
    own = {f"t.{number}": text for number, text in enumerate(texts)}
    flow = Flow("test", steps, next(iter(steps)), outcomes, in_room=in_room, otherwise=outcomes[0])
    return "\n".join(str(fault) for fault in check({"test": flow}, Catalogue({"fr": own})))


GOOD = "Pour entrer, tapez un."


def test_the_flows_and_all_texts_of_the_house_pass() -> None:
    assert check(FLOWS, Catalogue()) == []


def test_a_sound_flow_passes() -> None:
    assert faults({"a": menu("t.0", "1")}, GOOD) == ""


def test_a_fourth_option_is_refused() -> None:
    three = "Pour A, tapez un. Pour B, tapez deux. Pour C, tapez trois. Pour parler à une personne, tapez zéro."
    four = f"{three} Pour D, tapez quatre."
    assert faults({"a": menu("t.0", "1", "2", "3")}, three) == ""
    assert "4 choix sont dits, 3 au plus" in faults({"a": menu("t.0", "1", "2", "3", "4")}, four)


def test_options_that_are_never_heard_together_are_not_added_up() -> None:
    lines = (Line("t.0"), Line("t.1", "speech"), Line("t.2", "!speech"))
    step = Menu(lines, dict.fromkeys("1234", IN), IN)
    texts = ("Pour A, tapez un. Pour B, tapez deux.", "Pour C, tapez trois.", "Pour D, tapez quatre.")
    assert faults({"a": step}, *texts) == ""


def test_a_key_that_is_said_must_lead_somewhere() -> None:
    assert "touches dites qui ne mènent nulle part : 2" in faults({"a": menu("t.0", "1")}, "Pour entrer, tapez deux.")


def test_silence_must_be_handled() -> None:
    assert "le silence n'est pas prévu" in faults({"a": menu("t.0", "1", silence=None)}, GOOD)


def test_silence_must_lead_out() -> None:
    steps = {"a": menu("t.0", "1", silence=Goto("b")), "b": menu("t.0", "1", silence=Goto("a"))}
    assert "test.b : le silence y tourne en rond" in faults(steps, GOOD)


def test_a_dead_end_is_found() -> None:
    steps: dict[str, Step] = {"a": Choose((("speech", Goto("b")),), IN), "b": Tell((), Goto("b"))}
    assert "test.b : impasse" in faults(steps, outcomes=("in",))


def test_a_step_nobody_gets_to_is_found() -> None:
    assert "test.b : aucun chemin n'y mène" in faults({"a": menu("t.0", "1"), "b": menu("t.0", "1")}, GOOD)


def test_a_way_to_nowhere_is_found() -> None:
    assert "« 1 » mène à une étape inconnue, « x »" in faults({"a": Menu((Line("t.0"),), {"1": Goto("x")}, IN)}, GOOD)


def test_outcomes_are_those_announced() -> None:
    wrong = faults({"a": menu("t.0", "1")}, GOOD, outcomes=("human", "bye"))
    assert "finit par « in », qui n'est pas annoncé" in wrong
    assert "annonce « bye », où rien ne mène" in wrong


def test_outside_the_room_there_is_always_a_way_to_a_human() -> None:
    assert "finit par « human », qui n'est pas annoncé" in faults({"a": menu("t.0", "1")}, GOOD, outcomes=("in",))


def test_values_are_those_announced() -> None:
    assert "donne la valeur « x »" in faults({"a": Tell((), End("in", (), {"x": "1"}))}, outcomes=("in",))


def test_in_the_room_every_key_is_handled() -> None:
    wrong = faults({"a": menu("t.0", "1")}, GOOD, outcomes=("in",), in_room=True)
    assert "touches non prévues : * 0 2 3 4 5 6 7 8 9" in wrong


def test_a_key_no_telephone_has_is_refused() -> None:
    assert "touches qui n'existent pas : #" in faults({"a": menu("t.0", "1", "#")}, GOOD)


def test_who_listens_must_know_what_to_do_with_a_sound() -> None:
    step = Menu((Line("t.0"),), {"1": IN}, IN, listens="speech")
    assert "sans prévoir le son court et le son long" in faults({"a": step}, GOOD)


def test_no_tones_while_somebody_is_asked() -> None:
    assert "tonalités" in faults({"a": Menu((Tones("speech"),), {"1": IN}, IN)})


def test_a_text_is_there_in_every_language() -> None:
    assert "le texte « t.1 » manque (fr)" in faults({"a": menu("t.1", "1")}, GOOD)
    flow = Flow("test", {"a": menu("t.0", "1")}, "a", ("in", "human"))
    english = check({"test": flow}, Catalogue({"fr": {"t.0": GOOD}, "en": {}}))
    assert Fault("test.a", "le texte « t.0 » manque (en)") in english


def test_a_text_asks_for_known_values_only() -> None:
    assert "demande une valeur inconnue : nom" in faults({"a": menu("t.0", "1")}, "Bonjour {nom}.")


def test_a_condition_is_about_known_facts_only() -> None:
    said, chosen = Tell((Line("t.0", "raining"),), IN), Choose((("!raining=hard", IN),), IN)
    told = Tell((), End("in", (), {"weather": "$raining"}))
    for step in (said, chosen, told):
        assert "demande un fait inconnu : raining" in faults({"a": step}, "Il pleut.", outcomes=("in",))


def test_digits_are_refused() -> None:
    assert "t.0 (fr) : des chiffres" in faults({"a": menu("t.0", "1")}, "À 15 heures.")


def test_the_option_comes_before_its_key() -> None:
    assert "dire le choix avant sa touche" in faults({"a": menu("t.0", "1")}, "Tapez un pour entrer.")


def test_a_prompt_is_at_most_fifteen_seconds() -> None:
    long = "Une phrase qui dure un peu. " * 8
    assert "t.0 (fr) : dure 16 s, 15 s au plus" in faults({"a": menu("t.0", "1")}, long)


def test_what_is_heard_in_one_go_is_at_most_fifteen_seconds() -> None:
    half = "Une phrase qui dure un peu. " * 4
    step = Number((Line("t.0"), Line("t.1")), "n", 2, IN, IN)
    assert "test.a : dure 16 s, 15 s au plus" in faults({"a": step}, half, half)


def test_a_welcome_is_at_most_eight_seconds() -> None:
    flow = Flow("welcome", {"hello": Tell((Line("t.0"),), IN)}, "hello", ("in",), otherwise="in")
    long = Catalogue({"fr": {"t.0": "Une phrase qui dure un peu. " * 5}})
    assert Fault("welcome.hello", "dure 10 s, 8 s au plus (fr)") in check({"welcome": flow}, long)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Pour écouter le programme, tapez deux.", ("2",)),
        ("Pour répondre, appuyez sur un.", ("1",)),
        ("Pour demander la parole, tapez étoile, puis un.", ("*",)),
        ("Pour répondre, tapez le nombre.", ()),
        ("Pour entrer, tapez un nombre.", ()),
        ("Vous m'entendez ? Dites oui, ou appuyez sur une touche.", ()),
    ],
)
def test_keys_are_heard_in_a_text(text: str, keys: tuple[str, ...]) -> None:
    assert keys_said(text) == keys
    assert puts_option_first(text)


def test_the_time_a_text_takes_counts_its_values() -> None:
    assert seconds_of("La séance : {when}.") == pytest.approx(53 / 14)


def test_a_flow_can_be_drawn() -> None:
    drawn = draw(FLOWS["between_sessions"])
    assert drawn.startswith("flowchart TD\n    start(( )) --> step_hello\n")
    assert '    step_options -->|"2"| step_programme\n' in drawn
    assert '    step_options -->|"0"| end_human\n' in drawn


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.name)
def test_every_flow_is_drawn_whole(flow: Flow) -> None:
    drawn = draw(flow)
    assert all(f"step_{step}" in drawn for step in flow.steps)
    assert all(f"end_{outcome}((" in drawn for outcome in flow.outcomes)
