"""Weekly slots: an RFC 5545 rule, a local time and a zone → dated occurrences.

Days are computed in naive local time and the zone is attached after, so that 15:00 stays 15:00 across clock changes.
A time that a clock change skips or doubles is read as RFC 5545 §3.3.5 says (`allo.domain.sessions.moment`). An
exception names an occurrence by the day its rule gives it, and beats holidays and months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from holidays import country_holidays

from allo.domain.errors import BadSlot
from allo.domain.records import SlotException, SlotRule
from allo.domain.rules import Rules
from allo.domain.sessions import moment

_DAILY_OR_SLOWER = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_THE_TIME_S_OWN = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_ONE_DAY = timedelta(days=1)  # more than any zone is away from UTC


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a slot. `on`: the day its rule gives, what exceptions name it by; `date`/`time`: local, as it is
    held; `starts_at`: the same moment in UTC."""

    slot: str
    on: date
    date: date
    time: time
    starts_at: datetime


def default_slots(rules: Rules) -> tuple[SlotRule, ...]:
    """The programme's two: Tuesday 15:00 and Thursday 17:00."""
    return (
        SlotRule(name="mardi", rule="FREQ=WEEKLY;BYDAY=TU", time=time(15), zone=rules.zone),
        SlotRule(name="jeudi", rule="FREQ=WEEKLY;BYDAY=TH", time=time(17), zone=rules.zone),
    )


def with_closures(slot: SlotRule, rules: Rules) -> SlotRule:
    """The slot, closed when the whole programme is."""
    months = tuple(sorted({*slot.skip_months, *rules.closed_months}))
    return replace(slot, skip_holidays=slot.skip_holidays or rules.closed_holidays, skip_months=months)


def occurrences(
    slot: SlotRule, exceptions: Iterable[SlotException], begin: datetime, end: datetime
) -> tuple[Occurrence, ...]:
    """Those with begin <= starts_at < end, by start. Raises BadSlot."""
    if not slot.active:
        return ()
    told = {one.on: one for one in exceptions if one.slot == slot.name}
    found = (_occurrence(slot, day, told.get(day)) for day in _days(slot, told.values(), begin, end))
    near = [one for one in found if one is not None and begin <= one.starts_at < end]
    return tuple(sorted(near, key=lambda one: (one.starts_at, one.on)))


def check_slot(slot: SlotRule) -> None:
    """Raises BadSlot where the slot cannot be understood."""
    _rule_text(slot)
    _zone(slot)
    _days_between(slot, slot.begins_on, slot.begins_on)
    _is_holiday(slot, slot.begins_on)
    if not all(1 <= month <= 12 for month in slot.skip_months):
        raise BadSlot(f"Créneau « {slot.name} » : les mois sans séance sont des nombres de 1 à 12.")
    if slot.minutes < 1:
        raise BadSlot(f"Créneau « {slot.name} » : la durée est d'une minute au moins.")


def _days(slot: SlotRule, told: Iterable[SlotException], begin: datetime, end: datetime) -> list[date]:
    """Days of the rule that may lead to an occurrence between these moments: near them, or moved from afar."""
    zone = _zone(slot)
    first, last = begin.astimezone(zone).date() - _ONE_DAY, end.astimezone(zone).date() + _ONE_DAY
    days = set(_days_between(slot, first, last))
    for exception in told:
        days.update(_days_between(slot, exception.on, exception.on))
    return sorted(days)


def _occurrence(slot: SlotRule, day: date, exception: SlotException | None) -> Occurrence | None:
    """None where it is cancelled or skipped."""
    if exception is None and (day.month in slot.skip_months or _is_holiday(slot, day)):
        return None
    moved = exception or SlotException(moved_to_date=day, moved_to_time=slot.time)
    if moved.moved_to_date is None and moved.moved_to_time is None:
        return None
    held_on = moved.moved_to_date or day
    at = slot.time if moved.moved_to_time is None else moved.moved_to_time
    return Occurrence(slot.name, day, held_on, at, moment(held_on, at, slot.zone))


def _days_between(slot: SlotRule, first: date, last: date) -> list[date]:
    """The days of the bare rule, both ends included."""
    begins = datetime.combine(slot.begins_on, slot.time)
    try:
        rule = rrulestr(_rule_text(slot), dtstart=begins)
        found = rule.between(datetime.combine(first, time.min), datetime.combine(last, time.max), inc=True)
    except (ValueError, TypeError) as fault:
        raise _bad_rule(slot) from fault
    return [one.date() for one in found]


def _rule_text(slot: SlotRule) -> str:
    """The rule with its end in local time, which is what days are compared in. Raises BadSlot."""
    text = slot.rule.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in text.split(";")]
    parts = {name: value for name, _, value in pairs}
    if parts.get("FREQ") not in _DAILY_OR_SLOWER or _THE_TIME_S_OWN & set(parts) or not all(one[2] for one in pairs):
        raise _bad_rule(slot)
    return re.sub(r"UNTIL=(\d{8})(T\d{6}Z?)?", lambda found: f"UNTIL={_until(slot, found[1], found[2] or '')}", text)


def _until(slot: SlotRule, day: str, at: str) -> str:
    """A day without time is meant whole."""
    if not at.endswith("Z"):
        return day + (at or "T235959")
    try:
        end = datetime.strptime(day + at, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as fault:
        raise _bad_rule(slot) from fault
    return end.astimezone(_zone(slot)).strftime("%Y%m%dT%H%M%S")


def _bad_rule(slot: SlotRule) -> BadSlot:
    return BadSlot(
        f"Créneau « {slot.name} » : la règle « {slot.rule} » n'est pas une règle RFC 5545 par jour, semaine, mois ou"
        " an, sans heure : écrivez par exemple FREQ=WEEKLY;BYDAY=TU."
    )


def _zone(slot: SlotRule) -> ZoneInfo:
    try:
        return ZoneInfo(slot.zone)
    except (ValueError, OSError, LookupError) as fault:
        raise BadSlot(f"Créneau « {slot.name} » : le fuseau « {slot.zone} » n'existe pas.") from fault


def _is_holiday(slot: SlotRule, day: date) -> bool:
    if not slot.skip_holidays:
        return False
    try:
        return day in _holidays(slot.skip_holidays.upper(), day.year)
    except NotImplementedError as fault:
        place = slot.skip_holidays
        raise BadSlot(
            f"Créneau « {slot.name} » : « {place} » n'est pas un territoire dont Allô connaisse les jours fériés :"
            " écrivez par exemple FR ou FR-974."
        ) from fault


@lru_cache(maxsize=256)
def _holidays(place: str, year: int) -> frozenset[date]:
    country, _, part = place.partition("-")
    return frozenset(country_holidays(country, subdiv=part or None, years=year))
