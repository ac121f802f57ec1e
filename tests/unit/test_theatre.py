"""The demo as a play: names that bend, what belongs together on one line, headings from what is announced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from allo.commands.incidents import incidents
from allo.commands.stage_words import broken, line_of
from allo.commands.theatre import Beat, Theatre, headings
from allo.telephony.simulator.acts import Act, Deed
from allo.telephony.simulator.kinds import KINDS
from allo.telephony.simulator.script_words import of, to, worded
from ivr_flows.catalogue import Catalogue

THREE = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)


class Stage:
    """Acts go in, lines of the play come out."""

    def __init__(self) -> None:
        self.beats: list[Beat] = []
        self.theatre = Theatre(self.beats.append, headings(Catalogue()))

    def act(
        self, deed: Deed, who: str = "", text: str = "", *, at: float = 0, detail: str = "", call: str = ""
    ) -> Stage:
        room = "" if deed in (Deed.CALLS, Deed.PICKS_UP, Deed.HEARS) else "salle"
        self.theatre(Act(THREE + timedelta(seconds=at), deed, call or who, who, "+33199000011", text, room, detail))
        return self

    def lines(self) -> list[str]:
        self.theatre.flush()
        return [line_of(beat).plain for beat in self.beats]


@pytest.mark.parametrize(
    ("name", "with_a", "with_de"),
    [
        ("Jeanne", "à Jeanne", "de Jeanne"),
        ("André", "à André", "d'André"),
        ("Hugo", "à Hugo", "d'Hugo"),
        ("Hassan", "à Hassan", "de Hassan"),
        ("Le café du mardi", "au café du mardi", "du café du mardi"),
        ("Les voisins", "aux voisins", "des voisins"),
        ("L'atelier mémoire", "à l'atelier mémoire", "de l'atelier mémoire"),
        ("Leïla", "à Leïla", "de Leïla"),
    ],
)
def test_names_bend(name: str, with_a: str, with_de: str) -> None:
    assert (to(name), of(name)) == (with_a, with_de)


def test_a_couple_on_one_line_is_in_the_plural() -> None:
    assert worded("{who}|décroche<nt>", ["Simone et Marcel"]) == "Simone et Marcel|décrochent"
    assert worded("{who}|<sort/sortent>", ["Jeanne"]) == "Jeanne|sort"


def test_what_one_is_told_in_one_go_is_one_speech() -> None:
    stage = Stage().act(Deed.HEARS, "Jeanne", "Bonjour Jeanne.").act(Deed.HEARS, "Paul", "Bonjour Paul.", at=1)
    stage.act(Deed.HEARS, "Jeanne", "Restez en ligne.", at=2)
    assert stage.lines() == ["ALLÔ, à Jeanne. — Bonjour Jeanne. Restez en ligne.", "ALLÔ, à Paul. — Bonjour Paul."]


def test_what_many_live_through_is_one_line_but_never_out_of_order() -> None:
    stage = (
        Stage().act(Deed.PICKS_UP, "Jeanne").act(Deed.SAYS, "Jeanne", "Allô ?", at=1).act(Deed.PICKS_UP, "Paul", at=2)
    )
    assert stage.lines() == ["Jeanne et Paul décrochent.", "JEANNE. — Allô ?"]
    stage = Stage().act(Deed.MUTED, "Jeanne").act(Deed.UNMUTED, "Jeanne", at=1).act(Deed.MUTED, "Jeanne", at=2)
    assert len(stage.lines()) == 3


def test_a_floor_that_passes_is_one_line() -> None:
    stage = Stage().act(Deed.UNMUTED, "André").act(Deed.MUTED, "Yvette")
    assert stage.lines() == ["Allô ouvre le micro d'André et ferme celui d'Yvette."]


def test_the_microphones_of_many_are_counted() -> None:
    stage = Stage()
    for number in range(11):
        stage.act(Deed.MUTED, f"Personne {number}")
    assert stage.lines() == ["Allô ferme les micros des onze lignes."]


def test_a_voice_says_whether_it_is_heard() -> None:
    stage = Stage().act(Deed.ENTERS, "Jeanne", detail="muet").act(Deed.SAYS, "Jeanne", "Bonjour !", at=5)
    assert stage.lines()[-1] == "JEANNE, micro fermé. — Bonjour !"


def test_who_is_put_through_is_named_with_the_switchboard_once() -> None:
    stage = Stage().act(Deed.SAYS, "Le standard", "Résidence, bonjour.", call="c")
    stage.act(Deed.SAYS, "Lucienne", "Allô ?", at=20, call="c").act(Deed.SAYS, "Lucienne", "Oui.", at=30, call="c")
    assert stage.lines()[1:] == ["LUCIENNE, par le standard. — Allô ?", "LUCIENNE. — Oui."]


def test_headings_come_from_what_is_announced() -> None:
    stage = Stage().act(Deed.CALLS, "Jeanne").act(Deed.CALLS, "Paul", at=1)
    stage.act(Deed.ANNOUNCED, text=Catalogue().words("room.performance").text, at=60)
    stage.lines()
    assert [beat.heading for beat in stage.beats if beat.heading] == ["Avant l'heure", "L'œuvre"]


def test_company_while_waiting_is_printed_once() -> None:
    stage = Stage()
    for at in (0, 30, 60):
        stage.act(Deed.TOLD, "Nadège", "La salle ouvre bientôt.", at=at)
    assert len(stage.lines()) == 1


def test_lines_are_broken_as_french_wants() -> None:
    line = line_of(Beat(THREE, Deed.SAYS, {"c": "Paul"}, {"c": ""}, "Vous êtes encore au bout du fil ?", "", "", 1))
    assert [part.plain for part in broken(line, 35)] == ["PAUL. — Vous êtes encore au bout du", "fil ?"]


@pytest.mark.parametrize("seed", range(20))
def test_each_run_has_its_own_incidents(seed: int) -> None:
    numbers = [f"+3319900{number:04}" for number in range(10)]
    drawn = incidents(Random(seed), numbers, rotary=False)
    assert len(set(drawn.values())) == len(drawn) == 4
    assert set(drawn.values()) <= set(KINDS)
