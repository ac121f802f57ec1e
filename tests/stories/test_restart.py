"""Allô dies in the middle of a session and is started again: nobody is hung up, rung twice or forgotten."""

from __future__ import annotations

from datetime import timedelta

from allo.domain.attendance_sheet import PresentLine
from tests.stories.conftest import Golden
from tests.support.world import World


async def in_session(world: World) -> None:
    """Ana, Bob and a stranger are in with Hugo and Camille; Cid has not answered yet; it is 15:31."""
    await world.evening()
    for name in ("Ana", "Bob"):
        await world.lively(name)
    await world.listener("Cid")
    await world.stage()
    await world.until(14, 58)
    await world.calls_in(world.stranger("Jean"))
    await world.until(15, 31)


async def test_nobody_is_hung_up_and_the_room_goes_on(world: World, golden: Golden) -> None:
    await in_session(world)
    rings = len(world.exchange.rings.log)
    await world.restarts(away=20)
    await world.wait(60)
    assert sorted(world.inside()) == ["Ana", "Bob", "Camille", "Hugo", "Jean"]
    assert len(world.exchange.rings.log) == rings
    assert await world.phase() == "echange"
    await world.until(16, 5)
    golden(world, "restart", since="15:30:50")
    assert (await world.tonight()).status.value == "tenue"


async def test_hands_and_the_floor_are_kept(world: World) -> None:
    await in_session(world)
    ana, bob = (world.exchange.telephones[f"+3319900000{number}"] for number in (3, 4))
    await world.card(ana, "1")  # type: ignore[arg-type]
    await world.card(bob, "1")  # type: ignore[arg-type]
    await world.card(world.hugo, "1")
    await world.restarts()
    room = await world.room()
    assert (room.hands, room.floor and room.floor.party) == (("listener:2",), "listener:1")
    await world.card(world.hugo, "1")
    assert bob.has_heard("C'est à vous.")  # type: ignore[attr-defined]


async def test_a_star_pressed_while_allo_was_away_leaves_nobody_stuck(world: World) -> None:
    await in_session(world)
    world.dies()
    world.hugo.presses("*7")
    await world.wait(6)
    world.comes_back()
    await world.wait(15)
    assert world.is_heard(world.hugo)
    await world.card(world.hugo, "7")
    assert world.hugo.has_heard("Il y a trois téléphones en ligne.")


async def test_a_phase_that_fell_due_meanwhile_is_made_up(world: World) -> None:
    await in_session(world)
    await world.until(15, 58, 50)
    await world.restarts(away=20)
    await world.wait(2)
    assert await world.phase() == "au_revoir"


async def test_who_hung_up_meanwhile_is_known_to_have_left(world: World) -> None:
    await in_session(world)
    ana = world.exchange.telephones["+33199000003"]
    world.dies()
    ana.hangs_up()  # type: ignore[attr-defined]
    await world.wait(10)
    world.comes_back()
    await world.until(16, 25)
    line: PresentLine = await world.present("Ana")
    left = line.stays[0][1]
    assert left is not None
    assert left - timedelta(minutes=2) < left.replace(hour=15, minute=31, second=0, microsecond=0)


async def test_in_the_wave_each_telephone_rings_once(world: World) -> None:
    await world.evening()
    people = [await world.lively(f"Auditeur {number}", "deaf") for number in range(12)]
    await world.stage()
    await world.until(14, 55, 55)
    await world.restarts(away=3)
    await world.until(14, 57)
    assert [world.rings(one) for one in people] == [1] * 12
    assert world.exchange.rings.asked_twice == []


async def test_a_ring_that_was_taken_meanwhile_is_greeted(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await marie.rings(1200)
    world.dies()
    marie.picks_up()
    await world.wait(6)
    world.comes_back()
    await marie.hears("Bonjour Marie.")
    marie.presses("1")
    await world.enters(marie)
    await world.until(15, 15)
    assert world.rings(marie) == 1


async def test_before_the_session_what_was_missed_is_made_up_at_once(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.restarts(away=18 * 60)
    assert world.rings(world.hugo) == 0
    await world.takes_call(world.hugo)
    await world.takes_call(marie)
    assert world.rung(world.hugo)[0] < "14:57:05"


async def test_down_until_twenty_past_nobody_is_rung_late(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.restarts(away=45 * 60)
    await world.until(16, 30)
    assert (world.rings(marie), world.rings(world.hugo)) == (0, 0)
    session = await world.tonight()
    assert (session.status.value, session.reason) == ("annulee", "salle_jamais_ouverte")
