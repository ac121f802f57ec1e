"""« Ne m'appelez plus »: at once and for good on our call, a task on an incoming one; two quick hang-ups suspend."""

from __future__ import annotations

from allo.domain.people import Consent
from tests.stories.conftest import Golden
from tests.support.world import World


async def consent(world: World) -> Consent:
    [listener] = await world.all("listeners")
    return listener.consent


async def test_nine_on_our_call_stops_them_for_good(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await world.picks_up(marie)
    await marie.hears("Restez en ligne")
    marie.presses("9")
    await marie.hears("Pour que nous ne vous appelions plus, tapez un")
    marie.presses("1")
    await world.until(15, 25)
    golden(world, "stop_called", about="Marie")
    assert (await consent(world), world.rings(marie)) == (Consent.STOPPED, 1)
    assert await world.tasks() == ["stopped"]


async def test_nine_by_mistake_stays_with_us(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await world.picks_up(marie)
    await marie.hears("Restez en ligne")
    marie.presses("9")
    await marie.hears("Pour venir à la séance, restez en ligne.")
    await world.enters(marie)
    assert await consent(world) is Consent.GIVEN


async def test_nine_stops_all_who_share_the_telephone(world: World) -> None:
    await world.evening()
    home = await world.listener("Simone", shared_line=True)
    await world.add_listener_at(home, "Marcel", shared_line=True)
    await world.stage()
    await world.picks_up(home)
    await home.hears("Restez en ligne")
    home.presses("91")
    await world.wait(20)
    assert [one.consent for one in await world.all("listeners")] == [Consent.STOPPED] * 2


async def test_star_nine_in_the_room_of_our_call(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await world.takes_call(marie)
    marie.presses("*9")
    await marie.hears("Vous ne voulez plus que nous vous appelions ?")
    marie.presses("1")
    await marie.hears("C'est noté. Nous ne vous appellerons plus.")
    await world.wait(5)
    golden(world, "stop_in_the_room", about="Marie")
    assert await consent(world) is Consent.STOPPED
    assert world.is_in(marie)


async def test_star_nine_on_an_incoming_call_is_a_task(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    marie.presses("*9")
    await marie.hears("tapez un")
    marie.presses("1")
    await marie.hears("Une personne de l'association vous rappelle pour le confirmer.")
    golden(world, "stop_inbound", about="Marie", since="14:52:00")
    assert await consent(world) is Consent.GIVEN
    assert await world.tasks() == ["stop_asked"]


async def test_two_quick_hang_ups_suspend_the_calls(golden: Golden, world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", quick_hang_ups=1)
    await world.stage()
    await world.picks_up(marie)
    await world.wait(3)
    marie.hangs_up()
    await world.until(15, 25)
    golden(world, "stop_quick_hang_ups", about="Marie")
    assert (await consent(world), world.rings(marie)) == (Consent.SUSPENDED, 1)
    assert "suspended" in await world.tasks()


async def test_one_quick_hang_up_is_no_refusal_and_not_rung_again(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await world.picks_up(marie)
    await world.wait(3)
    marie.hangs_up()
    await world.until(15, 25)
    assert (await consent(world), world.rings(marie)) == (Consent.GIVEN, 1)
    assert (await world.called("Marie")).reason == "a raccroché avant d'entrer"
