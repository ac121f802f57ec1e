"""May this telephone ring now? Hours and days of the callee, not of the programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from allo.domain.callees import Callee, of_listener
from allo.domain.calling import No, Permission, WaitUntil, Yes, allowed, may_ring, next_allowed
from allo.domain.people import Consent, Listener, Role, Telephone
from allo.domain.rules import CallingHours
from allo.domain.sessions import moment

HOURS = CallingHours()
PARIS, REUNION = "Europe/Paris", "Indian/Reunion"
JEANNE = Callee(Telephone("+33199000001"), ("listener:1",), Role.LISTENER, PARIS)
WEDNESDAY = date(2026, 12, 2)


def at(hour: int, minute: int = 0, *, day: date = WEDNESDAY, zone: str = PARIS) -> datetime:
    return moment(day, time(hour, minute), zone)


def asks(now: datetime, callee: Callee = JEANNE, *, patience: timedelta = timedelta(minutes=20)) -> Permission:
    return may_ring(callee, HOURS, now, now + patience)


def test_in_the_hours_she_is_rung():
    assert asks(at(9)) == Yes()
    assert asks(at(19, 59)) == Yes()


def test_at_twenty_oclock_it_is_too_late():
    assert isinstance(asks(at(20)), No)


def test_who_wished_it_may_be_rung_until_twenty_one():
    late = replace(JEANNE, until_21=True)
    assert asks(at(20, 59), late) == Yes()
    assert isinstance(asks(at(21), late), No)


def test_a_little_before_the_hour_the_call_waits_for_it():
    assert asks(at(8, 50)) == WaitUntil(at(9))
    assert isinstance(asks(at(8, 30)), No)


def test_thursday_at_17_is_late_in_reunion_in_winter():
    thursday = date(2026, 12, 3)
    there = replace(JEANNE, zone=REUNION)
    assert asks(at(16, 50, day=thursday), there) == Yes()
    assert isinstance(asks(at(17, day=thursday), there), No)
    assert asks(at(17, day=thursday), replace(there, until_21=True)) == Yes()


def test_on_sunday_nobody_is_rung_until_monday():
    sunday = date(2026, 12, 6)
    assert next_allowed(HOURS, PARIS, False, at(10, day=sunday)) == at(9, day=sunday + timedelta(days=1))


def test_always_means_every_hour_of_the_allowed_days():
    always = CallingHours(time(0), time(0))
    assert may_ring(JEANNE, always, at(3), at(4)) == Yes()
    sunday = date(2026, 12, 6)
    assert next_allowed(always, PARIS, False, at(3, day=sunday)) == at(0, day=sunday + timedelta(days=1))


def test_no_day_at_all():
    assert next_allowed(CallingHours(days=()), PARIS, False, at(10)) is None


def test_a_rehearsal_rings_at_any_hour():
    assert may_ring(JEANNE, HOURS, at(23), at(23), any_hour=True) == Yes()


@pytest.mark.parametrize("change", [{"objection": "accord à recueillir"}, {"bad_number": "surtaxé"}])
def test_an_objection_wins_even_in_a_rehearsal(change: dict[str, str]):
    refused = replace(JEANNE, **change)  # type: ignore[arg-type]
    assert may_ring(refused, HOURS, at(10), at(11), any_hour=True) == No(*change.values())


def test_the_morning_after_the_spring_change_begins_at_nine_local():
    monday = date(2026, 3, 30)
    found = next_allowed(HOURS, PARIS, False, at(21, day=monday - timedelta(days=2)))
    assert found == moment(monday, time(9), PARIS)


ZONES = (PARIS, REUNION, "America/Guadeloupe", "Pacific/Noumea", "America/Miquelon", "Pacific/Wallis")


def test_ten_thousand_draws_ring_nobody_outside_their_hours():
    """Person, zone, date, consent: whatever is drawn, who is rung agreed and is within their own hours."""
    chance, rung = Random(2026), 0
    for _ in range(10_000):
        listener = _draw(chance)
        now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(366 * 24 * 60))
        callee = of_listener(listener, None, PARIS, now.date())
        answer = may_ring(callee, HOURS, now, now + timedelta(hours=chance.randrange(30)))
        when = now if answer == Yes() else answer.moment if isinstance(answer, WaitUntil) else None
        if when is None:
            continue
        rung += 1
        local = when.astimezone(ZoneInfo(listener.zone))
        assert listener.consent is Consent.GIVEN
        assert not listener.deceased
        assert local.weekday() != 6
        assert time(9) <= local.time() < (time(21) if listener.until_21 else time(20))
        assert allowed(HOURS, listener.until_21, local)
    assert rung > 1000


def _draw(chance: Random) -> Listener:
    return Listener(
        id=1,
        number="+33199000001",
        zone=chance.choice(ZONES),
        until_21=chance.random() < 0.3,
        consent=Consent.GIVEN if chance.random() < 0.8 else chance.choice(list(Consent)),
        deceased=chance.random() < 0.05,
    )
