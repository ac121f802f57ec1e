"""Finding records: by equal values, by any of several, by emptiness; personal ones whatever their accents."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from allo.app.ports import Store, UnitOfWork
from allo.domain.calls import Call, State
from allo.domain.ledger import Attempt, DialState
from allo.domain.people import Artist, Listener
from allo.domain.records import Code, CodeTry, Moment, MomentName, Presence
from allo.domain.sessions import Session
from allo.domain.structures import Structure

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


async def three_listeners(unit: UnitOfWork) -> None:
    home = await unit.structures.add(Structure(name="Les Tilleuls"))
    await unit.listeners.add(Listener(first_name="Éloïse", last_name="DUPRÉ", number="+33199000001", call_me=True))
    await unit.listeners.add(Listener(first_name="eloise", last_name="Martin", number="+33199000002"))
    await unit.listeners.add(Listener(first_name="Jean", number="+33199000001", structure=home.id))


async def names_of(unit: UnitOfWork, **equal: object) -> list[str]:
    return [one.first_name for one in await unit.listeners.find(**equal)]


async def test_nothing_asked_is_all_in_order_of_id(store: Store) -> None:
    async with store.write() as unit:
        await three_listeners(unit)
        assert await names_of(unit) == ["Éloïse", "eloise", "Jean"]


async def test_a_number_finds_all_who_share_it(store: Store) -> None:
    async with store.write() as unit:
        await three_listeners(unit)
        assert await names_of(unit, number="+33199000001") == ["Éloïse", "Jean"]
        assert await names_of(unit, number="+3319900000") == []


async def test_a_name_is_found_whatever_its_accents_and_case(store: Store) -> None:
    async with store.write() as unit:
        await three_listeners(unit)
        assert await names_of(unit, first_name=" ÉLOISE ") == ["Éloïse", "eloise"]
        assert await names_of(unit, first_name="Eloïse", last_name="dupre") == ["Éloïse"]


async def test_several_values_mean_any_of_them(store: Store) -> None:
    async with store.write() as unit:
        await three_listeners(unit)
        assert await names_of(unit, number=["+33199000002", "+33199000009"]) == ["eloise"]
        assert await names_of(unit, id={1, 3}) == ["Éloïse", "Jean"]
        assert await names_of(unit, id=()) == []


async def test_none_means_empty(store: Store) -> None:
    async with store.write() as unit:
        await three_listeners(unit)
        assert await names_of(unit, structure=None) == ["Éloïse", "eloise"]
        assert await names_of(unit, last_name=None) == ["Jean"]
        assert await names_of(unit, last_name="") == ["Jean"]
        assert await names_of(unit, last_name=("Martin", None)) == ["eloise", "Jean"]


async def test_conditions_all_hold(store: Store) -> None:
    async with store.write() as unit:
        await three_listeners(unit)
        assert await names_of(unit, number="+33199000001", call_me=True) == ["Éloïse"]


@pytest.mark.parametrize("name", ["slots", "telephone", "nothing"])
async def test_what_cannot_be_searched_is_a_fault(store: Store, name: str) -> None:
    async with store.read() as unit:
        with pytest.raises(TypeError):
            await unit.listeners.find(**{name: "x"})


async def test_what_is_sealed_cannot_be_searched(store: Store) -> None:
    async with store.read() as unit:
        with pytest.raises(TypeError):
            await unit.calls.find(notes={})


async def test_other_secrets_are_found_by_their_clear_value(store: Store) -> None:
    async with store.write() as unit:
        session = await unit.sessions.add(Session())
        await unit.codes.add(Code(party="artist:1", digits="12345678"))
        await unit.code_tries.add(CodeTry(bucket="masque"))
        await unit.presences.add(Presence(session=session.id, caller="+33199000001"))
        await unit.attempts.add(Attempt(session=session.id, telephone="+33199000001||jeanne"))
        await unit.artists.add(Artist(name="Zoé Élan"))
        found = [
            await unit.codes.find(digits="12345678"),
            await unit.code_tries.find(bucket="masque"),
            await unit.presences.find(caller="+33199000001", session=session.id),
            await unit.attempts.find(telephone="+33199000001||jeanne", state=DialState.PLANNED),
            await unit.artists.find(name="zoe elan"),
        ]
    assert [len(one) for one in found] == [1] * 5


async def test_days_hours_and_states_are_found(store: Store) -> None:
    async with store.write() as unit:
        await unit.sessions.add(Session(date=date(2026, 12, 1), time=time(15)))
        await unit.calls.add(Call(id="a", state=State.UP))
        assert len(await unit.sessions.find(date=date(2026, 12, 1), time=time(15))) == 1
        assert len(await unit.calls.find(state=(State.RINGING, State.UP), session=None)) == 1
        assert await unit.calls.find(state=State.ENDED) == []


async def test_due_moments_are_those_not_done_oldest_first(store: Store) -> None:
    async with store.write() as unit:
        session = (await unit.sessions.add(Session())).id
        await unit.moments.add(Moment(session=session, name=MomentName.START, due=NOON))
        await unit.moments.add(Moment(session=session, name=MomentName.OPEN, due=NOON - minutes(10)))
        await unit.moments.add(Moment(session=session, name=MomentName.CHECK, due=NOON - minutes(99), done_at=NOON))
        await unit.moments.add(Moment(session=session, name=MomentName.LATE, due=NOON + minutes(10)))
        assert [one.name for one in await unit.due_moments(NOON)] == [MomentName.OPEN, MomentName.START]


async def test_due_attempts_are_planned_ones_oldest_first_up_to_a_limit(store: Store) -> None:
    async with store.write() as unit:
        for number, state, late in (("a", "planned", 1), ("b", "sending", 9), ("c", "planned", 5), ("d", "planned", 3)):
            await unit.attempts.add(Attempt(telephone=number, state=DialState(state), due=NOON - minutes(late)))
        await unit.attempts.add(Attempt(telephone="e", due=NOON + minutes(1)))
        assert [one.telephone for one in await unit.due_attempts(NOON, 2)] == ["c", "d"]
    async with store.read() as unit:
        assert [one.telephone for one in await unit.due_attempts(NOON, 9)] == ["c", "d", "a"]


async def test_unsettled_attempts_are_those_that_may_be_ringing(store: Store) -> None:
    async with store.write() as unit:
        for state in DialState:
            await unit.attempts.add(Attempt(telephone=state.value, state=state))
        assert {one.state.value for one in await unit.unsettled()} == {"sending", "doubt", "placed"}


async def test_sessions_between_two_moments_by_start(store: Store) -> None:
    async with store.write() as unit:
        for day, hour in ((3, 15), (1, 15), (2, 17), (4, 15)):
            at = datetime(2026, 12, day, hour, tzinfo=UTC)
            await unit.sessions.add(Session(date=at.date(), time=at.time(), starts_at=at))
        found = await unit.sessions_between(
            datetime(2026, 12, 1, 15, tzinfo=UTC), datetime(2026, 12, 4, 15, tzinfo=UTC)
        )
    assert [one.date.day for one in found] == [1, 2, 3]
