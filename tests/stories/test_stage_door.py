"""Artists and hosts: on the call placed to them, or by their number and code, at any hour; without keys, rung back."""

from __future__ import annotations

from datetime import time

from tests.stories.conftest import Golden
from tests.support.world import World


async def test_host_and_artist_are_rung_at_twenty_and_fifteen_to(world: World, golden: Golden) -> None:
    await world.evening()
    await world.stage()
    await world.until(14, 50, 10)
    assert (world.rung(world.hugo), world.rung(world.camille)) == (["14:40:01"], ["14:45:01"])
    assert await world.phase() == "accueil"
    golden(world, "staff_called")


async def test_a_host_says_yes_instead_of_pressing(world: World) -> None:
    await world.evening()
    await world.picks_up(world.hugo)
    await world.hugo.hears("Vous m'entendez ?")
    await world.wait(4.5)
    world.hugo.says("Oui, oui")
    await world.enters(world.hugo)


async def test_a_hosts_voicemail_never_opens_a_room(world: World) -> None:
    await world.evening()
    world.hugo = await world.lively("Hugo", "voicemail", number=world.hugo.number, call_me=False)
    await world.until(14, 58)
    assert world.inside() == []
    assert world.rung(world.hugo)[:2] == ["14:40:01", "14:42:01"] or len(world.rung(world.hugo)) >= 2


async def test_a_silent_host_is_taken_for_a_machine_and_rung_again(world: World) -> None:
    await world.evening()
    await world.picks_up(world.hugo)
    await world.until(14, 42)
    assert world.inside() == []
    await world.takes_call(world.hugo)


async def test_by_number_and_code_before_the_call(world: World, golden: Golden) -> None:
    await world.evening()
    await world.until(14, 46)
    await world.calls_in(world.hugo, "22220001")
    await world.until(14, 50, 10)
    assert await world.phase() == "accueil"
    golden(world, "staff_by_code", about="Hugo", since="14:46:00")


async def test_at_any_hour_the_code_says_when(golden: Golden) -> None:
    world = World(start=time(8, 0))
    await world.evening()
    world.camille.dials()
    await world.camille.hears("tapez les huit chiffres")
    world.camille.presses("11110001")
    await world.wait(60)
    golden(world, "staff_far_too_early")
    assert not world.camille.talking


async def test_a_rotary_telephone_is_rung_back(golden: Golden) -> None:
    world = World(start=time(14, 47))
    await world.evening(hosted=False)
    world.camille.is_rotary = True
    await world.camille.rings()
    world.camille.refuses()
    world.camille.dials()
    await world.camille.hears("Sans touches, restez en ligne : nous vous rappelons.")
    await world.camille.hears("Nous vous rappelons tout de suite sur ce téléphone. Vous pouvez raccrocher.")
    world.camille.hangs_up()
    await world.picks_up(world.camille)
    await world.camille.hears("Vous m'entendez ?")
    await world.wait(4.5)
    world.camille.says("Oui")
    await world.enters(world.camille)
    golden(world, "staff_rung_back")


async def test_somebody_elses_code_from_ones_own_number(world: World) -> None:
    """The code says who one is, the number only that a code is asked for."""
    await world.evening()
    await world.until(14, 40, 30)
    world.hugo.refuses()
    await world.calls_in(world.hugo, "11110001")
    seat = (await world.room()).seat_of(world.exchange.in_room()[0].call)
    assert seat is not None
    assert seat.party == "artist:1"


async def test_ready_is_enough_for_the_wave_to_begin(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.until(14, 39, 30)
    world.hugo.dials()
    await world.hugo.hears("tapez les huit chiffres")
    world.hugo.presses("22220001")
    await world.hugo.hears("Pour dire que vous êtes là et que tout est prêt, tapez un")
    world.hugo.presses("1")
    await world.wait(15)
    golden(world, "staff_ready", about="Hugo")
    await world.until(14, 57)
    assert world.rings(marie) == 1
