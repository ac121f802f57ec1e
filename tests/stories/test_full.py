"""Capacity: a word to the host at twenty lines, « la salle est pleine » at sixty (or the provider's limit)."""

from __future__ import annotations

from datetime import time

import pytest

from allo.app.ports import Abilities
from allo.domain.rules import Rules
from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World


async def full(world: World, places: int) -> Handset:
    """So many strangers are in; Marie, who is known, rings."""
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    for number in range(places):
        world.stranger(f"Auditeur {number + 1}").dials()
    await world.wait(10)
    marie.dials()
    await marie.hears("La salle est pleine.")
    return marie


@pytest.fixture
def small() -> World:
    """A room of three listeners."""
    return World(start=time(14, 39), rules=Rules(hard_capacity=3))


async def test_sixty_are_in_the_next_hears_that_the_room_is_full(world: World) -> None:
    await full(world, 60)
    assert len(world.inside()) == 62
    await world.wait(90)
    assert world.hugo.has_heard("La salle se remplit : vingt et un téléphones sont en ligne.")


async def test_the_providers_limit_counts_and_the_stage_has_its_places() -> None:
    world = World(start=time(14, 39), can=Abilities(seats_per_room=6))
    await full(world, 4)
    assert len(world.inside()) == 6


async def test_one_to_be_called_next_time(small: World, golden: Golden) -> None:
    marie = await full(small, 3)
    await marie.hears("tapez un")
    marie.presses("1")
    await small.wait(15)
    golden(small, "full_call_me", about="Marie", since="14:52:10")
    assert await small.tasks() == ["consent"]


async def test_zero_or_silence_is_a_human(small: World, golden: Golden) -> None:
    denise = await small.officer()
    await full(small, 3)
    await denise.rings()
    golden(small, "full_silence", about="Marie Denise", since="14:52:10")


async def test_a_place_is_kept_for_who_was_cut_off(small: World) -> None:
    await small.evening()
    people = [await small.listener(name, call_me=False) for name in ("Ana", "Bob", "Cid")]
    late = small.stranger("Dan")
    await small.stage()
    await small.until(14, 52)
    for one in people:
        await small.calls_in(one)
    people[0].is_cut_off()
    await small.wait(5)
    late.dials()
    await late.hears("La salle est pleine.")
    await small.takes_call(people[0])


async def test_a_place_that_is_left_is_free(small: World) -> None:
    marie = await full(small, 3)
    marie.hangs_up()
    small.exchange.telephones["+33199000004"].hangs_up()  # type: ignore[attr-defined]
    await small.wait(5)
    await small.calls_in(marie)


async def test_a_host_always_comes_in() -> None:
    world = World(start=time(14, 39), rules=Rules(hard_capacity=1))
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.until(14, 52)
    await world.calls_in(marie)
    await world.calls_in(world.hugo, "22220001")
    await world.calls_in(world.camille, "11110001")
