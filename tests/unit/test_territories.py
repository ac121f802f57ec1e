"""Departments, their telephone region and zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from allo.domain.territories import read_department, territory_of_department, zone_of_department, zone_of_territory


@pytest.mark.parametrize(
    ("written", "department"),
    [
        ("75", "75"),
        ("1", "01"),
        ("2a", "2A"),
        (" 2B ", "2B"),
        ("971", "971"),
        ("75.0", "75"),
        ("20", None),
        ("99", None),
    ],
)
def test_departments_as_people_write_them(written: str, department: str | None):
    assert read_department(written) == department


@pytest.mark.parametrize(
    ("department", "territory", "zone"),
    [
        ("75", "FR", "Europe/Paris"),
        ("971", "GP", "America/Guadeloupe"),
        ("974", "RE", "Indian/Reunion"),
        ("988", "NC", "Pacific/Noumea"),
        ("", "FR", "Europe/Paris"),
    ],
)
def test_region_and_zone(department: str, territory: str, zone: str):
    assert territory_of_department(department) == territory
    assert zone_of_department(department) == zone
    assert ZoneInfo(zone)
    assert zone_of_territory(territory) == zone


def test_an_unknown_department_has_the_zone_of_the_programme():
    assert zone_of_department("", "Indian/Mayotte") == "Indian/Mayotte"
