"""People create and program sessions: published only with who they need, where nobody else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from allo.domain.errors import NotProgrammed, Overlap, TooLate, UnknownPerson, UnknownSession
from allo.domain.ledger import Attempt, Why
from allo.domain.sessions import Kind, Session, Status
from tests.unit.calendar_house import NOW, CalendarHouse

WEDNESDAY = date(2026, 12, 2)


@pytest.fixture
async def allo() -> CalendarHouse:
    house = CalendarHouse()
    await house.people()
    return house


async def test_a_session_created_by_hand_calls_people(allo: CalendarHouse) -> None:
    one = await allo.create(WEDNESDAY, time(11), zone="Indian/Reunion")
    assert (one.line, one.starts_at) == (allo.rules.line, datetime(2026, 12, 2, 7, 0, tzinfo=UTC))
    assert len(await allo.moments(one)) == 10
    assert [change.what for change in await allo.find("trail")] == ["session_created"]


async def test_a_session_created_at_an_occurrence_s_time_is_that_occurrence(allo: CalendarHouse) -> None:
    await allo.plan()
    bare = await allo.at()
    one = await allo.create()
    assert (one.id, one.slot) == (bare.id, "mardi")


async def test_a_session_created_again_after_it_was_cancelled_takes_its_place(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.add("attempts", Attempt(session=one.id, number="+33199000003", due=one.starts_at))
    await allo.cancel(one)
    again = await allo.create(artists=(2,))
    assert (again.id, again.status, again.reason) == (one.id, Status.PLANNED, "")
    assert not await allo.calls(one, why=Why.WAVE)


@pytest.mark.parametrize(
    ("fields", "who"),
    [({"artists": ()}, "un artiste"), ({"kind": Kind.OPEN_FLOOR, "hosts": ()}, "un animateur")],
)
async def test_nothing_is_published_without_who_it_needs(allo: CalendarHouse, fields: dict, who: str) -> None:
    with pytest.raises(NotProgrammed, match=f"du 01/12/2026 à 15:00, il faut {who}"):
        await allo.create(**fields)
    assert not await allo.find("sessions")


async def test_an_artist_is_not_at_two_places_at_once(allo: CalendarHouse) -> None:
    await allo.create()
    with pytest.raises(Overlap, match="Ana Ruiz est déjà de la séance du 01/12/2026 à 15:00"):
        await allo.create(at=time(15, 59), line="+33199000009")


async def test_two_sessions_do_not_overlap_on_one_line(allo: CalendarHouse) -> None:
    await allo.create(title="Chansons")
    with pytest.raises(Overlap, match=r"15:30 chevaucherait .* 15:00 \(Chansons\), sur la même ligne"):
        await allo.create(at=time(15, 30), artists=(2,))
    await allo.create(at=time(15, 30), artists=(2,), line="+33199000009")
    await allo.create(at=time(17), artists=(2,))


async def test_a_rehearsal_may_be_at_any_hour(allo: CalendarHouse) -> None:
    one = await allo.create(at=time(23, 30), rehearsal=True)
    assert "check" not in await allo.moments(one)


async def test_nobody_creates_a_session_in_the_past(allo: CalendarHouse) -> None:
    with pytest.raises(TooLate, match="date à venir"):
        await allo.create(date(2026, 11, 20))
    assert await allo.create(NOW.date(), time(8, 45))


async def test_an_unknown_artist_or_host_is_named(allo: CalendarHouse) -> None:
    with pytest.raises(UnknownPerson, match="artiste n° 99"):
        await allo.create(artists=(99,))
    with pytest.raises(UnknownPerson, match="animateur n° 98"):
        await allo.create(hosts=(98,))
    with pytest.raises(UnknownSession, match="n° 12"):
        await allo.program(Session(id=12))


async def test_programming_an_occurrence_makes_it_call(allo: CalendarHouse) -> None:
    await allo.plan()
    one = await allo.program(await allo.at(), artists=(1,), hosts=(1,), title="Chansons")
    assert (one.slot, one.title, one.programmed) == ("mardi", "Chansons", True)
    assert len(await allo.moments(one)) == 10


async def test_an_occurrence_is_not_published_empty(allo: CalendarHouse) -> None:
    await allo.plan()
    with pytest.raises(NotProgrammed):
        await allo.program(await allo.at(), title="Surprise")
    assert (await allo.at()).title == ""


async def test_programming_where_the_artist_is_taken_changes_nothing(allo: CalendarHouse) -> None:
    await allo.plan()
    await allo.create(at=time(15, 30), line="+33199000009")
    with pytest.raises(Overlap, match="Ana Ruiz"):
        await allo.program(await allo.at(), artists=(1,))
    assert not (await allo.at()).programmed


async def test_a_host_added_after_the_hosts_were_called_is_called_at_once(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.add("hosts", *[replace((await allo.find("hosts"))[0], id=0, name="Zoé", number="+33199000006")])
    await allo.done(one, "check", "call_host", "call_artist")
    allo.now = one.starts_at - timedelta(minutes=12)
    await allo.program(one, hosts=(1, 2))
    moments = await allo.moments(one)
    assert (moments["call_host"].done_at, moments["call_artist"].done_at) == (None, moments["call_artist"].due)


async def test_a_session_that_is_over_is_not_programmed(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.cancel(one)
    with pytest.raises(TooLate, match="elle est annulée"):
        await allo.program(one, title="Trop tard")
