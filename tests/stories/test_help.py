"""`0`: the host where one is in the room, else the people on duty in turn, else a message; never an emergency line."""

from __future__ import annotations

from datetime import time

import pytest

from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World


@pytest.fixture
async def marie(world: World) -> Handset:
    """Marie and Paul are in the room with Hugo and Camille; Aline then Denise are on duty."""
    world.aline, world.denise = await world.officer("Aline"), await world.officer("Denise", rank=1)  # type: ignore[attr-defined]
    await world.evening()
    people = [await world.listener(name, call_me=False) for name in ("Paul", "Marie")]
    await world.stage()
    await world.until(14, 52)
    for one in people:
        await world.calls_in(one)
    await world.until(14, 53)
    return people[1]


def duty(world: World) -> tuple[Handset, Handset]:
    return world.aline, world.denise  # type: ignore[attr-defined]


async def accepts(world: World, officer: Handset) -> None:
    await world.picks_up(officer)
    await officer.hears("Pour répondre, appuyez sur un.")
    officer.presses("1")
    await world.wait(6)


async def test_the_host_is_told_privately_and_gives_that_line_the_floor_first(
    world: World, marie: Handset, golden: Golden
) -> None:
    paul = world.exchange.telephones["+33199000005"]
    await world.card(paul, "1")  # type: ignore[arg-type]
    await world.card(marie, "0")
    await world.card(world.hugo, "1")
    golden(world, "help_host", about="Marie Hugo", since="14:53:00")
    assert marie.has_heard("C'est à vous.")
    await world.wait(70)
    assert world.rings(duty(world)[0]) == 0


async def test_after_sixty_seconds_without_the_floor_the_duty_is_rung(
    world: World, marie: Handset, golden: Golden
) -> None:
    await world.card(marie, "0")
    aline, _ = duty(world)
    await accepts(world, aline)
    marie.says("Je ne me sens pas bien", seconds=2)
    assert ("Marie", "Je ne me sens pas bien") in aline.voices
    assert all(name != "Marie" for name, _ in world.hugo.voices)
    await world.wait(5)
    aline.hangs_up()
    await world.enters(marie)
    golden(world, "help_duty", about="Marie Aline", since="14:53:00")


async def test_in_the_performance_the_duty_is_rung_at_once(world: World, marie: Handset) -> None:
    await world.until(15, 5)
    await world.card(marie, "0")
    assert world.rings(duty(world)[0]) == 1
    assert not world.hugo.has_heard("Demande de l'aide")


async def test_the_people_on_duty_are_rung_in_turn_for_twenty_five_seconds(world: World, marie: Handset) -> None:
    aline, denise = duty(world)
    await world.until(15, 5)
    await world.card(marie, "0")
    await denise.rings()
    assert (world.rung(aline), world.rung(denise)) == (["15:05:02"], ["15:05:29"])


async def test_a_voicemail_cannot_take_it(world: World, marie: Handset, golden: Golden) -> None:
    aline, denise = duty(world)
    await world.until(15, 5)
    await world.card(marie, "0")
    await world.picks_up(aline)
    aline.says("(annonce de répondeur)", seconds=12)
    await accepts(world, denise)
    golden(world, "help_voicemail", about="Marie Aline Denise", since="15:04:50")
    assert world.exchange.in_room()[-1].telephone is denise


async def test_nobody_answers_a_message_and_back_in_the_room(world: World, marie: Handset, golden: Golden) -> None:
    await world.until(15, 5)
    await world.card(marie, "0")
    await marie.hears("Personne n'est libre pour vous répondre. Nous vous rappellerons.", within=200)
    await marie.hears("Parlez maintenant")
    await world.wait(7)
    marie.says("Rappelez-moi s'il vous plaît", seconds=3)
    await world.wait(60)
    golden(world, "help_nobody", about="Marie Aline Denise", since="15:04:50")
    assert world.is_in(marie)
    assert await world.tasks() == ["call_back"]


async def test_out_of_hours_it_is_a_message_at_once(golden: Golden) -> None:
    world = World(start=time(19, 0))
    denise = await world.officer(begin=time(9, 0), end=time(18, 0))
    marie = await world.listener("Marie")
    marie.dials()
    await marie.hears("Bonjour")
    marie.presses("0")
    await marie.hears("Personne n'est libre pour vous répondre")
    await world.wait(10)
    golden(world, "help_out_of_hours")
    assert world.rings(denise) == 0


async def test_who_gives_up_while_it_rings_frees_the_officer(world: World, marie: Handset) -> None:
    aline, denise = duty(world)
    await world.until(15, 5)
    await world.card(marie, "0")
    await aline.rings()
    marie.hangs_up()
    await world.wait(3)
    assert not aline.ringing
    await world.wait(60)
    assert world.rings(denise) == 0


async def test_an_officer_who_comes_too_late_is_thanked(world: World, marie: Handset) -> None:
    aline, _ = duty(world)
    await world.until(15, 5)
    await world.card(marie, "0")
    await world.picks_up(aline)
    await aline.hears("Quelqu'un a besoin de vous")
    marie.hangs_up()
    await aline.hears("La personne a raccroché. Merci d'avoir répondu.")
    await world.wait(5)
    assert not aline.talking


async def test_an_officer_who_says_no_hands_on(world: World, marie: Handset) -> None:
    aline, denise = duty(world)
    await world.until(15, 5)
    await world.card(marie, "0")
    await world.picks_up(aline)
    await aline.hears("appuyez sur un")
    aline.presses("0")
    await accepts(world, denise)


async def test_the_talk_with_the_duty_is_in_no_attendance(world: World, marie: Handset) -> None:
    await world.until(15, 5)
    await world.card(marie, "0")
    await accepts(world, duty(world)[0])
    await world.until(16, 30)
    names = [one.name for one in (await world.sheet()).present]
    assert names == ["Hugo", "Camille", "Paul", "Marie"]


async def test_the_host_asks_the_coordination(world: World, marie: Handset, golden: Golden) -> None:
    await world.card(world.hugo, "0")
    await accepts(world, duty(world)[0])
    world.hugo.says("L'artiste ne répond pas", seconds=2)
    assert ("Hugo", "L'artiste ne répond pas") in duty(world)[0].voices
    assert all(name != "Hugo" for name, _ in marie.voices)
    duty(world)[0].hangs_up()
    await world.enters(world.hugo)
    golden(world, "help_of_the_host", about="Hugo Aline", since="14:53:00")
    assert await world.phase() == "accueil"
