"""Slots become sessions: once, weeks ahead, whatever was imported, cancelled or moved before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from allo.domain.errors import BadSlot
from allo.domain.ledger import Why
from allo.domain.records import MomentName, SlotRule, Task
from allo.domain.rules import Rules
from allo.domain.sessions import Status
from tests.unit.calendar_house import FIVE, THREE, THURSDAY, TUESDAY, CalendarHouse

WEDNESDAY = date(2026, 12, 2)


@pytest.fixture
async def allo() -> CalendarHouse:
    house = CalendarHouse()
    await house.people()
    return house


async def test_the_two_slots_are_made_once_and_thirty_five_days_are_planned(allo: CalendarHouse) -> None:
    assert (await allo.plan()).added == 10
    assert [(one.name, one.time) for one in await allo.find("slots")] == [("mardi", THREE), ("jeudi", FIVE)]
    sessions = await allo.find("sessions")
    assert max(one.date for one in sessions) == date(2026, 12, 24)
    assert {(one.status, one.programmed, one.line) for one in sessions} == {(Status.PLANNED, False, "+33199000000")}


async def test_planning_again_changes_nothing(allo: CalendarHouse) -> None:
    await allo.plan()
    before = (await allo.find("sessions"), await allo.find("moments"))
    again = await allo.plan()
    assert (again.added, again.moved, again.removed) == (0, 0, 0)
    assert (await allo.find("sessions"), await allo.find("moments")) == before


async def test_an_occurrence_is_only_checked(allo: CalendarHouse) -> None:
    await allo.plan()
    assert set(await allo.moments(await allo.at())) == {"check"}


async def test_the_calendar_goes_on_as_weeks_pass(allo: CalendarHouse) -> None:
    await allo.plan()
    allo.now += timedelta(days=7)
    assert (await allo.plan()).added == 2


async def test_an_imported_row_at_an_occurrence_s_time_is_that_occurrence(allo: CalendarHouse) -> None:
    row = await allo.imported(title="Chansons", artists=(1,))
    assert (await allo.plan()).added == 9
    assert [one.id for one in await allo.find("sessions", date=TUESDAY)] == [row.id]


async def test_a_slot_of_one_s_own_replaces_the_default_ones(allo: CalendarHouse) -> None:
    await allo.add("slots", SlotRule(name="nouméa", rule="FREQ=WEEKLY;BYDAY=WE", time=time(10), zone="Pacific/Noumea"))
    await allo.plan()
    found = await allo.at(WEDNESDAY, time(10))
    assert found.starts_at.hour == 23
    assert {one.slot for one in await allo.find("sessions")} == {"nouméa"}


async def test_a_cancelled_occurrence_is_never_made_and_goes_where_it_was(allo: CalendarHouse) -> None:
    await allo.decide(TUESDAY)
    await allo.plan()
    assert await allo.at() is None
    gone = await allo.at(THURSDAY, FIVE)
    await allo.add("tasks", Task(key="check", session=gone.id))
    await allo.decide(THURSDAY, slot="jeudi")
    assert (await allo.plan()).removed == 1
    assert await allo.at(THURSDAY, FIVE) is None
    assert not await allo.find("moments", session=gone.id)
    assert not await allo.find("tasks", session=gone.id)


async def test_a_programmed_session_is_not_removed_by_an_exception(allo: CalendarHouse) -> None:
    await allo.plan()
    await allo.program(await allo.at(), artists=(1,))
    await allo.decide(TUESDAY)
    assert (await allo.plan()).removed == 0
    assert (await allo.at()).programmed


async def test_a_one_off_move_moves_the_occurrence_programmed_or_not(allo: CalendarHouse) -> None:
    await allo.plan()
    programmed = await allo.program(await allo.at(), artists=(1,))
    await allo.decide(TUESDAY, to=WEDNESDAY, at=time(18))
    await allo.decide(THURSDAY, at=time(18), slot="jeudi")
    done = await allo.plan()
    assert (done.moved, done.added, done.removed) == (1, 1, 1)
    assert (await allo.at(WEDNESDAY, time(18))).id == programmed.id
    assert await allo.at(THURSDAY, time(18)) is not None
    assert [await allo.at(), await allo.at(THURSDAY, FIVE)] == [None, None]
    assert (await allo.plan()).moved == 0


async def test_a_move_onto_a_taken_place_leaves_both_where_they_are(allo: CalendarHouse) -> None:
    await allo.plan()
    await allo.program(await allo.at(), artists=(1,))
    await allo.create(WEDNESDAY, time(18), artists=(2,))
    await allo.decide(TUESDAY, to=WEDNESDAY, at=time(18))
    assert (await allo.plan()).moved == 0
    assert (await allo.at()).programmed


async def test_august_is_chosen_after_the_calendar_was_planned(allo: CalendarHouse) -> None:
    await allo.plan()
    allo.rules = replace(allo.rules, closed_months=(12,))
    assert (await allo.plan()).removed == 8
    assert {one.date.month for one in await allo.find("sessions")} == {11}


async def test_a_slot_that_changes_takes_its_bare_occurrences_along(allo: CalendarHouse) -> None:
    await allo.plan()
    tuesday = (await allo.find("slots", name="mardi"))[0]
    async with allo.store.write() as uow:
        await uow.slots.save(replace(tuesday, time=time(14), minutes=90))
    await allo.program(await allo.at(), artists=(1,))
    await allo.plan()
    assert (await allo.at()).programmed
    assert await allo.at(TUESDAY + timedelta(days=7)) is None
    assert (await allo.at(TUESDAY + timedelta(days=7), time(14))).minutes == 90


async def test_a_government_changes_its_clocks(allo: CalendarHouse) -> None:
    await allo.plan()
    known = await allo.at()
    async with allo.store.write() as uow:
        await uow.sessions.save(replace(known, starts_at=known.starts_at + timedelta(hours=1)))
    await allo.plan()
    await allo.arrange()
    assert (await allo.at()).starts_at == known.starts_at
    assert (await allo.moments(known))["check"].due == known.starts_at - timedelta(hours=48)


async def test_a_wrong_choice_of_holidays_is_named(allo: CalendarHouse) -> None:
    allo.rules = Rules(closed_holidays="Gaule")
    with pytest.raises(BadSlot, match="Gaule"):
        await allo.plan()


# --- moments ---------------------------------------------------------------------------------------------------------


async def test_an_imported_session_gets_its_moments_once(allo: CalendarHouse) -> None:
    row = await allo.imported(artists=(1,), hosts=(1,))
    assert await allo.arrange() == 10
    assert await allo.arrange() == 0
    assert len(await allo.moments(row)) == 10


async def test_a_row_imported_after_its_t_plus_20_rings_nobody(allo: CalendarHouse) -> None:
    row = await allo.imported(date(2026, 11, 19), FIVE, artists=(1,), settled=True)
    assert await allo.arrange() == 0
    assert await allo.moments(row) == {}


async def test_a_session_that_a_stop_has_left_behind_is_still_closed(allo: CalendarHouse) -> None:
    row = await allo.imported(date(2026, 11, 19), FIVE, artists=(1,))
    await allo.arrange()
    assert {"close", "archive"} < set(await allo.moments(row))


async def test_an_import_that_cancels_takes_the_moments_away_and_tells(allo: CalendarHouse) -> None:
    row = await allo.imported(artists=(1,), hosts=(1,))
    await allo.arrange()
    async with allo.store.write() as uow:
        await uow.sessions.save(replace(row, status=Status.CANCELLED))
    assert await allo.arrange() == 10
    assert await allo.moments(row) == {}
    assert {call.why for call in await allo.calls(row)} == {Why.NEWS}
    assert await allo.arrange() == 0


async def test_what_is_past_due_comes_first_and_in_order(allo: CalendarHouse) -> None:
    row = await allo.imported(artists=(1,), hosts=(1,))
    allo.now = row.starts_at + timedelta(minutes=3)
    await allo.arrange()
    async with allo.store.read() as uow:
        due = [one.name for one in await uow.due_moments(allo.now)]
    assert due == list(MomentName)[: len(due)]
    assert due[-1] is MomentName.START
