"""Random seasons go through the whole of import and report, and come out as counted again from the bare rows."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allo.domain.figures import Period
from tests.unit.association import Association
from tests.unit.naive_report import naive_report
from tests.unit.strategies.seasons import DEPARTMENTS, Season, seasons

PERIOD = Period(date(2021, 1, 1), date(2021, 2, 28))
_made = count()
SETTINGS = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


async def imported(folder: Path, season: Season) -> Association:
    association = Association(folder / str(next(_made)))
    association.folder.mkdir()
    report = await association.imports(**season.sheets())
    assert report.clean, report.refusals
    return association


def figures(report: dict[str, object], wanted: dict[str, Any]) -> dict[str, object]:
    return {key: report[key] for key in wanted}


@given(season=seasons())
@SETTINGS
async def test_a_period(tmp_path: Path, season: Season):
    wanted = naive_report(season, "2021-01-01", "2021-02-28")
    report = await (await imported(tmp_path, season)).reports(period=PERIOD)
    assert figures(report, wanted) == wanted


@given(
    season=seasons(),
    structure=st.sampled_from(["", *DEPARTMENTS]),
    department=st.sampled_from(["", "75", "69"]),
    programmed_by=st.sampled_from(["", "Le Foyer", "Mairie"]),
)
@SETTINGS
async def test_all_filters_hold(tmp_path: Path, season: Season, structure: str, department: str, programmed_by: str):
    chosen = None
    if structure or department:
        chosen = {n for n, d in DEPARTMENTS.items() if structure in ("", n) and department in ("", d)}
    wanted = naive_report(season, "2021-01-01", "2021-02-28", structures=chosen, programmed_by=programmed_by)
    report = await (await imported(tmp_path, season)).reports(
        period=PERIOD, structure=structure, department=department, programmed_by=programmed_by
    )
    assert figures(report, wanted) == wanted


@given(season=seasons())
@SETTINGS
async def test_importing_twice_changes_nothing(tmp_path: Path, season: Season):
    association = await imported(tmp_path, season)
    before = await association.everything()
    report = await association.imports(**season.sheets())
    assert await association.everything() == before
    assert {(one.added, one.changed) for one in report.counts.values()} == {(0, 0)}
