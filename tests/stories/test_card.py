"""Étoile, then one digit: what each may do in the room, heard by nobody else, and never an absence."""

from __future__ import annotations

import pytest

from allo.app.ports import Abilities
from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World


@pytest.fixture
async def marie(world: World) -> Handset:
    """Marie, Paul, Hugo and Camille greet each other."""
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    paul = await world.listener("Paul", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    await world.calls_in(paul)
    await world.until(14, 53)
    return marie


async def test_star_alone_says_where_one_is_and_what_one_can_do(world: World, marie: Handset, golden: Golden) -> None:
    marie.presses("**")
    await world.wait(30)
    golden(world, "card_where", about="Marie", since="14:53:00")


async def test_the_star_without_a_digit_helps_and_is_over_in_twenty_five_seconds(
    world: World, marie: Handset, golden: Golden
) -> None:
    marie.presses("*")
    await marie.hears("Pour demander la parole, tapez un.")
    assert not world.is_heard(marie)
    await world.wait(21)
    assert world.is_heard(marie)
    golden(world, "card_help", about="Marie", since="14:53:00")


async def test_one_asks_for_the_floor_and_withdraws(world: World, marie: Handset, golden: Golden) -> None:
    await world.card(marie, "1")
    await world.card(marie, "1")
    golden(world, "card_floor", about="Marie Hugo", since="14:53:00")
    assert (await world.room()).hands == ()


async def test_softer_and_louder_are_remembered(world: World, marie: Handset, golden: Golden) -> None:
    await world.card(marie, "5")
    await world.card(marie, "5")
    await world.card(marie, "4")
    golden(world, "card_volume", about="Marie", since="14:53:00")
    marie.hangs_up()
    await world.wait(5)
    await world.calls_in(marie)
    await world.wait(2)
    assert world.exchange.in_room()[-1].volume == 1


async def test_six_closes_my_microphone_and_opens_it_again(world: World, marie: Handset, golden: Golden) -> None:
    await world.card(marie, "6")
    assert not world.is_heard(marie)
    await world.card(marie, "6")
    assert world.is_heard(marie)
    golden(world, "card_microphone", about="Marie", since="14:53:00")


async def test_eight_leaves_and_asks_once(world: World, marie: Handset, golden: Golden) -> None:
    marie.presses("*8")
    await marie.hears("Vous voulez quitter la salle ?")
    marie.presses("1")
    await world.wait(10)
    golden(world, "card_leave", about="Marie", since="14:53:00")
    assert not marie.talking
    await world.until(15, 10)
    assert world.rings(marie) == 0


async def test_eight_then_silence_stays(world: World, marie: Handset, golden: Golden) -> None:
    marie.presses("*8")
    await world.wait(40)
    golden(world, "card_stays", about="Marie", since="14:53:00")
    assert world.is_in(marie)


async def test_a_wrong_digit_is_forgiven(world: World, marie: Handset, golden: Golden) -> None:
    marie.presses("*3")
    await marie.hears("Pour quitter la salle, tapez huit.")
    await world.wait(9)
    golden(world, "card_wrong_digit", about="Marie", since="14:53:00")
    assert world.is_heard(marie)


async def test_the_room_hears_nothing_of_a_menu(world: World, marie: Handset) -> None:
    marie.presses("*")
    await world.wait(1)
    marie.says("Où est la touche ?")
    await world.wait(10)
    assert all(name != "Marie" for name, _ in world.hugo.voices)
    assert not world.hugo.has_heard("Pour quitter la salle")


async def test_a_menu_is_no_absence(world: World, marie: Handset) -> None:
    await world.card(marie, "*")
    await world.until(16, 30)
    assert len((await world.present("Marie")).stays) == 1


async def test_on_a_provider_with_the_star_only_a_trip_out_is_one_presence() -> None:
    star_only = Abilities(keys_in_room=False, private_in_room=False, volume=False, machine_detection=False)
    world = World(can=star_only)
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    await world.card(marie, "1")
    assert marie.has_heard("C'est noté. Vous êtes la prochaine personne à parler.")
    await world.card(marie, "5")
    assert not marie.has_heard("C'est plus fort.")
    await world.until(16, 30)
    minutes = (await world.present("Marie")).minutes
    assert minutes is not None
    assert 67 < minutes < 69
