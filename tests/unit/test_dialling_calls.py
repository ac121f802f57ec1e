"""One call leaves: never twice for one attempt, never forgotten, within lines, modes and limits."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from allo.app.dial_next import dial_next
from allo.app.dialling.missing import ring_missing
from allo.app.dialling.presence import room_of
from allo.app.dialling.ringing import ring_back, ring_duty
from allo.app.place_calls import place_calls
from allo.app.ports import Found, InDoubt, Later, NotFound, Refused
from allo.app.settle_doubts import settle_doubts
from allo.domain.calls import Call, Errand, State
from allo.domain.errors import NothingToDial
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState
from allo.domain.people import Role
from allo.domain.records import HelpRequest
from allo.domain.rules import DialMode
from tests.unit.dialling_house import ARTIST, DUTY, HOST, JEANNE, PAUL, ROSE, Evening, staged


async def about_to_ring(*numbers: str, **rules: object) -> Evening:
    """All due, nobody rung yet."""
    evening = await staged(**rules)
    for number in numbers or (JEANNE,):
        await evening.listener(number)
    await evening.until(-5)
    evening.now += timedelta(minutes=1)
    return evening


async def state(evening: Evening, number: str = JEANNE) -> DialState:
    return (await evening.rows(number))[-1].state


# --- the answer of the provider ---------------------------------------------------------------------------------------


async def test_the_claim_is_written_before_the_provider_hears_of_it():
    evening = await about_to_ring()
    evening.telephony.hangs = True
    ringing = asyncio.create_task(place_calls(evening.house, evening.now))
    await evening.telephony.reached.wait()
    (row,) = await evening.rows(JEANNE)
    assert (row.state, row.call, row.owner, row.fence) == (
        DialState.SENDING,
        evening.telephony.dials[0].call,
        "this",
        1,
    )
    ringing.cancel()


async def test_taken_is_placed():
    evening = await about_to_ring()
    await evening.waits(30)
    assert (evening.rings(), await state(evening)) == (1, DialState.PLACED)
    assert (await evening.call_to(JEANNE)).party == "listener:1"


async def test_later_is_the_same_attempt_later():
    evening = await about_to_ring()
    evening.telephony.answers = [Later(7)]
    await evening.waits(7)
    assert (evening.rings(), await state(evening)) == (1, DialState.PLANNED)
    await evening.waits(2)
    (row,) = await evening.rows(JEANNE)
    assert (evening.rings(), row.state, row.number_of) == (2, DialState.PLACED, 1)
    assert len(await evening.all("calls")) == 1


async def test_refused_is_final_and_a_task():
    evening = await about_to_ring()
    evening.telephony.answers = [Refused("not allowed")]
    await evening.waits(60)
    assert (evening.rings(), await state(evening)) == (1, DialState.REFUSED)
    assert await evening.tasks() == ["missed"]
    assert (await evening.call_to(JEANNE)).state is State.ENDED


async def test_a_doubt_that_is_found_was_placed():
    evening = await about_to_ring()
    evening.telephony.answers = [InDoubt()]
    await evening.waits(1)
    assert await state(evening) is DialState.DOUBT
    evening.telephony.traces = {evening.telephony.dials[0].call: Found(State.RINGING)}
    await evening.waits(10)
    assert (evening.rings(), await state(evening)) == (1, DialState.PLACED)


async def test_a_doubt_that_surely_never_left_is_dialled_under_a_fresh_id():
    evening = await about_to_ring()
    evening.telephony.answers = [InDoubt()]
    await evening.waits(10)
    first, second = evening.telephony.dials
    assert first.call != second.call
    (row,) = await evening.rows(JEANNE)
    assert (row.number_of, row.fence, row.state) == (1, 2, DialState.PLACED)


async def test_a_doubt_that_stays_one_is_a_task_after_a_minute_and_never_a_second_call():
    evening = await about_to_ring()
    evening.telephony.answers = [InDoubt()]
    await evening.tick()
    evening.telephony.traces = {evening.telephony.dials[0].call: InDoubt()}
    await evening.waits(50)
    assert await evening.tasks() == []
    await evening.waits(600)
    assert (evening.rings(), await state(evening)) == (1, DialState.DOUBT)
    assert await evening.tasks() == ["doubt"]


@pytest.mark.parametrize(("trace", "rings"), [(Found(State.RINGING), 0), (NotFound(), 1)])
async def test_a_dead_senders_call_is_asked_about(trace: Found | NotFound, rings: int):
    evening = await about_to_ring()
    await left_by(evening, "dead")
    evening.telephony.traces = {"old": trace}
    await settle_doubts(evening.house, evening.now)
    await evening.waits(2)
    assert evening.telephony.asked == ["old"]
    assert (evening.rings(), await state(evening)) == (rings, DialState.PLACED)


async def test_a_paused_sender_is_left_alone():
    """Its lease is long over, but it lives: it may still send."""
    evening = await about_to_ring()
    evening.store.alive.add("other")
    await left_by(evening, "other")
    evening.now += timedelta(minutes=5)
    await evening.waits(10)
    assert (evening.telephony.asked, evening.rings()) == ([], 0)
    assert await state(evening) is DialState.SENDING


async def left_by(evening: Evening, owner: str) -> None:
    """That process had claimed Jeanne's call, and was seen no more."""
    async with evening.store.write() as uow:
        (row,) = await uow.attempts.find(number=JEANNE)
        sent = {"call": "old", "owner": owner, "fence": 1, "sent_at": evening.now, "lease_until": evening.now}
        await uow.attempts.save(replace(row, state=DialState.SENDING, **sent))
        await uow.calls.add(Call(id="old", errand=Errand.LISTENER, number=JEANNE, session=1, attempt=row.id))


