"""Slots over 2024–2034: the local hour never moves, in any zone, on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allo.domain.errors import BadSlot
from allo.domain.records import SlotException, SlotRule
from allo.domain.rules import Rules
from allo.domain.slots import Occurrence, check_slot, default_slots, occurrences, with_closures

PARIS = "Europe/Paris"
ZONES = (PARIS, "Indian/Reunion", "America/Guadeloupe", "America/Miquelon", "Pacific/Noumea")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TUESDAY = SlotRule(name="mardi", time=time(15))
BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)

zones = st.sampled_from(ZONES)
instants = st.integers(0, 11 * 365 * 24 * 60 - 1).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def weekly(day: str, at: time, zone: str = PARIS) -> SlotRule:
    return SlotRule(name="creneau", rule=f"FREQ=WEEKLY;BYDAY={day}", time=at, zone=zone)


def days(found: tuple[Occurrence, ...]) -> list[date]:
    return [one.date for one in found]


def in_2026(slot: SlotRule, *exceptions: SlotException) -> tuple[Occurrence, ...]:
    return occurrences(slot, exceptions, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def exists(day: date, at: time, zone: str) -> bool:
    """False for a local time that a clock change skips."""
    local = datetime.combine(day, at, ZoneInfo(zone))
    return local.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local.replace(tzinfo=None)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS)
def test_every_hour_of_the_week_stays_that_hour_for_eleven_years(day: str, zone: str) -> None:
    for hour in range(24):
        found = occurrences(weekly(day, time(hour), zone), (), BEGIN, END)
        assert len(found) in (573, 574, 575)
        for one in found:
            local = one.starts_at.astimezone(ZoneInfo(zone))
            assert local.weekday() == DAYS.index(day)
            assert local.hour == hour or not exists(one.date, one.time, zone)


@pytest.mark.parametrize(
    ("change", "offsets"),
    [
        (date(2026, 3, 29), (1, 2)),
        (date(2026, 10, 25), (2, 1)),
        (date(2027, 3, 28), (1, 2)),
        (date(2027, 10, 31), (2, 1)),
    ],
)
def test_tuesday_and_thursday_around_a_clock_change_in_paris(change: date, offsets: tuple[int, int]) -> None:
    begin = datetime.combine(change, time(), UTC)
    for slot in default_slots(Rules()):
        before, after = occurrences(slot, (), begin - timedelta(days=6), begin + timedelta(days=6))
        hours = tuple(slot.time.hour - one.starts_at.hour for one in (before, after))
        assert hours == offsets


def test_monday_midnight_is_not_lost_in_spring_nor_sunday_two_doubled_in_autumn() -> None:
    monday = days(in_2026(weekly("MO", time(0))))
    sunday = days(in_2026(weekly("SU", time(2))))
    assert date(2026, 3, 30) in monday
    assert len(monday) == 52
    assert sunday.count(date(2026, 10, 25)) == 1


def test_a_time_that_the_spring_change_skips_is_read_with_the_offset_before() -> None:
    found = [one for one in in_2026(weekly("SU", time(2, 30))) if one.date == date(2026, 3, 29)]
    assert [one.starts_at for one in found] == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]


@given(zones, st.sampled_from(DAYS), hours, instants, st.integers(1, 40))
def test_windows_cut_the_series_without_losing_or_doubling(
    zone: str, day: str, at: time, begin: datetime, weeks: int
) -> None:
    slot, middle, end = weekly(day, at, zone), begin + timedelta(days=3), begin + timedelta(weeks=weeks)
    whole = occurrences(slot, (), begin, end)
    assert occurrences(slot, (), begin, middle) + occurrences(slot, (), middle, end) == whole
    assert weeks - 1 <= len(whole) <= weeks + 1


@settings(max_examples=50)
@given(zones, hours, instants, st.integers(-300, 300), hours)
def test_a_one_off_move_moves_that_occurrence_and_no_other(
    zone: str, at: time, near: datetime, shift: int, new_time: time
) -> None:
    slot = weekly("WE", at, zone)
    begin, end = near - timedelta(days=400), near + timedelta(days=400)
    plain = occurrences(slot, (), begin, end)
    moved = plain[len(plain) // 2]
    to = moved.on + timedelta(days=shift)
    found = occurrences(
        slot, [SlotException(slot=slot.name, on=moved.on, moved_to_date=to, moved_to_time=new_time)], begin, end
    )
    assert {one.on for one in found} == {one.on for one in plain}
    assert [one for one in found if one.on != moved.on] == [one for one in plain if one.on != moved.on]
    assert [(one.date, one.time) for one in found if one.on == moved.on] == [(to, new_time)]


def test_a_cancelled_occurrence_is_not_there_and_its_neighbours_are() -> None:
    found = days(in_2026(TUESDAY, SlotException(slot="mardi", on=date(2026, 12, 8))))
    assert date(2026, 12, 8) not in found
    assert {date(2026, 12, 1), date(2026, 12, 15)} <= set(found)


def test_an_exception_of_another_slot_or_day_changes_nothing() -> None:
    others = (SlotException(slot="jeudi", on=date(2026, 12, 8)), SlotException(slot="mardi", on=date(2026, 12, 9)))
    assert in_2026(TUESDAY, *others) == in_2026(TUESDAY)


def test_only_the_hour_moves_where_the_exception_names_no_day() -> None:
    exception = SlotException(slot="mardi", on=date(2026, 12, 8), moved_to_time=time(18))
    moved = next(one for one in in_2026(TUESDAY, exception) if one.on == date(2026, 12, 8))
    assert (moved.date, moved.time) == (date(2026, 12, 8), time(18))


def test_august_and_public_holidays_by_choice() -> None:
    chosen = weekly("TU", time(15))
    free = SlotRule(name="creneau", time=time(15), skip_holidays="FR", skip_months=(8,))
    skipped = set(days(in_2026(chosen))) - set(days(in_2026(free)))
    assert skipped == {date(2026, 7, 14), *(date(2026, 8, day) for day in (4, 11, 18, 25))}


def test_reunion_keeps_its_own_public_holidays() -> None:
    slot = SlotRule(name="creneau", rule="FREQ=WEEKLY;BYDAY=SU", zone="Indian/Reunion", skip_holidays="FR-974")
    assert date(2026, 12, 20) not in days(in_2026(slot))


def test_an_occurrence_moved_off_a_holiday_is_held_all_the_same() -> None:
    slot = SlotRule(name="mardi", skip_holidays="FR")
    exception = SlotException(slot="mardi", on=date(2026, 7, 14), moved_to_date=date(2026, 7, 15))
    assert date(2026, 7, 15) in days(in_2026(slot, exception))


def test_the_whole_programme_closes_in_august() -> None:
    slot = with_closures(TUESDAY, Rules(closed_months=(8,), closed_holidays="FR"))
    assert not [one for one in in_2026(slot) if one.date.month == 8 or one.date == date(2026, 7, 14)]


def test_a_slot_at_rest_has_no_occurrence() -> None:
    assert in_2026(SlotRule(name="mardi", active=False)) == ()


@pytest.mark.parametrize("until", ["20261215", "20261215T150000", "20261215T140000Z"])
def test_the_end_of_a_rule_is_included_in_all_its_forms(until: str) -> None:
    slot = SlotRule(name="mardi", rule=f"RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL={until}", time=time(15))
    assert max(days(in_2026(slot))) == date(2026, 12, 15)


@pytest.mark.parametrize(
    "slot",
    [
        SlotRule(name="mardi", rule="tous les mardis"),
        SlotRule(name="mardi", rule="FREQ=WEEKLY;BYDAY=MARDI"),
        SlotRule(name="mardi", rule="FREQ=HOURLY"),
        SlotRule(name="mardi", rule="FREQ=DAILY;BYHOUR=15"),
        SlotRule(name="mardi", rule="FREQ=WEEKLY;UNTIL=20269999T000000Z"),
        SlotRule(name="mardi", zone="Europe/Lutece"),
        SlotRule(name="mardi", skip_holidays="Gaule"),
        SlotRule(name="mardi", skip_months=(13,)),
        SlotRule(name="mardi", minutes=0),
    ],
)
def test_a_slot_that_cannot_be_understood_is_named(slot: SlotRule) -> None:
    with pytest.raises(BadSlot, match="« mardi »"):
        check_slot(slot)


def test_the_default_slots_are_understood() -> None:
    for slot in default_slots(Rules()):
        check_slot(slot)
