"""Nobody is rung before host or artist is there; who waits is told so, and for fifteen minutes at most."""

from __future__ import annotations

from datetime import date, time

from allo.domain.sessions import Kind, Status
from tests.stories.conftest import Golden
from tests.support.world import World


async def test_the_wave_waits_for_the_stage(world: World) -> None:
    await world.evening()
    marie, paul = await world.listener("Marie"), await world.listener("Paul")
    await world.until(14, 59)
    assert world.rings(marie) == world.rings(paul) == 0
    await world.calls_in(world.hugo, "22220001")
    came = world.now()
    await world.wait(4)
    assert (world.rings(marie), world.rings(paul)) == (1, 1)
    assert (world.now() - came).total_seconds() < 10


async def test_the_last_first_ring_is_at_four_to(world: World) -> None:
    await world.evening()
    people = [await world.listener(name) for name in ("Ana", "Bob", "Cid", "Dan")]
    await world.stage()
    await world.until(14, 57)
    assert [world.rung(one)[0] for one in people] == ["14:55:58", "14:55:59", "14:56:00", "14:56:01"]


async def test_neither_at_four_to_rings_the_people_on_duty(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    away, denise = await world.officer("Aline"), await world.officer("Denise", rank=1)
    await world.picks_up(denise)
    await denise.hears("une séance qui attend son artiste et son animateur")
    await denise.hears("appuyez sur un")
    denise.presses("1")
    await world.enters(denise)
    await world.takes_call(marie)
    assert (world.rung(away), world.rung(denise)[0][:5]) == (["14:56:01"], "14:56")
    assert await world.phase() == "accueil"
    golden(world, "duty_takes_the_stage", about="Denise Aline Marie")
    await world.until(16, 2)
    assert denise.has_heard("La séance est finie. Merci d'avoir été là.")
    assert world.exchange.live_legs() == []


async def late_artist(world: World, key: str) -> None:
    """T+10 with Hugo, without Camille; Hugo is asked and presses this key ("" nothing)."""
    await world.evening()
    marie = await world.lively("Marie")
    await world.stage(artist=False)
    await world.hugo.hears("L'artiste n'est pas encore là. Que voulez-vous faire ?", within=1900)
    assert world.is_in(marie)
    if key:
        world.hugo.presses(key)
    await world.wait(60)


async def test_at_ten_past_the_host_waits_five_minutes_more(world: World, golden: Golden) -> None:
    await late_artist(world, "1")
    await world.hugo.hears("L'artiste n'est pas encore là", within=400)
    golden(world, "late_wait", about="Hugo", since="15:09:00")
    assert await world.phase() == "accueil"


async def test_the_late_artist_still_plays(world: World) -> None:
    await late_artist(world, "1")
    await world.calls_in(world.camille, "11110001")
    await world.wait(65)
    assert await world.phase() == "oeuvre"


async def test_at_ten_past_the_host_gives_everybody_the_floor(world: World, golden: Golden) -> None:
    await late_artist(world, "2")
    golden(world, "late_open_floor", about="Hugo Marie", since="15:09:30")
    await world.until(16, 5)
    session = await world.tonight()
    assert (session.status, session.kind, session.artists) == (Status.HELD, Kind.OPEN_FLOOR, ())


async def test_at_ten_past_the_host_postpones(world: World, golden: Golden) -> None:
    await late_artist(world, "3")
    golden(world, "late_postpone", about="Hugo Marie", since="15:09:30")
    session = await world.tonight()
    assert (session.status, session.reason) == (Status.CANCELLED, "reportee")
    assert await world.tasks() == ["missed", "postpone"]


async def test_at_ten_past_a_silent_host_means_the_floor_is_everybodys(world: World, golden: Golden) -> None:
    await late_artist(world, "")
    golden(world, "late_silent_host", about="Hugo Marie", since="15:09:30")
    assert await world.phase() == "echange"


async def test_five_minutes_may_be_asked_for_again_and_again(world: World) -> None:
    await late_artist(world, "1")
    for minute in (15, 20, 25):
        await world.hugo.hears("L'artiste n'est pas encore là", within=400)
        assert world.now().minute == minute
        world.hugo.presses("1")
    await world.hugo.hears("Pour donner la parole à tous, tapez deux", within=400)
    world.hugo.presses("2")
    await world.wait(5)
    assert await world.phase() == "echange"


async def test_a_host_who_is_cut_off_at_the_question_is_asked_again(world: World) -> None:
    await world.evening()
    await world.stage(artist=False)
    await world.hugo.hears("L'artiste n'est pas encore là", within=1900)
    world.hugo.is_cut_off()
    await world.takes_call(world.hugo)
    await world.hugo.hears("L'artiste n'est pas encore là")


async def test_with_neither_at_ten_past_it_is_postponed(world: World, golden: Golden) -> None:
    await world.evening()
    await world.session(time(17, 0), on=date(2026, 12, 3), artists=(1,))
    marie = await world.lively("Marie", call_me=False)
    other = await world.listener("Paul")
    await world.until(14, 58)
    await world.calls_in(marie)
    await world.until(15, 12)
    golden(world, "late_nobody", about="Marie", since="15:09:00")
    session = await world.tonight()
    assert (session.status, session.reason) == (Status.CANCELLED, "reportee")
    assert "nobody_on_stage" in await world.tasks()
    assert world.inside() == []
    assert world.rung(other)[0] > "15:10"  # to be told of it


async def test_after_fifteen_minutes_an_apology_and_a_call_when_it_begins(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.until(14, 50, 30)
    await world.calls_in(marie)
    await marie.hears("Nous vous rappellerons dès qu'elle commence.", within=1000)
    waited = f"{world.now().minute}"
    await world.wait(15)
    assert (waited, marie.talking) == ("5", False)
    await world.calls_in(world.camille, "11110001")
    await world.picks_up(marie)
    await marie.hears("Comme promis, nous vous rappelons. Allô l'artiste commence.")
    marie.presses("1")
    await world.enters(marie)
    golden(world, "waited_fifteen_minutes", about="Marie", since="15:04:30")


async def test_who_did_not_agree_to_be_called_hears_the_next_date(world: World) -> None:
    await world.evening()
    jean = world.stranger("Jean")
    await world.until(14, 50, 30)
    await world.calls_in(jean)
    await jean.hears("nous ne voulons pas vous faire attendre", within=1000)
    await world.wait(20)
    await world.calls_in(world.camille, "11110001")
    await world.until(15, 30)
    assert world.rings(jean) == 0
