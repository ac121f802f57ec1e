"""One cell, one value; a refusal names the value and the reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from allo.app.importing import cells
from allo.app.importing.cells import BadCell
from allo.app.importing.tables import Cell
from allo.domain.sessions import Status


@pytest.mark.parametrize("cell", ["2021-03-02", "02/03/2021", "2/3/2021", date(2021, 3, 2), datetime(2021, 3, 2, 0, 0)])  # noqa: DTZ001
def test_a_day(cell: Cell):
    assert cells.day(cell) == date(2021, 3, 2)


@pytest.mark.parametrize("cell", ["15:05", "15:05:00", "15h05", "15 H 05", time(15, 5), timedelta(hours=15, minutes=5)])
def test_a_time(cell: Cell):
    assert cells.minute(cell) == cells.clock(cell) == time(15, 5)


@pytest.mark.parametrize(("cell", "read"), [("15:05:59", time(15, 5, 59)), (0.625, time(15)), ("9h", time(9))])
def test_a_time_to_the_second(cell: Cell, read: time):
    assert cells.clock(cell) == read


@pytest.mark.parametrize(("cell", "read"), [("oui", True), ("1", True), ("X", True), (1.0, True), (True, True)])
def test_yes(cell: Cell, read: bool):
    assert cells.yes_no(cell) is read


@pytest.mark.parametrize("cell", ["non", "NON", "0", 0.0, False, "0.0"])
def test_no(cell: Cell):
    assert cells.yes_no(cell) is False


@pytest.mark.parametrize("cell", ["prévue", "PREVUE", " prevue "])
def test_a_code(cell: Cell):
    assert cells.choice(Status)(cell) is Status.PLANNED


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("mardi", (1,)),
        ("jeudi", (3,)),
        ("mardi, jeudi", (1, 3)),
        ("mardi + jeudi", (1, 3)),
        ("mardi et jeudi", (1, 3)),
        ("Mar/Jeu", (1, 3)),
        ("lun-ven", (0, 1, 2, 3, 4)),
        ("tous", ()),
    ],
)
def test_slots(cell: str, days: tuple[int, ...]):
    assert cells.slots(cell) == days


def test_the_days_of_a_person_on_duty():
    assert cells.weekdays("lun-ven") == (0, 1, 2, 3, 4)
    assert cells.weekdays("tous") == tuple(range(7))
    assert cells.weekdays("sam-lun") == (0, 5, 6)


def test_several_names():
    assert cells.several("Anna + Théo+ anna ") == ("Anna", "Théo")


def test_numbers_and_zones():
    assert cells.whole(1, 500)(12.0) == 12
    assert cells.zone("indian/reunion") == "Indian/Reunion"
    assert cells.extension("00 12") == "0012"


@pytest.mark.parametrize(
    ("read", "cell", "said"),
    [
        (cells.day, "2023-02-30", "« 2023-02-30 » n'existe pas"),
        (cells.day, "31/04/2023", "« 31/04/2023 » n'existe pas"),
        (cells.day, "mars 2023", "« mars 2023 » n'est pas une date : écrivez AAAA-MM-JJ ou JJ/MM/AAAA"),
        (cells.day, "0021-03-02", "« 0021-03-02 » n'est pas une année vraisemblable"),
        (cells.clock, "25:00", "« 25:00 » n'existe pas"),
        (cells.clock, "15:", "« 15: » n'est pas une heure : écrivez HH:MM"),
        (cells.minute, "15:00:30", "« 15:00:30 » n'est pas une heure : écrivez HH:MM"),
        (cells.yes_no, "peut-être", "« peut-être » n'est ni oui ni non"),
        (cells.whole(1, 3), "4", "« 4 » n'est pas entre 1 et 3"),
        (cells.whole(1, 500), "douze", "« douze » n'est pas un nombre entier"),
        (cells.whole(1, 500), "-3", "« -3 » n'est pas un nombre entier"),
        (cells.choice(Status), "finie", "« finie » n'est pas connu : prevue, tenue, annulee"),
        (cells.zone, "Paris", "« Paris » n'est pas un fuseau (Europe/Paris, Indian/Reunion…)"),
        (cells.email, "anna", "« anna » n'est pas une adresse électronique"),
        (cells.extension, "A12", "« A12 » n'est pas un poste : des chiffres seulement"),
        (cells.weekdays, "m", "« m » n'est pas un jour (lundi, mar, lun-ven, tous)"),
        (cells.weekdays, "ma", "« ma » n'est pas un jour (lundi, mar, lun-ven, tous)"),
        (cells.department, "99", "« 99 » n'est pas un département (75, 2A, 971…)"),
        (cells.several, "+", "« + » ne nomme personne"),
        (cells.words, "x" * 201, f"« {'x' * 59}… » est trop long : 200 signes au plus"),
    ],
)
def test_a_refusal_names_the_value_and_the_reason(read: Callable[[Cell], object], cell: Cell, said: str):
    with pytest.raises(BadCell) as fault:
        read(cell)
    assert str(fault.value) == said