async def test_an_answer_that_comes_after_the_end_changes_nothing():
    evening = await about_to_ring()
    evening.telephony.at_once = lambda: evening.ends(JEANNE, Outcome.BUSY)
    await evening.tick()
    assert [row.state for row in await evening.rows(JEANNE)] == [DialState.ENDED, DialState.PLANNED]


async def test_two_workers_ring_once():
    evening = await about_to_ring(JEANNE, ROSE, PAUL)
    for _ in range(3):
        await asyncio.gather(*(place_calls(evening.house, evening.now) for _ in range(4)))
        evening.now += timedelta(seconds=1)
    assert sorted(evening.telephony.numbers) == [JEANNE, ROSE, PAUL]


# --- lines ------------------------------------------------------------------------------------------------------------


async def test_two_lines_are_kept_for_the_stage_and_one_in_five_for_callers():
    numbers = [f"+331990002{place:02}" for place in range(12)]
    evening = await about_to_ring(*numbers, max_calls=10)
    await evening.waits(60)
    assert evening.rings() == 10 - 2 - 2


async def test_staff_take_the_lines_that_were_kept_for_them():
    evening = Evening(-21, max_calls=2)
    await evening.session()
    await evening.until(-14)
    assert evening.telephony.numbers == [HOST, ARTIST]


# --- modes ------------------------------------------------------------------------------------------------------------


async def test_one_by_one_each_call_waits_for_a_person():
    evening = await about_to_ring(JEANNE, ROSE, dial_mode=DialMode.ONE_BY_ONE)
    await evening.waits(30)
    assert evening.rings() == 0
    (session,) = await evening.all("sessions")
    told = await dial_next(evening.store, session, rules=evening.rules, now=evening.now)
    await evening.waits(3)
    assert (told.name, told.waits, evening.telephony.numbers) == ("Jeanne", False, [JEANNE])


async def test_one_by_one_never_two_ringing_at_once():
    evening = await about_to_ring(JEANNE, ROSE, dial_mode=DialMode.ONE_BY_ONE)
    (session,) = await evening.all("sessions")
    for _ in range(2):
        await dial_next(evening.store, session, rules=evening.rules, now=evening.now)
    await evening.waits(30)
    assert evening.telephony.numbers == [JEANNE]
    await evening.ends(JEANNE, Outcome.NO_ANSWER)
    await evening.waits(2)
    assert evening.telephony.numbers == [JEANNE, ROSE]


