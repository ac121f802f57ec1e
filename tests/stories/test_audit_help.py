"""Help that crosses something else: a star in the private room, two who ask at once, the end of the session."""

from __future__ import annotations

from datetime import time, timedelta

from allo.app.purge import purge
from allo.domain.rules import Rules
from allo.telephony.simulator.handset import Handset
from tests.support.world import World


async def asks(world: World, someone: Handset) -> None:
    someone.presses("*0")
    await world.wait(6)


async def comes(world: World, officer: Handset) -> None:
    await world.picks_up(officer)
    await officer.hears("appuyez sur un")
    officer.presses("1")
    await world.wait(8)


async def playing(world: World) -> tuple[Handset, Handset]:
    """Denise is on duty; Marie listens to the piece."""
    await world.evening()
    denise, marie = await world.officer(), await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    await world.until(15, 5)
    return denise, marie


async def test_a_star_while_one_talks_to_the_duty_changes_nothing(world: World) -> None:
    denise, marie = await playing(world)
    await asks(world, marie)
    await comes(world, denise)
    marie.presses("*8")
    await world.wait(20)
    denise.says("Vous m'entendez ?")
    assert ("Denise", "Vous m'entendez ?") in marie.voices


async def test_two_ask_at_once_and_both_are_answered_in_the_end(world: World) -> None:
    denise, marie = await playing(world)
    paul = await world.listener("Paul", call_me=False)
    await world.calls_in(paul)
    await asks(world, marie)
    await asks(world, paul)
    await comes(world, denise)
    await world.wait(20)
    denise.hangs_up()
    await comes(world, denise)
    denise.says("Et vous, Paul ?")
    assert ("Denise", "Et vous, Paul ?") in paul.voices
    denise.hangs_up()
    await world.wait(20)
    assert world.is_in(marie)
    assert world.is_in(paul)


async def test_a_talk_that_spans_the_end_is_not_cut(world: World) -> None:
    denise, marie = await playing(world)
    await world.until(15, 20)
    await asks(world, marie)
    await comes(world, denise)
    await world.until(16, 21)
    assert marie.talking
    assert denise.talking
    denise.hangs_up()
    await marie.hears("Au revoir")
    await world.wait(10)
    assert not marie.talking


async def test_a_message_that_spans_the_end_is_kept(world: World) -> None:
    await world.evening(hosted=False)
    marie = await world.listener("Marie", call_me=False)
    await world.takes_call(world.camille)
    await world.until(14, 52)
    await world.calls_in(marie)
    await world.until(15, 59, 20)
    await asks(world, marie)
    await marie.hears("Parlez maintenant")
    await world.wait(5)
    marie.says("Je voulais dire que", seconds=25)
    await world.until(16, 2)
    assert len(await world.all("messages")) == 1


async def test_all_lines_taken_the_caller_is_told_something() -> None:
    world = World(start=time(14, 39), rules=Rules(max_calls=3))
    denise, marie = await playing(world)
    await asks(world, marie)
    await marie.hears("Nous vous rappellerons", within=200)
    assert world.rings(denise) == 0


async def test_a_message_is_kept_thirty_days(world: World) -> None:
    marie = await world.listener("Marie", call_me=False)
    marie.dials()
    await marie.hears("tapez trois")
    marie.presses("3")
    await marie.hears("Parlez maintenant")
    await world.wait(5)
    marie.says("Bonjour", seconds=3)
    await world.wait(30)
    kept = []
    for days in (29, 31):
        await purge(world.house, world.now() + timedelta(days=days))
        kept.append(len(await world.all("messages")))
    assert kept == [1, 0]
