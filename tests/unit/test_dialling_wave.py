"""Staff, then the wave: who is rung, in what order, and what holds it back."""

from __future__ import annotations

from dataclasses import replace

from allo.domain.calls import Errand
from allo.domain.events import Outcome
from allo.domain.ledger import DialState
from allo.domain.people import Role
from allo.domain.records import Fact
from allo.domain.rules import CallingHours
from tests.unit.dialling_house import ARTIST, DUTY, DUTY_2, HOST, JEANNE, PAUL, ROSE, START, Evening, staged


async def test_the_host_at_minus_twenty_the_artist_at_minus_fifteen():
    evening = Evening()
    await evening.session()
    await evening.until(-15)
    assert evening.telephony.numbers == [HOST]
    await evening.waits(1)
    assert evening.telephony.numbers == [HOST, ARTIST]
    assert (await evening.call_to(HOST)).errand is Errand.HOST


async def test_the_last_first_ring_is_at_minus_four_one_a_second():
    evening = await staged()
    for number in (JEANNE, ROSE, PAUL):
        await evening.listener(number)
    await evening.until(-4)
    assert evening.telephony.numbers == [JEANNE, ROSE]
    await evening.waits(1)
    assert evening.telephony.numbers == [JEANNE, ROSE, PAUL]


async def test_a_dial_says_how_long_to_ring_and_to_talk():
    evening = await staged()
    await evening.listener(pace=2)
    await evening.until(-3.9)
    (one,) = evening.telephony.dials
    assert (one.ring, one.detect_machine) == (90, True)
    assert one.limit == (4 + 60 + 10 + 15) * 60


async def test_nobody_is_rung_before_somebody_is_on_stage():
    evening = Evening(-10)
    await evening.session(staff=False)
    await evening.listener()
    await evening.until(-2)
    assert evening.rings() == 0
    await evening.comes_in("artist:1", Role.ARTIST)
    await evening.waits(1)
    assert evening.telephony.numbers == [JEANNE]


async def test_i_am_ready_opens_the_wave_too():
    evening = Evening(-10)
    await evening.session(staff=False)
    await evening.listener()
    await evening.add("facts", Fact(key="ready:host:1:1", session=1))
    await evening.until(-3)
    assert evening.rings() == 1


async def test_nobody_on_stage_the_people_on_duty_are_rung_in_turn():
    evening = Evening(-10)
    await evening.session(staff=False)
    await evening.officer(DUTY, rank=1)
    await evening.officer(DUTY_2, rank=2)
    await evening.until(-4)
    assert evening.rings() == 0
    await evening.waits(6)
    assert [(one.number, one.ring) for one in evening.telephony.dials] == [(DUTY, 25)]
    await evening.ends(DUTY, Outcome.NO_ANSWER)
    await evening.waits(10)
    assert evening.telephony.numbers == [DUTY, DUTY_2]
    assert await evening.tasks() == ["nobody_on_stage"]


async def test_planning_again_and_again_rings_once():
    evening = await staged()
    await evening.listener()
    await evening.until(5)
    assert evening.rings() == 1
    assert len(await evening.all("attempts")) == 1


async def test_who_is_registered_late_joins():
    evening = await staged()
    await evening.until(2)
    await evening.listener()
    await evening.waits(7)
    assert evening.telephony.numbers == [JEANNE]


async def test_after_t_plus_20_nobody_is_rung_and_a_human_knows():
    evening = await staged(max_calls=2)
    await evening.listener()
    await evening.until(20.1)
    assert evening.rings() == 0
    (row,) = await evening.rows(JEANNE)
    assert (row.state, row.reason) == (DialState.WAIVED, "trop tard")
    assert await evening.tasks() == ["missed"]


async def test_a_session_met_again_after_t_plus_20_rings_nobody():
    evening = Evening(25)
    await evening.session()
    await evening.listener()
    await evening.waits(20)
    assert evening.rings() == 0


async def test_an_occurrence_without_artist_calls_nobody():
    evening = Evening(-21)
    await evening.session(artists=())
    await evening.listener()
    await evening.until(3)
    assert evening.rings() == 0
    assert await evening.tasks() == ["not_programmed"]


async def test_programmed_at_the_last_minute_it_calls_its_staff():
    evening = Evening(-12)
    session = await evening.session(artists=())
    await evening.waits(5)
    async with evening.store.write() as uow:
        await uow.sessions.save(replace(session, artists=(1,)))
    await evening.waits(10)
    assert sorted(evening.telephony.numbers) == [HOST, ARTIST]


async def test_who_called_in_by_themselves_is_not_rung():
    evening = await staged()
    jeanne = await evening.listener()
    await evening.comes_in(f"listener:{jeanne.id}", Role.LISTENER)
    await evening.until(-3)
    assert evening.rings() == 0
    assert [row.state for row in await evening.rows(JEANNE)] == [DialState.WAIVED]
    assert await evening.tasks() == []


async def test_who_stopped_since_the_plan_is_not_rung():
    evening = await staged()
    jeanne = await evening.listener()
    await evening.waits(2)
    async with evening.store.write() as uow:
        await uow.listeners.save(replace(jeanne, deceased=True))
    await evening.until(-3)
    assert evening.rings() == 0
    assert await evening.tasks() == []


async def test_people_at_one_switchboard_are_rung_one_after_the_other():
    evening = await staged()
    await evening.listener(ask_for="Jeanne Petit")
    await evening.listener(ask_for="Rose Grand")
    await evening.until(-3)
    assert evening.rings(JEANNE) == 1
    await evening.ends(JEANNE, Outcome.NO_ANSWER)
    await evening.waits(2)
    assert evening.rings(JEANNE) == 2


async def test_before_nine_in_guadeloupe_the_call_waits_for_nine():
    evening = await staged(hours=CallingHours(begin=START.time().replace(hour=10)))
    await evening.listener(zone="America/Guadeloupe")
    await evening.until(0)
    assert evening.rings() == 0
    await evening.waits(2)
    assert evening.rings() == 1


async def test_out_of_hours_is_a_task():
    evening = await staged()
    await evening.listener(zone="Pacific/Noumea")
    await evening.until(-3)
    assert evening.rings() == 0
    assert await evening.tasks() == ["bad_hour"]


async def test_a_rehearsal_rings_staff_at_any_hour_and_no_listener():
    evening = Evening(-21, hours=CallingHours(days=()))
    await evening.session(rehearsal=True)
    await evening.listener()
    await evening.until(-3)
    assert evening.telephony.numbers == [HOST, ARTIST]


async def test_a_wrong_number_is_a_task_at_once():
    evening = await staged()
    await evening.listener("+33899000001")
    await evening.waits(6)
    assert await evening.tasks() == ["wrong_number"]
    assert evening.rings() == 0


async def test_five_calls_a_second_where_that_is_allowed():
    evening = await staged(calls_per_second=5.0)
    evening.telephony.can = replace(evening.telephony.can, calls_per_second=5.0)
    for place in range(12):
        await evening.listener(f"+331990001{place:02}")
    await evening.until(-4)
    assert evening.rings() == 7
    await evening.waits(1)
    assert evening.rings() == 12
