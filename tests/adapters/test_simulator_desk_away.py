"""The exchange when Allô is away, slow, or says nothing: never dead air."""

from __future__ import annotations

from allo.domain.events import Answered, CallAnswered, CallArrived, Outcome, RoomJoined
from ivr_flows.instructions import Join
from tests.support.exchange_bench import bench
from tests.support.scripted_desk import ask, say


async def test_an_arrival_hears_an_apology_and_is_offered_again() -> None:
    allo = bench()
    claire = allo.handset()
    allo.desk.away = True
    await allo.ring_in_vain(claire)
    await claire.hears("nous rétablissons la ligne")
    allo.desk.away = False
    allo.desk.replies_to(CallArrived, (say("Bonjour."), Join("room")))
    await claire.hears("Bonjour")
    assert len(allo.desk.of(CallArrived)) == 1


async def test_after_half_a_minute_it_is_sorry_and_ends() -> None:
    allo = bench()
    claire = allo.handset()
    allo.exchange.connect(None)
    await allo.ring_in_vain(claire)
    await claire.hears("la ligne ne revient pas")
    await allo.run(10)
    assert claire.outcomes == [Outcome.FAILED]
    assert allo.exchange.failures == []


async def test_an_answer_is_offered_again() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, ask("Vous venez ?"))
    allo.desk.away = True
    claire.presses("1")
    await claire.hears("nous rétablissons la ligne")
    allo.desk.away = False
    allo.desk.replies_to(Answered, (say("Merci."), Join("room")))
    await claire.hears("Merci")
    assert len(allo.exchange.failures) == 1


async def test_in_the_room_nothing_is_noticed() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Join("room", opens=True))
    allo.desk.away = True
    claire.presses("*")
    await allo.run(60)
    assert claire.heard == []
    assert len(allo.exchange.in_room("room")) == 1


async def test_a_call_that_is_told_nothing_asks_for_its_list() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.dial()
    await claire.rings()
    claire.picks_up()
    await allo.run()
    allo.desk.tells("call1", say("Bonjour."), Join("room"))
    await claire.hears("Bonjour")


async def test_a_lost_event_leaves_nobody_in_silence() -> None:
    allo = bench()
    claire = allo.handset()
    allo.exchange.wire = lambda event: () if isinstance(event, CallAnswered) else (0.0,)
    await allo.dial()
    await claire.rings()
    claire.picks_up()
    allo.desk.tells("call1", say("Bonjour."), Join("room"))
    await claire.hears("Bonjour")


async def test_events_may_come_late_twice_and_in_another_order() -> None:
    allo = bench()
    claire = allo.handset()
    allo.exchange.wire = lambda event: (3.0, 0.5) if isinstance(event, RoomJoined) else (0.0,)
    await allo.reach(claire, Join("room", opens=True))
    claire.hangs_up()
    await allo.run(5)
    names = [type(event).__name__ for event in allo.desk.events]
    assert names == ["CallAnswered", "ListTaken", "RoomLeft", "CallEnded", "RoomJoined", "RoomJoined"]
