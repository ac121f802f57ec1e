"""What `allo plan` and `allo sessions` show, and what the planner warns of."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from allo.app.list_sessions import list_sessions
from allo.app.show_agenda import Agenda, show_agenda
from allo.domain.planner import Worry, close_by, lines_for_wave, warnings_for
from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status
from tests.unit.calendar_house import FIVE, NOW, THREE, THURSDAY, TUESDAY, CalendarHouse


@pytest.fixture
async def allo() -> CalendarHouse:
    house = CalendarHouse()
    await house.people()
    return house


async def agenda(allo: CalendarHouse, days: int = 14) -> Agenda:
    return await show_agenda(allo.store, rules=allo.rules, now=allo.now, days=days)


def of_day(shown: Agenda, day: date) -> list[tuple[str, str, int]]:
    return [
        (one.moment.name.value, f"{one.local:%d %H:%M}", one.calls) for one in shown.lines if one.session.date == day
    ]


async def test_the_agenda_of_an_imported_session_is_shown_before_anything_was_planned(allo: CalendarHouse) -> None:
    await allo.imported(artists=(1, 2), hosts=(1,))
    assert of_day(await agenda(allo), TUESDAY)[:5] == [
        ("check", "29 15:00", 0),
        ("call_host", "01 14:40", 1),
        ("call_artist", "01 14:45", 1),
        ("open", "01 14:50", 0),
        ("wave", "01 14:50", 2),
    ]
    assert not await allo.find("slots")


async def test_planning_changes_nothing_to_what_is_shown(allo: CalendarHouse) -> None:
    await allo.imported(artists=(1,), hosts=(1,))
    before = await agenda(allo)
    await allo.plan()
    await allo.arrange()
    after = await agenda(allo)
    assert after.as_dict() == before.as_dict()


async def test_an_absent_database_shows_the_two_slots() -> None:
    shown = await show_agenda(None, rules=Rules(), now=NOW, days=7)
    assert {one.label for one in shown.lines} == {"vérifier que la séance est programmée"}
    assert {one.session.time for one in shown.lines} == {THREE, FIVE}


async def test_each_moment_is_told_in_local_time_and_utc(allo: CalendarHouse) -> None:
    await allo.create(TUESDAY, time(18), zone="Indian/Reunion")
    line = next(one for one in (await agenda(allo)).as_dict()["moments"] if one["moment"] == "start")
    assert (line["local"], line["utc"]) == ("2026-12-01T18:00:00+04:00", "2026-12-01T14:00:00+00:00")
    assert line["session"] == "2026-12-01T18:00"


async def test_a_moment_that_was_put_off_is_shown_where_it_is(allo: CalendarHouse) -> None:
    one = await allo.create()
    close = (await allo.moments(one))["close"]
    allo.now = one.starts_at + timedelta(minutes=30)
    async with allo.store.write() as uow:
        await uow.moments.save(replace(close, due=close.due + timedelta(minutes=10)))
    assert ("close", "01 16:10", 0) in of_day(await agenda(allo, days=1), TUESDAY)


async def test_the_agenda_is_plain_json_and_carries_the_warnings(allo: CalendarHouse) -> None:
    allo.rules = Rules(max_calls=4)
    await allo.create()
    plain = json.loads(json.dumps((await agenda(allo)).as_dict()))
    assert [one["worry"] for one in plain["warnings"]] == ["lines"]
    assert plain["warnings"][0]["session"] == "2026-12-01T15:00"


async def test_sessions_are_listed_with_names_and_status(allo: CalendarHouse) -> None:
    await allo.plan()
    await allo.create(artists=(1, 2), title="Chansons")
    listed = await list_sessions(allo.store, begin=TUESDAY, end=THURSDAY)
    assert [(one.session.title, one.artists, one.hosts) for one in listed] == [
        ("Chansons", ("Ana Ruiz", "Tom Li"), ("Paul Roy",)),
        ("", (), ()),
    ]
    plain = listed[0].as_dict()
    assert (plain["date"], plain["time"], plain["status"], plain["programmed"]) == (
        "2026-12-01",
        "15:00",
        "prevue",
        True,
    )
    assert await list_sessions(None) == ()


# --- warnings --------------------------------------------------------------------------------------------------------

SESSION = Session(id=1, artists=(1,), hosts=(1,))


def worries(callees: int, rules: Rules, seats: int = 250) -> list[str]:
    return [one.worry.value for one in warnings_for(SESSION, callees, rules, seats)]


@pytest.mark.parametrize(("bought", "free"), [(None, None), (1, 0), (10, 6), (11, 6), (30, 22)])
def test_two_lines_are_kept_for_the_stage_and_one_in_five_for_callers(bought: int | None, free: int | None) -> None:
    assert lines_for_wave(Rules(max_calls=bought)) == free


@pytest.mark.parametrize(
    ("callees", "rules", "seats", "worry"),
    [
        (6, Rules(max_calls=10), 250, []),
        (7, Rules(max_calls=10), 250, ["lines"]),
        (18, Rules(), 250, []),
        (19, Rules(), 250, ["soft_capacity"]),
        (59, Rules(), 250, ["full"]),
        (59, Rules(), 40, ["seats"]),
        (19, Rules(calls_per_second=0.05), 250, ["soft_capacity"]),
        (20, Rules(calls_per_second=0.05), 250, ["slow_wave", "soft_capacity"]),
    ],
)
def test_the_planner_warns_of_what_will_not_be_enough(callees: int, rules: Rules, seats: int, worry: list[str]) -> None:
    assert worries(callees, rules, seats) == worry


def test_each_warning_says_what_to_do() -> None:
    found = warnings_for(SESSION, 400, Rules(max_calls=10), 250)
    assert all(" : " in one.text for one in found)
    assert [one.worry for one in found] == [Worry.LINES, Worry.SLOW_WAVE, Worry.SEATS]


def test_nobody_is_warned_of_a_session_that_calls_nobody() -> None:
    assert warnings_for(replace(SESSION, artists=()), 900, Rules(), 250) == ()
    assert warnings_for(replace(SESSION, status=Status.CANCELLED), 900, Rules(), 250) == ()


@pytest.mark.parametrize(("gap", "warned"), [(0, True), (29, True), (30, False)])
def test_sessions_of_one_line_need_half_an_hour_between_them(gap: int, warned: bool) -> None:
    other = replace(SESSION, id=2, starts_at=SESSION.ends_at + timedelta(minutes=gap))
    assert bool(close_by(SESSION, [other], Rules())) is warned
    assert bool(close_by(other, [SESSION], Rules())) is warned
    assert not close_by(SESSION, [SESSION, replace(other, line="+33199000009")], Rules())
