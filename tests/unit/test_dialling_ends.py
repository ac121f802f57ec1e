"""What follows from the end of a call: another ring, a call-back, a task, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allo.app.dialling.ringing import end_attempt, is_last_attempt, plan_call_back, plan_promised, release_promised
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.people import Consent, Role
from tests.unit.dialling_house import HOST, JEANNE, PAUL, Evening, staged


async def ringing(**fields: object) -> Evening:
    """Jeanne's telephone rings."""
    evening = await staged()
    await evening.listener(**fields)
    await evening.until(-3.9)
    assert evening.rings() == 1
    return evening


async def test_busy_then_no_answer_then_a_human():
    evening = await ringing()
    await evening.ends(JEANNE, Outcome.BUSY)
    await evening.waits(119)
    assert evening.rings() == 1
    await evening.waits(2)
    assert evening.rings() == 2
    await evening.ends(JEANNE, Outcome.NO_ANSWER)
    await evening.waits(8 * 60 + 1)
    assert evening.rings() == 3
    await evening.ends(JEANNE, Outcome.NO_ANSWER)
    assert await evening.tasks() == ["missed"]
    await evening.until(21)
    assert evening.rings() == 3


async def test_busy_four_times_and_no_more():
    evening = await ringing()
    for seconds in (2 * 60, 5 * 60, 10 * 60):
        await evening.ends(JEANNE, Outcome.BUSY)
        await evening.waits(seconds + 1)
    assert evening.rings() == 4
    await evening.ends(JEANNE, Outcome.BUSY)
    assert await evening.tasks() == ["missed"]


@pytest.mark.parametrize(
    ("outcome", "task"),
    [
        (Outcome.REFUSED, "missed"),
        (Outcome.COMPLETED, "missed"),
        (Outcome.INVALID, "wrong_number"),
    ],
)
async def test_refused_hung_up_or_wrong_is_not_rung_again(outcome: Outcome, task: str):
    evening = await ringing()
    await evening.ends(JEANNE, outcome, answered=30)
    assert await evening.tasks() == [task]
    await evening.until(20)
    assert evening.rings() == 1


async def test_a_machine_one_minute_later_then_eight_and_the_message_on_the_last():
    evening = await ringing()
    last = []
    for seconds in (60, 8 * 60, 60):
        async with evening.store.read() as uow:
            row = (await uow.attempts.find(number=JEANNE, state=DialState.PLACED))[0]
            last.append(await is_last_attempt(evening.house, uow, row, evening.now))
        await evening.ends(JEANNE, Outcome.COMPLETED, answered=30, machine=True)
        await evening.waits(seconds + 1)
    assert (evening.rings(), last) == (3, [False, False, True])
    assert await evening.tasks() == ["missed"]


async def test_who_was_in_the_room_is_not_rung_again():
    evening = await ringing()
    await evening.ends(JEANNE, Outcome.COMPLETED, answered=90, reached_room=True)
    await evening.until(20)
    assert (evening.rings(), await evening.tasks()) == (1, [])


async def test_who_came_by_themselves_meanwhile_is_not_rung_again():
    evening = await ringing()
    await evening.ends(JEANNE, Outcome.BUSY)
    await evening.comes_in("listener:1", Role.LISTENER, inside=False)
    await evening.waits(121)
    assert (evening.rings(), await evening.tasks()) == (1, [])


async def test_the_same_end_twice_plans_one_redial():
    evening = await ringing()
    call = await evening.call_to(JEANNE)
    await evening.ends(JEANNE, Outcome.BUSY)
    async with evening.store.write() as uow:
        assert await end_attempt(evening.house, uow, call=call, outcome=Outcome.BUSY, now=evening.now) is None
    assert [row.number_of for row in await evening.rows(JEANNE)] == [1, 2]


