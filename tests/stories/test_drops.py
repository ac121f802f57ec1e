"""Lines that fall: who is called back, to the same seat; who is not; what becomes of the session meanwhile."""

from __future__ import annotations

from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World


async def company(world: World, *names: str) -> list[Handset]:
    """Hugo, Camille and these listeners are in the room; it is 15:31."""
    await world.evening()
    people = [await world.listener(name) for name in names]
    await world.stage()
    for one in people:
        await world.takes_call(one)
    await world.until(15, 31)
    return people


async def test_a_line_the_network_cuts_is_called_back_to_its_seat(world: World, golden: Golden) -> None:
    [marie, _] = await company(world, "Marie", "Paul")
    await world.card(marie, "1")
    marie.is_cut_off()
    cut = world.now()
    await marie.rings()
    assert 20 <= (world.now() - cut).total_seconds() <= 23
    await world.picks_up(marie)
    await marie.hears("Nous avons été coupés, on vous remet dans la salle.")
    marie.presses("1")
    await world.enters(marie)
    assert (await world.room()).hands == ("listener:1",)
    golden(world, "drop_called_back", about="Marie", since="15:30:30")
    await world.until(16, 30)
    marie_came = await world.present("Marie")
    assert marie_came.minutes is not None
    assert marie_came.minutes > 62


async def test_who_hangs_up_has_left_and_is_not_rung_again(world: World) -> None:
    [marie, _] = await company(world, "Marie", "Paul")
    marie.hangs_up()
    await world.until(16, 30)
    assert world.rings(marie) == 1


async def test_a_second_cut_is_a_task_not_a_ring(world: World) -> None:
    [marie] = await company(world, "Marie")
    marie.is_cut_off()
    await world.takes_call(marie)
    marie.is_cut_off()
    await world.wait(120)
    assert (world.rings(marie), await world.tasks()) == (2, ["missed"])


async def test_a_call_back_that_finds_a_machine_keeps_it_out(world: World) -> None:
    [marie, _] = await company(world, "Marie", "Paul")
    marie.is_cut_off()
    await world.picks_up(marie)
    marie.says("(annonce de répondeur)", seconds=12)
    await world.wait(60)
    assert not world.is_in(marie)


async def test_who_never_agreed_to_be_called_is_not_called_back(world: World) -> None:
    jean = world.stranger("Jean")
    await company(world, "Marie")
    await world.calls_in(jean)
    await world.wait(10)
    jean.is_cut_off()
    await world.wait(120)
    assert world.rings(jean) == 0


async def test_several_that_fall_together_are_all_called_back(world: World, golden: Golden) -> None:
    """A provider that cannot tell a cut from a hang-up."""
    people = await company(world, "Ana", "Bob", "Cid")
    for one in people[:2]:
        one.hangs_up()
        await world.wait(1)
    for one in people[:2]:
        await world.takes_call(one)
    golden(world, "drop_mass", about="Ana Bob Cid", since="15:31:00")
    assert [world.rings(one) for one in people] == [2, 2, 1]


async def test_who_left_by_the_card_is_not_among_the_fallen(world: World) -> None:
    [ana, bob] = await company(world, "Ana", "Bob")
    ana.presses("*81")
    await world.wait(4)
    bob.hangs_up()
    await world.wait(120)
    assert (world.rings(ana), world.rings(bob)) == (1, 1)


async def test_the_artist_is_called_back_and_plays_on(world: World, golden: Golden) -> None:
    await world.evening()
    await world.lively("Marie")
    await world.stage()
    await world.until(15, 10)
    world.camille.hangs_up()
    await world.takes_call(world.camille)
    assert await world.phase() == "oeuvre"
    golden(world, "drop_artist_back", about="Camille Hugo", since="15:09:50")


async def test_after_two_minutes_without_the_artist_people_talk(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.lively("Marie")
    await world.stage()
    await world.until(15, 10)
    world.camille.is_cut_off()
    await world.until(15, 11, 58)
    assert await world.phase() == "oeuvre"
    await world.until(15, 12, 5)
    assert (await world.phase(), world.is_heard(marie)) == ("echange", True)
    golden(world, "drop_artist_lost", about="Hugo Marie Camille", since="15:09:50", until="15:13:00")
    world.camille.refuses()
    await world.calls_in(world.camille, "11110001")
    await world.until(16, 30)
    assert (await world.tonight()).status.value == "tenue"


async def test_the_artist_is_rung_back_three_times(world: World) -> None:
    await world.evening()
    await world.stage()
    await world.until(15, 10)
    for _ in range(3):
        world.camille.is_cut_off()
        await world.takes_call(world.camille)
    world.camille.is_cut_off()
    await world.until(15, 20)
    assert world.rings(world.camille) == 4
    assert "missed" in await world.tasks()


async def test_the_hosts_drop_ends_nothing(world: World) -> None:
    [marie] = await company(world, "Marie")
    world.hugo.hangs_up()
    await world.wait(5)
    assert (await world.phase(), world.is_in(marie)) == ("echange", True)
    await world.takes_call(world.hugo)
    await world.card(world.hugo, "7")
    assert world.hugo.has_heard("Un seul téléphone est en ligne.")


async def test_ringing_in_meanwhile_takes_the_seat_back(world: World) -> None:
    [marie] = await company(world, "Marie")
    await world.card(marie, "1")
    marie.is_cut_off()
    await world.wait(5)
    await world.calls_in(marie)
    await world.wait(60)
    assert world.rings(marie) == 1
    assert (await world.room()).hands == ("listener:1",)


async def test_two_telephones_for_one_seat_are_never_both_in(world: World) -> None:
    """Marie has called in from her own telephone while ours was ringing it again at the switchboard."""
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await marie.rings(1200)
    marie.refuses()
    await world.calls_in(marie)
    await world.until(15, 25)
    assert (world.rings(marie), world.inside().count("Marie")) == (1, 1)
