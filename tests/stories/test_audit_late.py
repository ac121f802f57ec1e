"""Ten past the hour, the stage half empty: cut a moment ago, in a menu, with the coordination, come and gone."""

from __future__ import annotations

from datetime import time

import pytest

from allo.app.ports import Abilities
from allo.domain.sessions import Kind, Status
from tests.support.world import World

STAR_ONLY = Abilities(keys_in_room=False, private_in_room=False, volume=False)
ASKED = "L'artiste n'est pas encore là. Que voulez-vous faire ?"


async def alone(world: World) -> None:
    """Hugo is there with Marie, nine minutes past; Camille never answered."""
    await world.evening()
    await world.lively("Marie")
    await world.stage(artist=False)
    await world.until(15, 9, 40)


async def test_a_host_cut_off_just_before_is_waited_for(world: World) -> None:
    await alone(world)
    world.hugo.is_cut_off()
    await world.takes_call(world.hugo)
    assert (await world.tonight()).status is Status.PLANNED
    await world.hugo.hears(ASKED, within=120)


async def test_a_host_with_the_coordination_is_waited_for(world: World) -> None:
    denise = await world.officer()
    await alone(world)
    world.hugo.presses("*0")
    await world.picks_up(denise)
    await denise.hears("appuyez sur un")
    denise.presses("1")
    await world.until(15, 12)
    assert (await world.tonight()).status is Status.PLANNED
    denise.hangs_up()
    await world.hugo.hears(ASKED, within=120)


async def test_a_host_in_a_menu_outside_the_room_is_waited_for() -> None:
    world = World(start=time(14, 39), can=STAR_ONLY)
    await alone(world)
    await world.until(15, 9, 55)
    world.hugo.presses("*")
    await world.until(15, 10, 5)
    assert (await world.tonight()).status is Status.PLANNED
    await world.hugo.hears(ASKED, within=120)


async def test_zero_instead_of_a_choice_is_asked_again_afterwards(world: World) -> None:
    denise = await world.officer()
    await alone(world)
    await world.hugo.hears(ASKED, within=120)
    world.hugo.presses("0")
    await world.picks_up(denise)
    await denise.hears("appuyez sur un")
    denise.presses("1")
    await world.wait(20)
    denise.hangs_up()
    told = len(world.hugo.heard)
    await world.wait(100)
    assert any(ASKED in words for words in world.hugo.heard[told:])


async def test_an_artist_who_came_and_left_before_the_piece_is_missed_at_ten_past(world: World) -> None:
    await world.evening()
    await world.lively("Marie")
    await world.stage()
    await world.until(14, 58)
    world.camille.hangs_up()
    await world.hugo.hears(ASKED, within=900)
    world.hugo.presses("2")
    await world.wait(30)
    assert await world.phase() == "echange"


async def test_an_artist_who_comes_and_goes_around_ten_past(world: World) -> None:
    await alone(world)
    await world.calls_in(world.camille, "11110001")
    await world.until(15, 10, 30)
    world.camille.hangs_up()
    await world.hugo.hears(ASKED, within=400)


async def test_an_artist_cut_off_at_ten_past_is_rung_back_first(world: World) -> None:
    await world.evening()
    await world.lively("Marie")
    await world.stage(artist=False)
    await world.until(15, 9, 30)
    await world.calls_in(world.camille, "11110001")
    await world.until(15, 9, 58)
    world.camille.is_cut_off()
    await world.takes_call(world.camille)
    await world.until(15, 12, 30)
    assert await world.phase() == "oeuvre"
    assert not world.hugo.has_heard(ASKED)


@pytest.mark.parametrize("kind", [Kind.OPEN_FLOOR, Kind.EVALUATION])
async def test_without_an_artist_to_wait_for_nobody_is_asked(world: World, kind: Kind) -> None:
    await world.evening(kind=kind)
    await world.stage(artist=False)
    await world.until(15, 12)
    assert await world.phase() == "echange"
    assert not world.hugo.has_heard(ASKED)
