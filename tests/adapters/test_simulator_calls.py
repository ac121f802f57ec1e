"""The exchange: how calls begin and end."""

from __future__ import annotations

import pytest

from allo.app.ports import Found, InDoubt, Later, NotFound, NotThere, Refused
from allo.domain.calls import State
from allo.domain.events import CallAnswered, CallArrived, CallEnded, Outcome
from allo.telephony.simulator.exchange import LINE
from ivr_flows.instructions import HangUp, Join
from tests.support.exchange_bench import CLAIRE, PAUL, TUESDAY, Bench, bench
from tests.support.scripted_desk import ask, say


def outcome_of(exchange: Bench) -> Outcome:
    ended = exchange.desk.of(CallEnded)[-1]
    assert isinstance(ended, CallEnded)
    return ended.outcome


async def test_claire_is_called_and_hangs_up() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, ask("Bonjour Claire."))
    await claire.hears("Bonjour")
    claire.hangs_up()
    await allo.run()
    assert [type(event).__name__ for event in allo.desk.events] == ["CallAnswered", "ListTaken", "CallEnded"]
    assert outcome_of(allo) is Outcome.COMPLETED


async def test_nobody_answers_for_the_time_of_ringing() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.dial(ring=45)
    await allo.run(45.5)
    assert claire.ringing
    await allo.run(1)
    assert not claire.ringing
    assert outcome_of(allo) is Outcome.NO_ANSWER


@pytest.mark.parametrize("trouble", [Outcome.BUSY, Outcome.UNREACHABLE, Outcome.FAILED])
async def test_the_network_says_why_it_does_not_ring(trouble: Outcome) -> None:
    allo = bench()
    allo.handset(trouble=trouble)
    await allo.dial()
    await allo.run(2)
    assert outcome_of(allo) is trouble


async def test_a_number_of_nobody_is_invalid() -> None:
    allo = bench()
    await allo.dial("+33199999999")
    await allo.run(2)
    assert outcome_of(allo) is Outcome.INVALID


async def test_claire_refuses() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.dial()
    await claire.rings()
    claire.refuses()
    await allo.run()
    assert outcome_of(allo) is Outcome.REFUSED


async def test_a_second_call_finds_claire_busy_and_does_not_disturb_her() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, ask("Bonjour."))
    await allo.dial()
    await allo.run(2)
    assert outcome_of(allo) is Outcome.BUSY
    assert claire.talking


async def test_allo_gives_up_ringing() -> None:
    allo = bench()
    claire = allo.handset()
    call = await allo.dial()
    await claire.rings()
    await allo.exchange.hang_up(call)
    await allo.run()
    assert outcome_of(allo) is Outcome.CANCELED
    with pytest.raises(NotThere):
        await allo.exchange.hang_up(call)


async def test_the_network_loses_the_call() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Join("room"))
    claire.is_cut_off()
    await allo.run()
    assert outcome_of(allo) is Outcome.DROPPED


async def test_a_call_lasts_no_longer_than_its_limit() -> None:
    allo = bench()
    claire = allo.handset()
    allo.desk.replies_to(CallAnswered, (Join("room"),))
    await allo.dial(limit=60)
    await claire.rings()
    claire.picks_up()
    await allo.run(61)
    assert outcome_of(allo) is Outcome.COMPLETED


async def test_claire_rings_us() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.ring_in(claire, (say("Bonjour, ici Allô l'artiste."), HangUp()))
    await claire.hears("ici Allô")
    await allo.run(5)
    arrived = allo.desk.of(CallArrived)[0]
    assert isinstance(arrived, CallArrived)
    assert (arrived.number, arrived.line) == (CLAIRE, LINE)
    assert claire.outcomes == [Outcome.COMPLETED]


async def test_a_withheld_number_is_none() -> None:
    allo = bench()
    await allo.ring_in(allo.handset(withheld=True), (ask("Bonjour."),))
    arrived = allo.desk.of(CallArrived)[0]
    assert isinstance(arrived, CallArrived)
    assert arrived.number is None


async def test_who_hangs_up_before_we_hear_of_it_has_not_called() -> None:
    allo = bench()
    claire = allo.handset()
    claire.dials()
    await allo.run(0.5)
    claire.hangs_up()
    await allo.run(5)
    assert allo.desk.events == []


async def test_a_number_that_is_not_ours_does_not_lead_to_us() -> None:
    allo = bench()
    claire = allo.handset()
    claire.dials("+33199000099")
    await allo.run(5)
    assert allo.desk.events == []
    assert claire.has_heard("pas attribué")


async def test_a_call_id_rings_once() -> None:
    allo = bench()
    allo.handset()
    call = await allo.dial()
    with pytest.raises(Refused):
        await allo.exchange.dial(call, CLAIRE, ring=45, limit=60, detect_machine=False)
    await allo.run(2)
    assert allo.exchange.rings.of_number(CLAIRE) == allo.exchange.rings.of_call(call) == 1
    assert allo.exchange.rings.asked_twice == [call]


async def test_what_became_of_a_call_in_doubt() -> None:
    allo = bench()
    allo.handset()
    allo.exchange.faults.next("dial", InDoubt("lost"), done=True)
    with pytest.raises(InDoubt):
        await allo.dial()
    allo.exchange.faults.next("dial", InDoubt("lost"))
    with pytest.raises(InDoubt):
        await allo.dial(PAUL)
    assert await allo.exchange.trace("call1", CLAIRE, TUESDAY) == Found(State.RINGING)
    assert await allo.exchange.trace("call2", PAUL, TUESDAY) == NotFound()


async def test_faults_come_as_often_as_asked() -> None:
    allo = bench()
    allo.handset()
    allo.exchange.faults.next("dial", Later(2.0), times=2)
    for _ in range(2):
        with pytest.raises(Later):
            await allo.dial()
    assert await allo.dial() == "call3"


async def test_a_snapshot_shows_what_is_live() -> None:
    allo = bench()
    claire, paul = allo.handset(), allo.handset(PAUL, "Paul")
    in_room = await allo.reach(claire, Join("room", muted=True))
    ringing = await allo.dial(paul.number)
    snapshot = await allo.exchange.snapshot()
    assert snapshot.calls == {in_room: State.UP, ringing: State.RINGING}
    assert [(seat.call, seat.room, seat.muted) for seat in snapshot.seats.values()] == [(in_room, "room", True)]
    assert list(snapshot.seats) == [f"{in_room}.1"]
