"""Who speaks: open microphones up to ten lines, hands above; the host's keys."""

from __future__ import annotations

import pytest

from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World

NAMES = ("Ana", "Bob", "Cid", "Dan", "Eva", "Fay", "Guy", "Ida", "Jim", "Kim", "Léo", "Max")


async def room_of(world: World, count: int) -> list[Handset]:
    """So many listeners have called in; it is the exchange (15:31)."""
    await world.evening()
    people = [await world.listener(name, call_me=False) for name in NAMES[:count]]
    await world.stage()
    await world.until(14, 52)
    for one in people:
        await world.calls_in(one)
    await world.until(15, 31)
    assert await world.phase() == "echange"
    return people


async def test_a_small_room_needs_no_keys(world: World) -> None:
    people = await room_of(world, 10)
    assert all(world.is_heard(one) for one in people)
    people[0].says("Merci, c'était beau")
    assert ("Ana", "Merci, c'était beau") in world.camille.voices
    assert ("Ana", "Merci, c'était beau") in people[9].voices


async def test_above_ten_lines_the_floor_goes_by_hands(world: World, golden: Golden) -> None:
    people = await room_of(world, 11)
    assert not any(world.is_heard(one) for one in people)
    await world.card(people[4], "1")
    await world.card(people[2], "1")
    await world.card(world.hugo, "1")
    assert [one.name for one in people if world.is_heard(one)] == ["Eva"]
    people[4].says("J'ai aimé la dernière chanson", seconds=6)
    await world.wait(8)
    await world.card(world.hugo, "1")
    assert [one.name for one in people if world.is_heard(one)] == ["Cid"]
    golden(world, "floor_by_hands", about="Eva Cid Hugo", since="15:30:50")


async def test_the_place_in_the_queue_is_told(world: World) -> None:
    people = await room_of(world, 11)
    for one in people[:3]:
        await world.card(one, "1")
    assert people[2].has_heard("Vous avez le numéro trois pour parler")
    await world.card(people[0], "1")
    assert (await world.room()).hands == ("listener:2", "listener:3")


async def test_without_a_hand_it_is_a_round_of_the_table(world: World, golden: Golden) -> None:
    people = await room_of(world, 3)
    people[0].says("Bonsoir", seconds=6)
    await world.wait(8)
    people[1].is_rotary = True
    for _ in range(3):
        await world.card(world.hugo, "1")
    golden(world, "floor_round", about="Hugo Bob Cid", since="15:31:00")
    assert not people[0].has_heard("C'est à vous.")


async def test_the_noisy_line_is_closed_then_the_next(world: World, golden: Golden) -> None:
    people = await room_of(world, 3)
    people[0].says("(télévision)", seconds=60)
    await world.wait(2)
    people[1].says("(vaisselle)", seconds=60)
    await world.wait(2)
    await world.card(world.hugo, "3")
    await world.card(world.hugo, "3")
    await world.card(world.hugo, "3")
    golden(world, "floor_noise", about="Hugo Ana Bob", since="15:31:00")
    assert [world.is_heard(one) for one in people] == [False, False, True]
    await world.card(people[0], "1")
    await world.card(world.hugo, "1")
    assert world.is_heard(people[0])


async def test_six_of_the_host_closes_all_but_the_stage(world: World, golden: Golden) -> None:
    people = await room_of(world, 3)
    await world.card(world.hugo, "6")
    assert [world.is_heard(one) for one in people] == [False] * 3
    assert world.is_heard(world.camille)
    await world.card(world.hugo, "6")
    assert [world.is_heard(one) for one in people] == [True] * 3
    golden(world, "floor_mute_all", about="Hugo", since="15:31:00")


async def test_seven_tells_who_is_here(world: World, golden: Golden) -> None:
    people = await room_of(world, 4)
    people[0].says("Bonsoir à tous", seconds=7)
    await world.card(people[2], "1")
    world.hugo.presses("*7")
    await world.wait(25)
    golden(world, "floor_who", about="Hugo", since="15:31:00")


async def test_four_and_five_of_the_host_are_for_the_whole_room(world: World) -> None:
    people = await room_of(world, 2)
    await world.card(world.hugo, "5")
    assert {leg.volume for leg in world.exchange.in_room()} == {1}
    assert world.hugo.has_heard("La salle est plus forte.")
    assert len(people) == 2


async def test_two_rings_who_is_missing(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await world.until(15, 31)
    assert world.rings(marie) == 3
    await world.card(world.hugo, "2")
    await world.takes_call(marie)
    golden(world, "floor_ring_missing", about="Hugo Marie", since="15:31:00")


async def test_a_group_is_open_only_with_the_floor(world: World) -> None:
    home = await world.structure()
    group = await world.group("Le salon", home.id, usual_count=5)
    await room_of(world, 2)
    await world.calls_in(group)
    assert not world.is_heard(group)
    await world.card(group, "1")
    await world.card(world.hugo, "1")
    assert world.is_heard(group)


async def test_in_the_farewell_all_are_open(world: World) -> None:
    people = await room_of(world, 12)
    await world.until(15, 59, 10)
    assert all(world.is_heard(one) for one in people)


async def test_the_room_says_when_it_becomes_too_many(world: World) -> None:
    await world.evening()
    people = [await world.listener(name, call_me=False) for name in NAMES[:11]]
    await world.stage()
    await world.until(14, 52)
    for one in people[:10]:
        await world.calls_in(one)
    assert world.is_heard(people[0])
    await world.calls_in(people[10])
    await world.wait(5)
    assert people[0].has_heard("Nous voilà nombreux, les micros se ferment.")
    assert not world.is_heard(people[0])


@pytest.mark.parametrize("key", ["1", "7"])
async def test_the_help_of_the_host_names_three_keys(world: World, key: str) -> None:
    await room_of(world, 1)
    world.hugo.presses("*")
    await world.hugo.hears("Pour passer à la suite, tapez huit.")
    world.hugo.presses(key)
    await world.wait(15)
    assert world.hugo.has_heard("Vous avez donné la parole : Ana." if key == "1" else "Un seul téléphone est en ligne.")
