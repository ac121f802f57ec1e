"""Who makes calls leave: a wave, a person one by one, nobody; and how many lines there are."""

from __future__ import annotations

from datetime import time

from allo.app.dial_next import dial_next
from allo.domain.rules import DialMode, Rules
from tests.stories.conftest import Golden
from tests.support.world import World


def one_by_one() -> World:
    return World(start=time(14, 39), rules=Rules(dial_mode=DialMode.ONE_BY_ONE))


async def a_person_dials(world: World) -> str:
    session = await world.tonight()
    return (await dial_next(world.store, session, rules=world.rules, now=world.now())).name


async def test_one_by_one_nothing_rings_by_itself() -> None:
    world = one_by_one()
    await world.evening()
    marie = await world.listener("Marie")
    await world.until(14, 45)
    assert world.rings(world.hugo) == 0
    assert await a_person_dials(world) == "Hugo"
    await world.takes_call(world.hugo)
    await world.until(15, 2)
    assert (world.rings(world.camille), world.rings(marie)) == (0, 0)


async def test_one_by_one_the_host_rings_the_next_by_star_two(golden: Golden) -> None:
    world = one_by_one()
    await world.evening()
    marie, paul = await world.listener("Marie"), await world.listener("Paul")
    await world.until(14, 50)
    await world.calls_in(world.hugo, "22220001")
    await world.card(world.hugo, "2")
    assert world.hugo.has_heard("Nous appelons Camille.")
    await world.takes_call(world.camille)
    await world.card(world.hugo, "2")
    await world.takes_call(marie)
    await world.card(world.hugo, "2")
    await world.takes_call(paul)
    await world.card(world.hugo, "2")
    assert world.hugo.has_heard("Il ne manque personne à appeler.")
    golden(world, "one_by_one", since="14:50:00")


async def test_one_by_one_never_two_at_once() -> None:
    world = one_by_one()
    await world.evening()
    marie, paul = await world.listener("Marie"), await world.listener("Paul")
    await world.until(14, 50)
    await world.calls_in(world.hugo, "22220001")
    for _ in range(3):
        await a_person_dials(world)
    await world.wait(20)
    assert (world.rings(world.camille), world.rings(marie), world.rings(paul)) == (1, 0, 0)
    world.camille.refuses()
    await world.wait(5)
    assert (world.rings(marie), world.rings(paul)) == (1, 0)


async def test_one_by_one_call_backs_and_redials_wait_too() -> None:
    world = one_by_one()
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.until(14, 50)
    await world.calls_in(world.hugo, "22220001")
    await world.calls_in(marie)
    marie.is_cut_off()
    await world.wait(90)
    assert world.rings(marie) == 0
    while await a_person_dials(world) != "Marie":
        await world.wait(60)
    await world.takes_call(marie)


async def test_one_by_one_zero_rings_the_duty_all_the_same() -> None:
    world = one_by_one()
    await world.evening()
    denise, marie = await world.officer(), await world.listener("Marie", call_me=False)
    marie.dials()
    await marie.hears("Bonjour")
    marie.presses("0")
    await denise.rings()


async def test_never_each_call_is_a_task_for_somebody() -> None:
    world = World(start=time(14, 39), rules=Rules(dial_mode=DialMode.NEVER))
    await world.evening()
    marie, denise = await world.listener("Marie"), await world.officer()
    await world.until(14, 50)
    await world.calls_in(world.hugo, "22220001")
    await world.until(15, 25)
    assert (world.rings(marie), world.rings(world.hugo), world.rings(world.camille)) == (0, 0, 0)
    assert sorted(await world.tasks()) == ["dial_by_hand"] * 3
    marie.dials()
    await world.wait(10)
    marie.presses("*0")
    await denise.rings()


async def test_two_lines_are_kept_for_the_stage_and_one_in_five_for_callers() -> None:
    """Six lines: two of them for artist and host, two for callers, so that two listeners ring at a time."""
    world = World(start=time(14, 39), rules=Rules(max_calls=6))
    await world.evening()
    people = [await world.listener(name) for name in ("Ana", "Bob", "Cid", "Dan")]
    await world.stage()
    await world.until(14, 56, 20)
    assert [world.rings(one) for one in people] == [1, 1, 0, 0]
    people[0].refuses()
    await world.wait(3)
    assert [world.rings(one) for one in people] == [1, 1, 1, 0]


async def test_the_wave_leaves_at_the_allowed_rate() -> None:
    world = World(start=time(14, 39), rules=Rules(calls_per_second=0.2))
    await world.evening()
    people = [await world.listener(name) for name in ("Ana", "Bob", "Cid")]
    await world.stage()
    await world.until(14, 57)
    assert [world.rung(one)[0] for one in people] == ["14:55:51", "14:55:56", "14:56:01"]
