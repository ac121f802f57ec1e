"""`allo attendance`: who was there, who was called and did not come, and why; corrections afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allo.app.correct_attendance import correct_attendance
from allo.domain.corrections import Correction, UnknownPresence, keep_corrections
from allo.domain.errors import UnknownSession
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState
from allo.domain.records import Mode, Presence
from tests.unit.association import Association
from tests.unit.strategies.facts import at, entry, fact, leaving

PRESENCES = "date;heure;appelant;arrivee;depart;mode;structure;effectif;a_parle"
NOW = datetime(2021, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
async def association(tmp_path: Path) -> Association:
    one = Association(tmp_path)
    rows = (
        "01 99 00 01 01;15:00;15:40;;;;oui",
        "01 99 00 01 01;15:42;16:00;;;;",
        "masque;15:05;;collectif;Le Foyer;7;",
    )
    await one.imports(
        structures=["nom;departement", "Le Foyer;75"],
        auditeurs=["prenom;nom;telephone", "Zoé;Petit;0199000101", "Paul;;0199000102"],
        seances=["date;heure;artiste;statut", "2021-03-02;15:00;Anna;tenue"],
        presences=[PRESENCES, *(f"2021-03-02;15:00;{row}" for row in rows)],
    )
    return one


async def test_the_keys_of_the_sheet(association: Association):
    sheet = await association.attendance("2021-03-02")
    assert (sheet["session"], sheet["called"]) == ("2021-03-02T15:00", [])
    assert sheet["present"] == [
        {
            "name": "Zoé Petit",
            "number": "+33199000101",
            "role": "listener",
            "mode": "individuel",
            "structure": None,
            "head_count": None,
            "spoke": True,
            "minutes": 60.0,
            "stays": [
                {"from": "2021-03-02T15:00:00+01:00", "to": "2021-03-02T15:40:00+01:00"},
                {"from": "2021-03-02T15:42:00+01:00", "to": "2021-03-02T16:00:00+01:00"},
            ],
        },
        {
            "name": None,
            "number": None,
            "role": "group",
            "mode": "collectif",
            "structure": "Le Foyer",
            "head_count": 7,
            "spoke": False,
            "minutes": None,
            "stays": [{"from": "2021-03-02T15:05:00+01:00", "to": None}],
        },
    ]


async def test_who_was_called_and_did_not_come(association: Association):
    attempt = Attempt(session=1, number="+33199000102", parties=("listener:2",), state=DialState.ENDED, sent_at=at(-5))
    async with association.store.write() as uow:
        await uow.attempts.add(replace(attempt, number_of=1, outcome=Outcome.BUSY, due=at(-5)))
        await uow.attempts.add(replace(attempt, number_of=2, outcome=Outcome.NO_ANSWER, due=at(-3)))
    assert (await association.attendance("2021-03-02T15:00"))["called"] == [
        {"name": "Paul", "number": "+33199000102", "outcome": "no_answer", "rings": 2, "reason": "pas de réponse"}
    ]


async def test_who_was_called_and_came(association: Association):
    attempt = Attempt(session=1, number="+33199000101", parties=("listener:1",), state=DialState.PLACED, sent_at=at(-5))
    async with association.store.write() as uow:
        await uow.attempts.add(attempt)
    (line,) = (await association.attendance("2021-03-02"))["called"]  # type: ignore[misc]
    assert (line["name"], line["outcome"], line["rings"], line["reason"]) == ("Zoé Petit", None, 1, None)


async def test_a_live_session_is_seen_while_it_is_under_way(association: Association):
    facts = [entry("a", 1, 2, caller="+33199000102", party="listener:2"), leaving("a", 1, 9), fact("human", "a", 1)]
    machine = entry("b", 1, 2, caller="+33199000103")
    async with association.store.write() as uow:
        for one in [*facts, machine]:
            await uow.facts.add(one)
    present = (await association.attendance("2021-03-02"))["present"]
    assert [one["name"] for one in present] == ["Zoé Petit", "Paul", None]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hier", "écrivez AAAA-MM-JJ ou AAAA-MM-JJTHH:MM"),
        ("2021-02-30", "écrivez AAAA-MM-JJ ou AAAA-MM-JJTHH:MM"),
        ("2021-03-03", "Les plus proches : 2021-03-02T15:00"),
    ],
)
async def test_a_session_that_is_not_there(association: Association, text: str, said: str):
    with pytest.raises(UnknownSession, match=said):
        await association.attendance(text)


async def test_a_day_with_two_sessions(association: Association):
    await association.imports(seances=["date;heure;artiste", "2021-03-02;17:00;Anna"])
    with pytest.raises(UnknownSession, match="2021-03-02T15:00, 2021-03-02T17:00"):
        await association.attendance("2021-03-02")
    assert (await association.attendance("2021-03-02T17:00"))["present"] == []


async def test_a_correction_is_for_all_stays_of_the_caller_and_leaves_a_trail(association: Association):
    correction = Correction(head_count=3, mode=Mode.COLLECTIVE, spoke=True)
    changed = await correct_attendance(association.store, 2, correction, who="Denise", now=NOW)
    assert {(one.mode, one.head_count, one.spoke, one.corrected_by) for one in changed} == {
        (Mode.COLLECTIVE, 3, True, "Denise")
    }
    (trail,) = await association.holds("trail")
    assert (trail.who, trail.at) == ("Denise", NOW)
    assert trail.data == {"head_count": [None, 3], "spoke": [None, True], "mode": ["individuel", "collectif"]}
    assert (await association.reports())["participants"] == 10


async def test_saying_nothing_new_leaves_no_trail(association: Association):
    await correct_attendance(association.store, 3, Correction(head_count=7), who="Denise", now=NOW)
    assert await association.holds("trail") == []
    with pytest.raises(UnknownPresence):
        await correct_attendance(association.store, 99, Correction(head_count=7), who="Denise", now=NOW)


def test_a_correction_outlives_facts_that_arrive_later():
    stored = Presence(
        id=7, caller="+33199000101", stay="a.1", head_count=4, mode=Mode.COLLECTIVE, corrected_by="Denise"
    )
    fresh = [replace(stored, id=0, head_count=9, corrected_by=""), replace(stored, id=0, stay="b.1", corrected_by="")]
    kept = keep_corrections(fresh, [stored])
    assert [(one.id, one.head_count, one.corrected_by) for one in kept] == [(7, 4, "Denise"), (0, 4, "Denise")]