async def test_six_rings_a_day_for_one_telephone():
    evening = await staged(rings_per_day=1)
    await evening.listener()
    await evening.until(-3.9)
    await evening.ends(JEANNE, Outcome.BUSY)
    await evening.until(10)
    assert (evening.rings(), await evening.tasks()) == (1, ["missed"])


async def test_two_hang_ups_in_a_row_suspend_the_calls():
    evening = await ringing(quick_hang_ups=1)
    await evening.ends(JEANNE, Outcome.COMPLETED, answered=8)
    (jeanne,) = await evening.all("listeners")
    assert jeanne.consent is Consent.SUSPENDED
    assert "suspended" in await evening.tasks()


async def test_a_longer_call_forgets_the_hang_up_before():
    evening = await ringing(quick_hang_ups=1)
    await evening.ends(JEANNE, Outcome.COMPLETED, answered=11)
    (jeanne,) = await evening.all("listeners")
    assert (jeanne.consent, jeanne.quick_hang_ups) == (Consent.GIVEN, 0)


async def test_a_group_that_hangs_up_twice_is_suspended_too():
    evening = await staged()
    await evening.group()
    await evening.until(-3.9)
    await evening.ends(PAUL, Outcome.COMPLETED, answered=4)
    async with evening.store.write() as uow:
        before = (await uow.attempts.find(number=PAUL))[0]
        await uow.attempts.add(_again(before))
    await evening.waits(2)
    await evening.ends(PAUL, Outcome.COMPLETED, answered=4)
    assert (await evening.all("groups"))[0].stopped


def _again(row: Attempt) -> Attempt:
    return replace(row, id=0, number_of=2, state=DialState.PLANNED, call="", sent_at=None, outcome=None, ended_at=None)


# --- call-backs and promises ------------------------------------------------------------------------------------------


async def cut_off(evening: Evening, number: str = JEANNE) -> object:
    await evening.ends(number, Outcome.DROPPED, answered=300, reached_room=True)
    async with evening.store.write() as uow:
        session = await uow.sessions.get(1)
        (call,) = [one for one in await uow.calls.find(number=number) if one.ended_at == evening.now]
        assert session is not None
        return await plan_call_back(evening.house, uow, session=session, call=call, now=evening.now)


async def test_a_line_that_was_cut_is_called_back_once_after_twenty_seconds():
    evening = await ringing()
    await evening.comes_in("listener:1", Role.LISTENER, inside=False)
    assert await cut_off(evening)
    await evening.waits(20)
    assert evening.rings() == 1
    await evening.waits(1)
    assert evening.rings() == 2
    assert await cut_off(evening) is None
    assert await evening.tasks() == ["missed"]


async def test_who_never_agreed_is_not_called_back():
    evening = await ringing()
    async with evening.store.write() as uow:
        jeanne = (await uow.listeners.find())[0]
        await uow.listeners.save(replace(jeanne, consent=Consent.NONE))
    assert await cut_off(evening) is None


async def test_the_host_is_called_back_three_times():
    evening = Evening(-20)
    await evening.session()
    await evening.waits(2)
    for _ in range(3):
        assert await cut_off(evening, HOST)
        await evening.waits(22)
    assert evening.rings(HOST) == 4
    assert await cut_off(evening, HOST) is None


async def test_a_promise_is_kept_when_it_begins():
    evening = await staged()
    await evening.listener(call_me=False)
    async with evening.store.write() as uow:
        session = await uow.sessions.get(1)
        assert session is not None
        assert await plan_promised(evening.house, uow, session=session, party="listener:1", now=evening.now)
        assert not await plan_promised(evening.house, uow, session=session, party="", now=evening.now)
    await evening.until(2)
    assert evening.rings() == 0
    async with evening.store.write() as uow:
        await release_promised(evening.house, uow, session=session, now=evening.now)
    await evening.waits(1)
    assert [row.why for row in await evening.rows(JEANNE)] == [Why.PROMISED]
    assert evening.rings() == 1
