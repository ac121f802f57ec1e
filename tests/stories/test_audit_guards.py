"""Guards: guessed codes, two sessions a day, two lines, a host who is out for a moment, promises that can be kept."""

from __future__ import annotations

from datetime import date, time

from allo.domain.records import Code
from allo.domain.rules import DialMode, Rules
from allo.domain.sessions import Access, Kind
from allo.telephony.simulator.handset import Handset
from tests.support.world import World

LINE, OTHER_LINE = "+33199000000", "+33199000001"


async def registered_only(world: World) -> None:
    home = await world.structure(name="Les Tilleuls")
    await world.add("codes", Code(party=f"structure:{home.id}", digits="33330001"))
    await world.evening(access=Access.REGISTERED)
    await world.stage()
    await world.until(14, 52)


async def guesses(world: World, someone: Handset, times: int) -> None:
    """Wrong codes, then the receiver down."""
    someone.dials()
    for _ in range(times):
        await someone.hears("tapez les huit chiffres")
        someone.presses("12345678")
        await world.wait(4)
    someone.hangs_up()
    await world.wait(2)


async def test_five_wrong_codes_an_hour_from_a_number_then_a_human_instead_of_the_code(world: World) -> None:
    await registered_only(world)
    denise, jean = await world.officer(), world.stranger("Jean")
    for times in (2, 2, 1):
        await guesses(world, jean, times)
    asked = sum("tapez les huit chiffres" in words for words in jean.heard)
    jean.dials()
    await denise.rings()
    assert sum("tapez les huit chiffres" in words for words in jean.heard) == asked


async def test_withheld_callers_share_one_bucket(world: World) -> None:
    await registered_only(world)
    denise = await world.officer()
    for name, times in (("Un", 2), ("Deux", 2), ("Trois", 1)):
        await guesses(world, world.stranger(name, withheld=True), times)
    world.stranger("Quatre", withheld=True).dials()
    await denise.rings()


async def test_twenty_wrong_codes_an_hour_alert_a_human(world: World) -> None:
    await registered_only(world)
    for place in range(10):
        await guesses(world, world.stranger(f"Inconnu {place}"), 2)
    assert "wrong_codes" in await world.tasks()
    nadia, denise = world.stranger("Nadia"), await world.officer()
    nadia.dials()
    await denise.rings()


async def test_between_two_sessions_of_a_day_the_next_one_is_told(world: World) -> None:
    await world.evening(minutes=30)
    await world.session(time(17, 0), artists=(1,), hosts=(1,), title="Contes")
    marie = await world.listener("Marie")
    await world.stage()
    await world.takes_call(marie)
    await world.until(15, 35)
    assert not marie.talking
    marie.dials()
    await marie.hears("La prochaine séance : aujourd'hui à dix-sept heures.")
    marie.hangs_up()
    await world.until(16, 38)
    await world.stage()
    await world.takes_call(marie)
    assert [at[:5] for at in world.rung(marie)] == ["14:56", "16:56"]


async def test_a_session_on_another_line_opens_there_only(world: World) -> None:
    await world.evening(line=LINE)
    marie = await world.listener("Marie", call_me=False)
    await world.session(time(18, 0), line=OTHER_LINE, artists=(1,))
    await world.stage()
    await world.until(14, 55)
    await world.calls_in(marie)
    assert len(await world.all("rooms")) == 1


async def test_a_host_out_for_a_moment_does_not_ring_the_duty(world: World) -> None:
    denise = await world.officer()
    await world.evening()
    await world.stage(artist=False)
    await world.until(14, 57)
    world.hugo.is_cut_off()
    await world.takes_call(world.hugo)
    await world.until(14, 59)
    assert world.rings(denise) == 0
    assert "nobody_on_stage" not in await world.tasks()


async def test_who_cannot_be_rung_back_gets_a_human_instead_of_a_promise() -> None:
    world = World(start=time(14, 30), rules=Rules(dial_mode=DialMode.NEVER))
    await world.evening()
    denise = await world.officer()
    world.camille.dials()
    await denise.rings()
    assert not world.camille.has_heard("Nous vous rappelons tout de suite")


async def test_in_reunion_the_end_of_the_wave_is_too_late_but_for_a_wish() -> None:
    """Thursday at five in Paris is eight in the evening there."""
    world = World(start=time(16, 39))
    await world.evening(at=time(17, 0))
    fatou = await world.listener("Fatou", zone="Indian/Reunion")
    luc = await world.listener("Luc", zone="Indian/Reunion", until_21=True)
    await world.stage()
    await world.until(17, 25)
    assert [at[:5] for at in world.rung(fatou)] == ["16:56", "16:59"]
    assert [at[:5] for at in world.rung(luc)] == ["16:56", "16:59", "17:08"]


async def test_at_the_end_of_a_rehearsal_a_stranger_is_left_alone(world: World) -> None:
    await world.evening(rehearsal=True, minutes=20)
    await world.session(time(17, 0), on=date(2026, 12, 3), artists=(1,))
    jean = world.stranger("Jean")
    await world.stage()
    await world.until(15, 19, 50)
    jean.dials()
    await jean.hears("Pour laisser un message, tapez trois")
    assert not jean.has_heard("La séance est finie")


async def test_seven_counts_the_people_around_a_telephone(world: World) -> None:
    await world.evening()
    home = await world.structure()
    group, marie = await world.group("Le salon", home.id, usual_count=6), await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    await world.calls_in(group)
    await world.card(world.hugo, "7")
    assert world.hugo.has_heard("Il y a deux téléphones en ligne, et sept personnes en tout.")


async def test_an_officer_who_hosted_is_let_go_at_the_end(world: World) -> None:
    denise = await world.officer()
    await world.evening(kind=Kind.OPEN_FLOOR)
    await world.picks_up(denise)
    await denise.hears("appuyez sur un")
    denise.presses("1")
    await world.enters(denise)
    await world.until(15, 59, 50)
    await denise.hears("La séance est finie. Merci d'avoir été là.")
    await world.wait(30)
    assert not denise.talking


async def test_a_ready_host_who_is_not_there_at_the_hour_is_missed(world: World) -> None:
    denise = await world.officer()
    await world.evening()
    world.hugo.dials()
    await world.hugo.hears("tapez les huit chiffres")
    world.hugo.presses("22220001")
    await world.hugo.hears("tout est prêt, tapez un")
    world.hugo.presses("1")
    await world.until(14, 59, 55)
    assert world.rings(denise) == 0
    await denise.rings()


async def test_one_by_one_star_two_does_not_ring_the_duty_for_a_stage_that_is_set() -> None:
    world = World(start=time(14, 39), rules=Rules(dial_mode=DialMode.ONE_BY_ONE))
    denise = await world.officer()
    await world.evening(kind=Kind.OPEN_FLOOR)
    marie = await world.listener("Marie")
    await world.until(14, 58)
    await world.calls_in(world.hugo, "22220001")
    await world.card(world.hugo, "2")
    assert world.hugo.has_heard("Nous appelons Marie.")
    await marie.rings()
    assert world.rings(denise) == 0
