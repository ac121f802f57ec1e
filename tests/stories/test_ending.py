"""The end: a warning, ten minutes more, goodbye, the next date twice, one question that may be skipped."""

from __future__ import annotations

from datetime import date, time

from allo.domain.sessions import Kind, Status
from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World


async def evening(world: World) -> Handset:
    """The session and the next one on Thursday; Marie is in the room; it is 15:50."""
    await world.evening()
    await world.session(time(17, 0), on=date(2026, 12, 3), artists=(1,))
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    await world.until(15, 50)
    return marie


async def test_goodbye_the_next_date_twice_and_the_question(world: World, golden: Golden) -> None:
    marie = await evening(world)
    await marie.hears("Si vous allez mieux, tapez trois", within=700)
    marie.presses("3")
    await world.until(16, 2)
    golden(world, "end_question_answered", about="Marie", since="15:50:00")
    [answer] = await world.all("answers")
    assert (answer.question, answer.value, answer.party) == ("bien_etre", 3, "listener:1")
    assert world.exchange.live_legs() == []


async def test_the_question_may_be_skipped(world: World, golden: Golden) -> None:
    await evening(world)
    await world.until(16, 2)
    golden(world, "end_question_skipped", about="Marie Hugo", since="15:54:00")
    assert await world.all("answers") == []
    assert world.exchange.live_legs() == []


async def test_a_rotary_telephone_is_not_asked(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", no_keys=True, handset={"rotary": True}, call_me=False)
    await world.stage()
    await world.until(15, 50)
    await world.calls_in(marie)
    await world.until(16, 2)
    assert not marie.has_heard("Une dernière question")
    assert marie.has_heard("À bientôt. Vous pouvez raccrocher.")


async def test_ten_minutes_more_move_every_moment(world: World, golden: Golden) -> None:
    marie = await evening(world)
    world.hugo.presses("*9")
    await world.hugo.hears("Pour fermer la salle, tapez un. Pour rester dix minutes de plus, tapez deux.")
    world.hugo.presses("2")
    await world.until(16, 5)
    assert (await world.phase(), world.is_in(marie)) == ("echange", True)
    assert world.hugo.has_heard("Il reste cinq minutes.")
    await world.until(16, 9, 10)
    assert await world.phase() == "au_revoir"
    await world.until(16, 12)
    golden(world, "end_extended", about="Hugo Marie", since="15:50:00")
    assert world.exchange.live_legs() == []


async def test_the_warning_comes_five_minutes_before_the_end(world: World) -> None:
    await evening(world)
    await world.until(15, 54, 55)
    assert not world.hugo.has_heard("Il reste cinq minutes.")
    await world.until(15, 55, 2)
    assert world.hugo.has_heard("Il reste cinq minutes.")
    assert not world.camille.has_heard("Il reste cinq minutes.")


async def test_the_host_closes_by_star_nine(world: World, golden: Golden) -> None:
    marie = await evening(world)
    world.hugo.presses("*9")
    await world.hugo.hears("tapez deux")
    world.hugo.presses("1")
    await world.wait(3)
    assert not world.is_in(marie)
    await world.wait(60)
    golden(world, "end_closed_by_host", about="Hugo Marie", since="15:50:00")
    assert (await world.tonight()).status is Status.HELD


async def test_star_nine_and_nothing_goes_on(world: World) -> None:
    await evening(world)
    world.hugo.presses("*9")
    await world.hugo.hears("D'accord. La séance continue.")
    await world.wait(5)
    assert await world.phase() == "echange"


async def test_held_without_its_artist_it_was_an_open_floor(world: World) -> None:
    await world.evening()
    await world.lively("Marie")
    await world.stage(artist=False)
    await world.until(16, 2)
    session = await world.tonight()
    assert (session.status, session.kind, session.artists) == (Status.HELD, Kind.OPEN_FLOOR, ())


async def test_who_rings_after_the_end_hears_what_is_next(world: World) -> None:
    await evening(world)
    paul = await world.listener("Paul", call_me=False)
    await world.until(16, 3)
    paul.dials()
    await paul.hears("La prochaine séance : jeudi trois décembre à dix-sept heures.")


async def test_who_is_in_a_menu_at_the_end_hears_goodbye_too(world: World) -> None:
    marie = await evening(world)
    await world.until(15, 59, 58)
    marie.presses("*")
    await marie.hears("La séance est finie. Merci d'avoir été là.", within=30)
    await world.until(16, 2)
    assert not marie.talking
