"""Who is to be called, at which telephone, and when each is first rung."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from allo.domain.callees import (
    Callee,
    Roll,
    callees_of,
    first_rings,
    is_absent,
    of_artist,
    of_group,
    of_host,
    of_listener,
)
from allo.domain.people import Artist, Consent, Group, Host, Listener, Role, Telephone
from allo.domain.sessions import Session
from allo.domain.structures import Structure

TUESDAY = date(2026, 12, 1)
SESSION = Session(id=1, date=TUESDAY, artists=(1,))
JEANNE = Listener(id=1, first_name="Jeanne", number="+33199000001", call_me=True, consent=Consent.GIVEN)
TILLEULS = Structure(id=4, name="Les Tilleuls", department="974")


def called(*people: Listener | Group, session: Session = SESSION, **more: object) -> Roll:
    listeners = [one for one in people if isinstance(one, Listener)]
    groups = [one for one in people if isinstance(one, Group)]
    return callees_of(session, listeners, groups, structures={4: TILLEULS}, zone="Europe/Paris", **more)  # type: ignore[arg-type]


def parties(*people: Listener | Group, session: Session = SESSION) -> list[tuple[str, ...]]:
    return [one.parties for one in called(*people, session=session).callees]


def test_jeanne_asked_agreed_and_is_called():
    assert parties(JEANNE) == [("listener:1",)]


@pytest.mark.parametrize(
    "change",
    [
        {"call_me": False},
        {"consent": Consent.NONE},
        {"consent": Consent.SUSPENDED},
        {"consent": Consent.STOPPED},
        {"deceased": True},
        {"slots": (3,)},
        {"number": ""},
        {"absent_from": TUESDAY, "absent_until": TUESDAY},
        {"absent_until": TUESDAY},
        {"absent_from": TUESDAY - timedelta(days=9)},
    ],
)
def test_jeanne_is_not_called(change: dict[str, object]):
    assert parties(replace(JEANNE, **change)) == []


def test_absence_includes_both_its_days():
    away = replace(JEANNE, absent_from=TUESDAY, absent_until=TUESDAY + timedelta(days=2))
    days = [TUESDAY + timedelta(days=ahead) for ahead in range(-1, 4)]
    assert [is_absent(away, day) for day in days] == [False, True, True, True, False]


def test_slots_are_the_weekday_of_the_session():
    assert parties(replace(JEANNE, slots=(1,))) == [("listener:1",)]


def test_two_people_on_one_telephone_ring_once_at_the_slower_pace():
    rose = replace(JEANNE, id=2, first_name="Rose", pace=3, until_21=True)
    (one,) = called(JEANNE, rose).callees
    assert (one.parties, one.pace, one.until_21) == (("listener:1", "listener:2"), 3, False)


def test_who_is_asked_for_makes_another_telephone():
    rose = replace(JEANNE, id=2, ask_for="Rose Petit")
    assert parties(JEANNE, rose) == [("listener:1",), ("listener:2",)]


def test_a_group_leads_where_a_listener_shares_its_telephone():
    group = Group(id=7, name="Le salon", structure=4, number=JEANNE.number, call_me=True)
    (one,) = called(JEANNE, group).callees
    assert (one.parties, one.role) == (("group:7", "listener:1"), Role.GROUP)


def test_a_stopped_group_is_not_called():
    assert parties(Group(id=7, structure=4, number="+33199000009", call_me=True, stopped=True)) == []


def test_a_number_that_may_not_be_dialled_is_told_apart():
    roll = called(replace(JEANNE, number="+33899000001"))
    assert roll.callees == ()
    assert roll.undialable[0].bad_number


def test_a_pacific_number_only_for_a_structure_of_its_territory():
    noumea = replace(JEANNE, number="+687250001")
    assert called(noumea).undialable
    at_home = of_listener(noumea, Structure(department="988"), "Europe/Paris", TUESDAY)
    assert (at_home.bad_number, at_home.zone) == ("", "Pacific/Noumea")


def test_zones_are_the_persons_own_then_the_departments_then_the_programmes():
    own = of_listener(replace(JEANNE, zone="Indian/Mayotte"), TILLEULS, "Europe/Paris", TUESDAY)
    assert own.zone == "Indian/Mayotte"
    assert of_listener(JEANNE, TILLEULS, "Europe/Paris", TUESDAY).zone == "Indian/Reunion"
    assert of_group(Group(number="+33199000002"), TILLEULS, "Europe/Paris").zone == "Indian/Reunion"
    assert of_host(Host(number="+33199000002"), None, "America/Cayenne").zone == "America/Cayenne"
    assert of_artist(Artist(number="+33199000002", department="971"), "Europe/Paris").zone == "America/Guadeloupe"


def test_a_rehearsal_rings_staff_numbers_only():
    rehearsal = replace(SESSION, rehearsal=True)
    paul = replace(JEANNE, id=2, number="+33199000002")
    roll = called(JEANNE, paul, session=rehearsal, staff_numbers=frozenset({"+33199000002"}))
    assert [one.parties for one in roll.callees] == [("listener:2",)]


# --- first rings ------------------------------------------------------------------------------------------------------

START = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
OPENS, LAST = START - timedelta(minutes=10), START - timedelta(minutes=4)


def people(count: int, number: str = "") -> tuple[Callee, ...]:
    return tuple(
        Callee(Telephone(number or f"+3319900{n:04}", ask_for=f"Personne {n}"), (), Role.LISTENER, "Europe/Paris")
        for n in range(count)
    )


def test_the_last_first_ring_is_at_minus_four_at_the_allowed_rate():
    rings = first_rings(people(20), OPENS, LAST, 1.0)
    assert rings[-1] == LAST
    assert rings[0] == LAST - timedelta(seconds=19)
    assert first_rings(people(3), OPENS, LAST, 0.5)[0] == LAST - timedelta(seconds=4)


def test_never_before_the_room_opens_however_many():
    rings = first_rings(people(500), OPENS, LAST, 1.0)
    assert rings[0] == OPENS
    assert rings[-1] == OPENS + timedelta(seconds=499)


def test_people_at_one_switchboard_begin_early_enough_to_be_rung_in_turn():
    first, second, third = first_rings(people(3, "+33199000001"), OPENS, LAST, 1.0)
    assert third == LAST
    assert second <= LAST - timedelta(seconds=75)
    assert first <= second - timedelta(seconds=75)


def test_nobody_to_call():
    assert first_rings((), OPENS, LAST, 1.0) == []
