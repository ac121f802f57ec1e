"""A cancelled session, a new date, a rehearsal: who is told, who is rung."""

from __future__ import annotations

from datetime import date, time

from allo.app.cancel_session import cancel_session
from allo.app.move_session import move_session
from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World


async def morning(title: str = "Chansons") -> tuple[World, Handset]:
    world = World(start=time(11, 0))
    await world.evening(title)
    return world, await world.listener("Marie")


async def test_a_cancellation_is_told_to_those_who_were_to_be_called(golden: Golden) -> None:
    world, marie = await morning()
    other = await world.listener("Paul", call_me=False)
    session = await world.tonight()
    await cancel_session(world.store, session.id, reason="malade", rules=world.rules, now=world.now())
    for one in (world.hugo, world.camille, marie):
        await world.picks_up(one)
        await one.hears("Vous m'entendez ?")
        one.presses("1")
        await one.hears("n'aura pas lieu")
    await world.until(15, 30)
    golden(world, "news_cancelled", about="Marie")
    assert [world.rings(one) for one in (marie, world.hugo, world.camille, other)] == [1, 1, 1, 0]


async def test_a_new_date_is_told_twice(golden: Golden) -> None:
    world, marie = await morning()
    session = await world.tonight()
    now = world.now()
    await move_session(world.store, session.id, date(2026, 12, 3), time(10, 30), rules=world.rules, now=now)
    await world.picks_up(marie)
    await marie.hears("Vous m'entendez ?")
    marie.presses("1")
    await marie.hears("La séance prévue aujourd'hui à quinze heures change de date.")
    await world.wait(40)
    golden(world, "news_moved", about="Marie")
    await world.until(16, 0)
    assert world.rings(marie) == 1


async def test_news_on_a_machine_is_tried_again(golden: Golden) -> None:
    world, _ = await morning()
    zoe = await world.lively("Zoé", "voicemail")
    session = await world.tonight()
    await cancel_session(world.store, session.id, reason="malade", rules=world.rules, now=world.now())
    await world.until(11, 20)
    assert world.rings(zoe) >= 2
    golden(world, "news_machine", about="Zoé")
    assert "missed" in await world.tasks()


async def test_cancelled_in_the_middle_everybody_hears_it(golden: Golden) -> None:
    world = World(start=time(14, 39))
    await world.evening()
    marie = await world.lively("Marie")
    late = await world.listener("Paul")
    await world.stage()
    await world.until(14, 57)
    session = await world.tonight()
    await cancel_session(world.store, session.id, reason="panne", rules=world.rules, now=world.now())
    await world.wait(20)
    golden(world, "news_cancelled_live", about="Marie Hugo Paul", since="14:56:30")
    assert (world.inside(), marie.talking) == ([], False)
    late.picks_up()
    await late.hears("Nous avons une nouvelle pour vous.")


async def test_a_rehearsal_rings_only_staff_at_any_hour(golden: Golden) -> None:
    world = World(start=time(21, 39))
    await world.evening(at=time(22, 0), rehearsal=True)
    marie = await world.listener("Marie")
    await world.stage()
    await world.until(22, 30)
    assert (world.rings(marie), await world.phase()) == (0, "echange")
    await world.until(23, 25)
    golden(world, "rehearsal")
