"""The season of `examples/`: clean, fictitious, and always about to begin."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from allo.documents.read_tables import read_tables
from allo.documents.shift_season import EXAMPLE_TUESDAY, next_tuesday, shift_season
from allo.domain.people import Consent
from allo.domain.phone_numbers import identify
from allo.domain.sessions import Status
from tests.unit.association import Association

EXAMPLES = Path(__file__).parents[2] / "examples"
FICTION = re.compile(r"\+33(19900|26191|35301|46571|53649)\d{4}")
PARIS = "Europe/Paris"


async def test_it_is_taken_without_a_refusal_or_a_warning(tmp_path: Path):
    association = Association(tmp_path, now=datetime(2026, 11, 25, 9, tzinfo=UTC))
    report = await association.reads(EXAMPLES)
    assert (report.refusals, report.warnings) == ((), ())
    assert report.to_collect == ("auditeurs, ligne 12 : Mohamed Benslimane, accord à recueillir",)


async def test_it_has_figures(tmp_path: Path):
    association = Association(tmp_path, now=datetime(2026, 11, 25, 9, tzinfo=UTC))
    await association.reads(EXAMPLES)
    report = await association.reports(2026)
    assert (report["sessions_held"], report["sessions_cancelled"], report["partner_structures"]) == (11, 1, 8)
    assert 7 <= report["mean_connections"] <= 10  # type: ignore[operator]
    assert all(report[key] for key in report if key != "survey"), report


async def test_its_tuesday_has_an_artist_a_host_and_people_to_call(tmp_path: Path):
    association = Association(tmp_path, now=datetime(2026, 11, 25, 9, tzinfo=UTC))
    await association.reads(EXAMPLES)
    (tuesday,) = [one for one in await association.holds("sessions") if one.date == EXAMPLE_TUESDAY]
    agreed = [one for one in await association.holds("listeners") if one.call_me and one.consent is Consent.GIVEN]
    assert (tuesday.status, len(tuesday.artists), len(tuesday.hosts)) == (Status.PLANNED, 1, 1)
    assert len(agreed) >= 12


def test_its_numbers_are_those_of_fiction():
    cells = [str(cell) for sheet in read_tables(EXAMPLES).sheets for row in sheet.rows for cell in row.cells]
    numbers = [number for cell in cells if cell.startswith("0") and (number := identify(cell))]
    assert len(numbers) > 50
    assert all(FICTION.fullmatch(number) for number in numbers)


async def test_it_is_the_same_season_whenever_it_is_shifted(tmp_path: Path):
    now = datetime(2031, 7, 10, 9, tzinfo=UTC)
    association = Association(tmp_path, now=now)
    plain, shifted = read_tables(EXAMPLES), shift_season(read_tables(EXAMPLES), now=now, zone=PARIS)
    assert [sheet.name for sheet in shifted.sheets] == [sheet.name for sheet in plain.sheets]
    report = await association.takes(shifted)
    assert (report.refusals, report.warnings, len(report.to_collect)) == ((), (), 1)
    assert date(2031, 7, 15) in {one.date for one in await association.holds("sessions")}


@given(st.datetimes(datetime(2024, 1, 1), datetime(2034, 12, 31)))  # noqa: DTZ001
def test_the_next_tuesday(naive: datetime):
    now = naive.replace(tzinfo=UTC)
    tuesday = next_tuesday(now, PARIS)
    begins = datetime(tuesday.year, tuesday.month, tuesday.day, 15, tzinfo=UTC)
    assert tuesday.weekday() == 1
    assert now < begins + timedelta(hours=1)
    assert begins - now <= timedelta(days=7, hours=2)


def test_today_until_three():
    assert next_tuesday(datetime(2026, 12, 1, 13, 59, tzinfo=UTC), PARIS) == date(2026, 12, 1)
    assert next_tuesday(datetime(2026, 12, 1, 14, 0, tzinfo=UTC), PARIS) == date(2026, 12, 8)
