"""Groups by their own number, referents and structures by theirs: how many are you, or only listening in?"""

from __future__ import annotations

import pytest

from allo.domain.records import Mode
from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World

OFFICE = "+33199000090"


@pytest.fixture
async def nadia(world: World) -> Handset:
    """The referent of « Les Glycines », which has planned a group of six."""
    home = await world.structure("Les Glycines", referent_number=OFFICE)
    await world.group("Le salon", home.id, usual_count=6)
    await world.evening()
    await world.stage()
    await world.until(14, 52)
    nadia = world.stranger("Nadia")
    nadia.number = OFFICE
    return nadia


async def seen(world: World) -> tuple[str | None, Mode, int | None]:
    await world.until(16, 25)
    last = (await world.sheet()).present[-1]
    return last.name, last.mode, last.head_count


async def test_a_group_that_rings_presses_its_number(world: World, nadia: Handset, golden: Golden) -> None:
    group = world.exchange.telephones["+33199000001"]
    group.dials()  # type: ignore[attr-defined]
    await group.hears("Combien êtes-vous autour du téléphone ?")  # type: ignore[attr-defined]
    group.presses("12")  # type: ignore[attr-defined]
    await world.enters(group)  # type: ignore[arg-type]
    golden(world, "referent_group_rings", about="salon", since="14:52:00")
    assert await seen(world) == ("Le salon", Mode.COLLECTIVE, 12)


async def test_a_group_that_rings_and_says_nothing(world: World, nadia: Handset, golden: Golden) -> None:
    group = world.exchange.telephones["+33199000001"]
    await world.calls_in(group)  # type: ignore[arg-type]
    golden(world, "referent_group_silent", about="salon", since="14:52:00")
    assert await seen(world) == ("Le salon", Mode.COLLECTIVE, 6)


async def test_a_referent_with_the_group_around(world: World, nadia: Handset, golden: Golden) -> None:
    nadia.dials()
    await nadia.hears("Si vous êtes en groupe, tapez un")
    nadia.presses("1")
    await nadia.hears("Combien êtes-vous")
    nadia.presses("9")
    await world.enters(nadia)
    golden(world, "referent_with_group", about="Nadia", since="14:52:00")
    assert await seen(world) == ("Le salon", Mode.COLLECTIVE, 9)


async def test_a_referent_who_listens_in(world: World, nadia: Handset, golden: Golden) -> None:
    nadia.dials()
    await nadia.hears("Si vous venez découvrir, tapez deux")
    nadia.presses("2")
    await world.enters(nadia)
    golden(world, "referent_scouting", about="Nadia", since="14:52:00")
    assert (await seen(world))[1:] == (Mode.SCOUTING, None)


async def test_a_silent_referent_is_the_planned_group(world: World, nadia: Handset, golden: Golden) -> None:
    await world.calls_in(nadia)
    golden(world, "referent_silent", about="Nadia", since="14:52:00")
    assert await seen(world) == ("Le salon", Mode.COLLECTIVE, 6)


async def test_a_silent_referent_without_a_group_is_scouting(world: World, golden: Golden) -> None:
    await world.structure("Les Tilleuls", referent_number=OFFICE)
    await world.evening()
    await world.stage()
    await world.until(14, 52)
    nadia = world.stranger("Nadia")
    nadia.number = OFFICE
    await world.calls_in(nadia)
    golden(world, "referent_silent_scouting", about="Nadia", since="14:52:00")
    assert (await seen(world))[1:] == (Mode.SCOUTING, None)
