"""A session that changes while people are on the line: cancelled, moved, put off, closed early; all are told."""

from __future__ import annotations

from datetime import date, time

import pytest

from allo.app.cancel_session import cancel_session
from allo.app.move_session import move_session
from allo.domain.errors import TooLate
from allo.domain.ledger import DialState, Why
from allo.domain.sessions import Status
from tests.support.world import World


async def cancels(world: World) -> None:
    session = await world.tonight()
    await cancel_session(world.store, session.id, reason="artiste malade", rules=world.rules, now=world.now())


async def test_cancelled_with_people_in_the_room_they_are_told_and_let_go(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    await cancels(world)
    await marie.hears("La séance est annulée")
    await world.hugo.hears("La séance est annulée")
    await world.until(14, 54)
    assert world.inside() == []
    assert [one.talking for one in (marie, world.hugo, world.camille)] == [False] * 3


async def test_cancelled_while_it_rings_who_answers_is_told(world: World) -> None:
    await world.evening()
    await world.hugo.rings()
    await cancels(world)
    world.hugo.picks_up()
    await world.hugo.hears("Ici Allô l'artiste. Nous avons une nouvelle pour vous.")
    world.hugo.presses("1")
    await world.hugo.hears("La séance prévue aujourd'hui à quinze heures n'aura pas lieu")
    await world.wait(20)
    assert not world.hugo.talking


async def test_a_moved_session_is_told_with_both_its_dates() -> None:
    world = World(start=time(11, 0))
    await world.evening()
    marie = await world.listener("Marie")
    session = await world.tonight()
    await move_session(world.store, session.id, date(2026, 12, 2), time(16, 0), rules=world.rules, now=world.now())
    await world.picks_up(marie)
    await marie.hears("Bonjour Marie")
    marie.presses("1")
    await marie.hears("La séance prévue aujourd'hui à quinze heures change de date.")
    await marie.hears("La nouvelle date : demain à seize heures.")


async def test_it_cannot_move_any_more_once_somebody_is_on_the_line(world: World) -> None:
    await world.evening()
    await world.takes_call(world.hugo)
    session = await world.tonight()
    with pytest.raises(TooLate):
        await move_session(world.store, session.id, date(2026, 12, 1), time(16, 0), rules=world.rules, now=world.now())


async def test_met_again_only_after_twenty_past_is_a_task(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.wait(5)
    await world.restarts(away=60 * 45)
    await world.until(15, 40)
    assert world.rings(marie) == 0
    assert "missed" in await world.tasks()


async def test_postponed_who_was_to_be_called_is_told(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.until(15, 9)
    assert world.rings(marie) == 0
    await world.picks_up(marie)
    await marie.hears("Bonjour Marie")
    marie.presses("1")
    await marie.hears("n'aura pas lieu")


async def test_who_was_promised_a_call_is_told_that_it_is_postponed(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.until(14, 50, 30)
    await world.calls_in(marie)
    await marie.hears("Nous vous rappellerons dès qu'elle commence", within=1000)
    await world.picks_up(marie)
    await marie.hears("Bonjour")
    marie.presses("1")
    await marie.hears("n'aura pas lieu")


async def test_who_hears_it_in_the_room_is_not_rung_for_it(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.until(14, 58)
    await world.calls_in(marie)
    await marie.hears("La séance est reportée", within=1000)
    await world.until(15, 30)
    assert world.rings(marie) == 0


async def test_closed_early_who_was_not_reached_yet_is_a_task(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await world.until(15, 2)
    world.hugo.presses("*9")
    await world.wait(5)
    world.hugo.presses("1")
    await world.until(15, 30)
    assert (await world.tonight()).status is Status.HELD
    assert [row.state for row in await world.all("attempts", why=Why.WAVE, number_of=3)] == [DialState.WAIVED]
    assert world.rings(marie) == 2
    assert await world.tasks() == ["missed"]


async def test_ten_minutes_more_are_given_once(world: World) -> None:
    await world.evening()
    await world.stage()
    await world.until(15, 40)
    for _ in range(2):
        world.hugo.presses("*9")
        await world.wait(5)
        world.hugo.presses("2")
        await world.wait(15)
    assert world.hugo.has_heard("Nous avons déjà pris dix minutes de plus.")
    await world.until(16, 11)
    assert world.inside() == []


async def test_stage_gone_for_good_is_an_end_not_a_beginning(world: World) -> None:
    """Everybody on the stage leaves in the exchange and does not come back: people are thanked, not told to wait."""
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    await world.until(15, 35)
    world.hugo.hangs_up()
    world.camille.hangs_up()
    await marie.hears("La séance est finie. Merci d'avoir été là.", within=1200)
    assert not marie.has_heard("n'a pas encore commencé")
    assert world.now().minute < 52