async def test_nothing_to_dial_says_so():
    evening = await staged(dial_mode=DialMode.ONE_BY_ONE)
    (session,) = await evening.all("sessions")
    with pytest.raises(NothingToDial):
        await dial_next(evening.store, session, rules=evening.rules, now=evening.now)


async def test_never_makes_each_call_a_task():
    evening = Evening(-21, dial_mode=DialMode.NEVER)
    await evening.session()
    await evening.listener()
    await evening.until(-3)
    assert evening.rings() == 0
    assert (await evening.tasks()).count("dial_by_hand") == 3


@pytest.mark.parametrize("mode", list(DialMode))
async def test_zero_rings_the_people_on_duty_in_every_mode(mode: DialMode):
    evening = await staged(dial_mode=mode)
    row = await asks_for_help(evening)
    await evening.waits(1)
    assert [(one.number, one.ring) for one in evening.telephony.dials] == [(DUTY, 25)]
    call = await evening.call_to(DUTY)
    assert (call.errand, call.party, call.attempt) == (Errand.DUTY, "duty:1", row.id)


async def test_an_officer_who_cannot_be_rung_is_followed_by_a_message():
    evening = await staged()
    evening.telephony.answers = [Refused("no")]
    await asks_for_help(evening)
    await evening.waits(2)
    (request,) = await evening.all("helps")
    assert request.state == "over"
    assert await evening.tasks() == ["call_back"]


async def asks_for_help(evening: Evening) -> Attempt:
    officer = await evening.officer(DUTY)
    call = Call(id="caller", session=1, number=PAUL, state=State.UP, began_at=evening.now)
    await evening.add("calls", call)
    request = await evening.add("helps", HelpRequest(call="caller", session=1, room="private", asked=(officer.id,)))
    async with evening.store.write() as uow:
        row = await ring_duty(evening.house, uow, request=request, officer=officer, now=evening.now)
    assert row is not None
    return row


async def test_the_artist_without_a_code_is_rung_back_at_any_hour():
    evening = Evening(600)
    session = await evening.session()
    async with evening.store.write() as uow:
        for _ in range(2):
            await ring_back(evening.house, uow, session=session, party="artist:1", now=evening.now)
    await evening.waits(2)
    assert evening.telephony.numbers == [ARTIST]


# --- the host's *2 ----------------------------------------------------------------------------------------------------


async def missing(evening: Evening) -> str | None:
    async with evening.store.write() as uow:
        session = await uow.sessions.get(1)
        assert session is not None
        return await ring_missing(evening.house, uow, session, await room_of(uow, session), evening.now)


async def test_star_two_rings_the_next_one_due():
    evening = await about_to_ring(JEANNE)
    await evening.waits(1)
    await evening.ends(JEANNE, Outcome.BUSY)
    assert await missing(evening) == "Jeanne"
    await evening.waits(1)
    assert evening.rings() == 2


async def test_star_two_rings_who_was_rung_in_vain_but_not_who_hung_up():
    evening = await about_to_ring(JEANNE, ROSE, no_answer_delays=())
    await evening.waits(3)
    await evening.ends(JEANNE, Outcome.NO_ANSWER)
    await evening.ends(ROSE, Outcome.COMPLETED, answered=60)
    assert await missing(evening) == "Jeanne"
    assert await missing(evening) is None
    await evening.waits(2)
    assert evening.telephony.numbers == [JEANNE, ROSE, JEANNE]


async def test_star_two_finds_nobody_where_all_are_there():
    evening = await about_to_ring(JEANNE)
    await evening.waits(2)
    await evening.comes_in("listener:1", Role.LISTENER)
    await evening.ends(JEANNE, Outcome.COMPLETED, answered=60, reached_room=True)
    assert await missing(evening) is None
