"""The phases, by themselves or by a key: welcome, performance, applause, exchange, farewell."""

from __future__ import annotations

import pytest

from allo.app.ports import Abilities
from allo.domain.sessions import Kind
from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World


async def with_marie(world: World, **session: object) -> Handset:
    await world.evening(**session)  # type: ignore[arg-type]
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    return marie


async def test_no_key_is_ever_needed(world: World, golden: Golden) -> None:
    marie = await with_marie(world)
    seen = []
    for hour, minute, second in ((15, 0, 58), (15, 1, 2), (15, 30, 2), (15, 58, 58), (15, 59, 2)):
        await world.until(hour, minute, second)
        seen.append((await world.phase(), world.is_heard(marie)))
    assert seen == [
        ("accueil", True),
        ("oeuvre", False),
        ("echange", True),
        ("echange", True),
        ("au_revoir", True),
    ]
    await world.until(16, 5)
    golden(world, "phases_by_themselves", about="Marie Hugo Camille", since="15:00:00")


async def test_applause_lasts_fifteen_seconds_for_everybody(world: World, golden: Golden) -> None:
    home = await world.structure()
    group = await world.group("Le salon", home.id, usual_count=5)
    guest = world.stranger("Jean")
    marie = await with_marie(world)
    await world.calls_in(group)
    await world.calls_in(guest)
    await world.until(15, 30, 5)
    assert [world.is_heard(one) for one in (marie, group, guest)] == [True, True, False]
    group.says("(applaudit)", seconds=8)
    await world.until(15, 30, 20)
    assert [world.is_heard(one) for one in (marie, group, guest)] == [True, False, False]
    golden(world, "phases_applause", about="Marie Jean", since="15:29:30", until="15:31:00")
    await world.until(16, 25)
    assert not any(one.spoke for one in (await world.sheet()).present if one.role == "group")


async def test_the_artist_ends_the_piece_by_star_eight_twice(world: World, golden: Golden) -> None:
    await with_marie(world)
    await world.until(15, 20)
    world.camille.presses("*8")
    await world.wait(4)
    assert await world.phase() == "oeuvre"
    world.camille.presses("*8")
    await world.wait(2)
    assert await world.phase() == "echange"
    golden(world, "phases_artist_ends", about="Camille Hugo Marie", since="15:19:00", until="15:21:00")


async def test_a_key_that_an_instrument_imitates_does_nothing(world: World) -> None:
    await with_marie(world)
    await world.until(15, 20)
    for keys in ("*8", "*1", "*9", "*6"):
        world.camille.presses(keys)
        await world.wait(4)
    world.camille.presses("*8")
    await world.wait(11)
    world.camille.presses("*8")
    await world.wait(3)
    assert (await world.phase(), world.is_heard(world.camille)) == ("oeuvre", True)


async def test_the_artist_gets_the_coordination_by_star_zero_twice(world: World) -> None:
    denise = await world.officer()
    await with_marie(world)
    await world.until(15, 20)
    world.camille.presses("*0")
    await world.wait(3)
    assert world.rings(denise) == 0
    world.camille.presses("*0")
    await denise.rings()


async def test_where_the_star_takes_one_out_the_performing_line_has_none() -> None:
    star_only = Abilities(keys_in_room=False, private_in_room=False, machine_detection=False)
    world = World(can=star_only)
    await with_marie(world)
    await world.until(15, 20)
    world.camille.presses("*8")
    await world.wait(0.1)
    assert world.is_in(world.camille)
    await world.card(world.hugo, "8")
    assert await world.phase() == "echange"
    await world.wait(20)
    await world.card(world.camille, "7")
    assert world.camille.has_heard("Un seul téléphone est en ligne.")


async def test_the_host_goes_on_by_star_eight(world: World, golden: Golden) -> None:
    await with_marie(world)
    await world.until(15, 5)
    phases = []
    for _ in range(3):
        await world.card(world.hugo, "8")
        await world.wait(20)
        phases.append(await world.phase())
    assert phases == ["echange", "au_revoir", "fermee"]
    golden(world, "phases_host", about="Hugo Marie", since="15:04:30")
    assert (await world.tonight()).status.value == "tenue"


@pytest.mark.parametrize("kind", [Kind.OPEN_FLOOR, Kind.EVALUATION])
async def test_kinds_without_an_artist_skip_the_performance(world: World, kind: Kind) -> None:
    await world.evening(kind=kind)
    marie = await world.lively("Marie")
    await world.takes_call(world.hugo)
    await world.until(15, 2)
    assert (await world.phase(), world.is_heard(marie)) == ("echange", True)
    assert world.rings(world.camille) == 0
    await world.until(16, 5)
    assert (await world.tonight()).status.value == "tenue"


async def test_the_welcome_waits_for_a_late_artist_then_one_minute(world: World) -> None:
    await world.evening()
    await world.stage(artist=False)
    await world.until(15, 6)
    assert await world.phase() == "accueil"
    await world.calls_in(world.camille, "11110001")
    await world.wait(50)
    assert await world.phase() == "accueil"
    await world.wait(15)
    assert await world.phase() == "oeuvre"


async def test_without_a_programmed_host_the_artist_welcomes(world: World) -> None:
    await world.evening(hosted=False)
    marie = await world.lively("Marie")
    await world.takes_call(world.camille)
    await world.until(14, 57)
    assert (await world.phase(), world.is_heard(marie)) == ("accueil", True)
    await world.until(16, 5)
    assert (await world.tonight()).status.value == "tenue"
