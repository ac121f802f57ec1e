"""People move and cancel sessions; those who were to be called are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from allo.app.cancel_session import POSTPONED
from allo.app.move_session import Moved
from allo.domain.errors import Overlap, TooLate
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.sessions import Status
from tests.unit.calendar_house import FIVE, NOW, THREE, THURSDAY, TUESDAY, CalendarHouse

WEDNESDAY = date(2026, 12, 2)


@pytest.fixture
async def allo() -> CalendarHouse:
    house = CalendarHouse()
    await house.people()
    return house


def numbers(told: tuple[Attempt, ...]) -> set[str]:
    return {one.number[-2:] for one in told}


# --- move ------------------------------------------------------------------------------------------------------------


async def test_a_moved_session_takes_its_moments_along_and_tells(allo: CalendarHouse) -> None:
    one = await allo.create()
    moved = await allo.move(one, WEDNESDAY, FIVE)
    moments = await allo.moments(one)
    assert moments["start"].due == moved.session.starts_at == datetime(2026, 12, 2, 16, 0, tzinfo=UTC)
    assert numbers(moved.told) == {"01", "02", "03", "05"}
    assert {(call.why, call.due) for call in moved.told} == {(Why.NEWS, NOW)}
    change = (await allo.find("trail"))[-1]
    assert (change.what, change.data) == ("session_moved", {"from": "2026-12-01T15:00", "to": "2026-12-02T17:00"})


async def test_the_slot_does_not_make_a_moved_occurrence_again(allo: CalendarHouse) -> None:
    await allo.plan()
    one = await allo.program(await allo.at(), artists=(1,))
    await allo.move(one, WEDNESDAY, FIVE)
    await allo.move(one, WEDNESDAY, time(18))
    assert (await allo.plan()).added == 0
    assert await allo.at() is None
    await allo.move(one, TUESDAY, THREE)
    assert not await allo.find("exceptions")
    assert (await allo.plan()).added == 0


async def test_an_imported_occurrence_that_moves_is_not_made_again(allo: CalendarHouse) -> None:
    row = await allo.imported(artists=(1,))
    await allo.plan()
    await allo.move(row, WEDNESDAY, FIVE)
    await allo.plan()
    assert await allo.at() is None


async def test_a_session_moved_onto_a_bare_occurrence_is_that_one(allo: CalendarHouse) -> None:
    await allo.plan()
    one = await allo.program(await allo.at(), artists=(1,))
    await allo.move(one, THURSDAY, FIVE)
    assert [found.id for found in await allo.find("sessions", date=THURSDAY)] == [one.id]
    await allo.plan()
    assert len(await allo.find("sessions", date=THURSDAY)) == 1


async def test_a_session_does_not_move_onto_another(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.create(THURSDAY, FIVE, artists=(2,))
    with pytest.raises(Overlap):
        await allo.move(one, THURSDAY, time(16, 30))
    assert (await allo.at()).id == one.id
    assert not await allo.find("attempts")


async def test_a_session_that_has_begun_does_not_move(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.done(one, "open")
    allo.now = one.starts_at - timedelta(minutes=9)
    with pytest.raises(TooLate, match="a commencé"):
        await allo.move(one, THURSDAY, time(16))
    with pytest.raises(TooLate):
        await allo.move(await allo.create(THURSDAY, FIVE), date(2026, 11, 2), FIVE)


async def test_who_asked_to_be_called_is_still_called_at_the_new_time(allo: CalendarHouse) -> None:
    one = await allo.create()
    due = one.starts_at - timedelta(minutes=4)
    await allo.add("attempts", Attempt(session=one.id, number="+33199000008", parties=("listener:8",), due=due))
    moved = await allo.move(one, TUESDAY, FIVE)
    assert [call.due for call in await allo.calls(one, why=Why.WAVE)] == [due + timedelta(hours=2)]
    assert "08" in numbers(moved.told)


async def test_two_moves_before_anybody_was_told_make_one_call(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.move(one, WEDNESDAY, FIVE)
    assert (await allo.move(one, WEDNESDAY, time(18))).told == ()
    async with allo.store.write() as uow:
        for call in await uow.attempts.find(why=Why.NEWS):
            await uow.attempts.save(replace(call, state=DialState.ENDED))
    assert {call.number_of for call in (await allo.move(one, WEDNESDAY, FIVE)).told} == {2}


async def test_moving_nowhere_says_nothing(allo: CalendarHouse) -> None:
    one = await allo.create()
    assert await allo.move(one, TUESDAY, THREE) == Moved(one, ())


# --- cancel ----------------------------------------------------------------------------------------------------------


async def test_a_cancelled_session_is_told_to_those_who_were_to_be_called(allo: CalendarHouse) -> None:
    one = await allo.create()
    gone = await allo.cancel(one)
    assert (gone.session.status, gone.session.reason) == (Status.CANCELLED, "artiste souffrante")
    assert numbers(gone.told) == {"01", "02", "03", "05"}
    assert await allo.moments(one) == {}
    assert (await allo.plan()).added == 9


async def test_news_are_told_within_calling_hours(allo: CalendarHouse) -> None:
    one = await allo.create()
    allo.now = datetime(2026, 11, 28, 21, 0, tzinfo=UTC)
    told = (await allo.cancel(one)).told
    assert {call.due for call in told} == {datetime(2026, 11, 30, 8, 0, tzinfo=UTC)}


async def test_calls_planned_for_a_cancelled_session_do_not_ring(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.add("attempts", Attempt(session=one.id, number="+33199000008", due=one.starts_at))
    gone = await allo.cancel(one)
    assert [call.state for call in await allo.calls(one, why=Why.WAVE)] == [DialState.WAIVED]
    assert "08" in numbers(gone.told)


async def test_an_occurrence_nobody_programmed_disappears_for_good(allo: CalendarHouse) -> None:
    await allo.plan()
    gone = await allo.cancel(await allo.at(), reason="relâche")
    assert gone.removed
    assert gone.told == ()
    assert (await allo.plan()).added == 0
    assert await allo.at() is None


async def test_a_postponed_session_is_told_and_its_new_date_is_a_new_session(allo: CalendarHouse) -> None:
    one = await allo.create()
    gone = await allo.cancel(one, reason=POSTPONED)
    new = await allo.create(WEDNESDAY, FIVE)
    assert gone.session.reason == "reportee"
    assert new.id != one.id


async def test_cancelling_with_the_room_open_closes_it_now(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.done(one, "check", "call_host", "call_artist", "open", "wave")
    inside = Attempt(
        session=one.id, number="+33199000003", state=DialState.PLACED, reached_room=True, due=one.starts_at
    )
    await allo.add("attempts", inside)
    allo.now = one.starts_at - timedelta(minutes=5)
    gone = await allo.cancel(one)
    assert "03" not in numbers(gone.told)
    waiting = {name: each.due for name, each in (await allo.moments(one)).items() if each.done_at is None}
    assert waiting == {"close": allo.now, "archive": allo.now + timedelta(minutes=20)}


async def test_a_rehearsal_tells_only_the_staff(allo: CalendarHouse) -> None:
    one = await allo.create(rehearsal=True)
    assert numbers((await allo.cancel(one)).told) == {"01", "02"}


async def test_a_session_that_is_over_is_not_cancelled_again(allo: CalendarHouse) -> None:
    one = await allo.create()
    await allo.cancel(one)
    with pytest.raises(TooLate):
        await allo.cancel(one)
