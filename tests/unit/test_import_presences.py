"""Presences in several passes, across midnight, and who they belong to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.association import Association

SEANCES = "date;heure;artiste;programmee_par;statut"
PRESENCES = "date;heure;appelant;arrivee;depart;a_parle"
HELD = [SEANCES, "2021-03-02;15:00;Anna;;tenue"]


@pytest.fixture
def association(tmp_path: Path) -> Association:
    return Association(tmp_path)


async def test_a_withheld_caller_met_again_is_filled_in(association: Association):
    await association.imports(seances=HELD, presences=[PRESENCES, "2021-03-02;15:00;masque;15:00;;"])
    whole = [PRESENCES, "2021-03-02;15:00;masque;15:00;15:30;oui"]
    for rows in (whole, whole, [PRESENCES, "2021-03-02;15:00;masque;15:00;;"]):
        await association.imports(presences=rows)
    (one,) = await association.holds("presences")
    assert (one.left_at, one.spoke) == (datetime(2021, 3, 2, 14, 30, tzinfo=UTC), True)


async def test_withheld_callers_that_came_together_stay_apart(association: Association):
    rows = ["2021-03-02;15:00;masque;15:00;15:30;", "2021-03-02;15:00;masque;15:00;15:40;"]
    await association.imports(seances=HELD, presences=[PRESENCES, *rows])
    before = await association.everything()
    await association.imports(presences=[PRESENCES, *rows])
    assert await association.everything() == before
    assert len(before["presences"]) == 2


@pytest.mark.parametrize(
    ("session", "arrival", "departure"),
    [
        ("22:30", "2021-03-02T23:10", "2021-03-03T00:05"),  # the session itself ends before midnight
        ("00:15", "2021-03-01T23:50", "2021-03-02T01:00"),
        ("15:00", "2021-03-02T10:00", "2021-03-02T19:30"),
    ],
)
async def test_a_stay_is_on_the_day_that_is_near_the_session(
    association: Association, session: str, arrival: str, departure: str
):
    await association.imports(
        seances=[SEANCES, f"2021-03-02;{session};Anna;;tenue"],
        presences=[PRESENCES, f"2021-03-02;{session};A;{arrival[-5:]};{departure[-5:]};"],
    )
    (sheet,) = (await association.attendance("2021-03-02"))["present"]
    assert sheet["stays"] == [{"from": f"{arrival}:00+01:00", "to": f"{departure}:00+01:00"}]


async def test_a_programmer_known_as_a_structure_later_is_one(association: Association):
    rows = [SEANCES, "2021-03-02;15:00;Anna;Le Foyer (75);tenue", "2021-03-04;15:00;Anna;le foyer;tenue"]
    await association.imports(seances=rows)
    await association.imports(structures=["nom;departement", "Le Foyer;75"])
    assert (await association.reports())["programming_structures"] == 1
    assert (await association.reports(programmed_by="LE FOYER (75)"))["sessions_held"] == 2


async def test_the_number_of_a_structure_is_registered_by_it(association: Association):
    structures = ["nom;departement;referent_telephone", "Le Foyer;75;01 99 00 00 01", "Le Foyer;69;"]
    rows = [PRESENCES, "2021-03-02;15:00;01 99 00 00 01;15:00;15:30;"]
    await association.imports(structures=structures, seances=HELD, presences=rows)
    assert (await association.reports(structure="Le Foyer (75)"))["connections"] == 1
    assert (await association.reports(structure="Le Foyer (69)"))["connections"] == 0
    (sheet,) = (await association.attendance("2021-03-02"))["present"]
    assert (sheet["name"], sheet["structure"]) == ("Le Foyer", "Le Foyer (75)")
