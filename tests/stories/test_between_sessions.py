"""Who rings when no room is open: what is next and when, and what one can do; silence leads to a human."""

from __future__ import annotations

from datetime import date, time

import pytest

from allo.domain.ledger import Why
from tests.stories.conftest import Golden
from tests.support.world import World


@pytest.fixture
async def morning() -> World:
    """Tuesday at eleven; sessions today at three and on Thursday at five."""
    world = World(start=time(11, 0))
    await world.evening("Chansons d'hiver")
    await world.session(time(17, 0), on=date(2026, 12, 3), artists=(1,), title="Contes")
    return world


async def test_who_is_known_asks_to_be_called_next_time(morning: World, golden: Golden) -> None:
    marie = await morning.listener("Marie", call_me=False)
    marie.dials()
    await marie.hears("Pour que nous vous appelions la prochaine fois, tapez un")
    marie.presses("1")
    await morning.wait(20)
    golden(morning, "between_known_call_me")
    [row] = await morning.all("attempts", why=Why.WAVE)
    assert row.parties == ("listener:1",)
    assert await morning.tasks() == []


async def test_who_is_called_back_today_is_really_rung(morning: World) -> None:
    marie = await morning.listener("Marie", call_me=False)
    marie.dials()
    await marie.hears("tapez un")
    marie.presses("1")
    await morning.until(14, 39)
    await morning.stage()
    await morning.takes_call(marie)


async def test_who_is_unknown_gives_a_human_a_task_instead(morning: World, golden: Golden) -> None:
    jean = morning.stranger("Jean")
    jean.dials()
    await jean.hears("tapez un")
    jean.presses("1")
    await morning.wait(20)
    golden(morning, "between_unknown_call_me")
    assert await morning.tasks() == ["consent"]
    await morning.until(15, 20)
    assert morning.rings(jean) == 0


async def test_two_is_the_programme_of_the_month(morning: World, golden: Golden) -> None:
    marie = await morning.listener("Marie", call_me=False)
    marie.dials()
    await marie.hears("Pour écouter le programme, tapez deux")
    marie.presses("2")
    await marie.hears("Chansons d'hiver. Puis jeudi trois décembre à dix-sept heures, Contes")
    await marie.hears("Pour écouter le programme, tapez deux")
    marie.hangs_up()
    golden(morning, "between_programme")


async def test_three_leaves_a_message_and_a_task(morning: World, golden: Golden) -> None:
    marie = await morning.listener("Marie", call_me=False)
    marie.dials()
    await marie.hears("Pour laisser un message, tapez trois")
    marie.presses("3")
    await marie.hears("Parlez maintenant")
    await morning.wait(6)
    marie.says("Je serai absente jeudi", seconds=8)
    await morning.wait(60)
    golden(morning, "between_message")
    [message] = await morning.all("messages")
    assert message.seconds >= 8
    assert await morning.tasks() == ["call_back"]


async def test_zero_at_any_time_is_a_human(morning: World, golden: Golden) -> None:
    denise = await morning.officer()
    marie = await morning.listener("Marie", call_me=False)
    marie.dials()
    await marie.hears("Bonjour")
    marie.presses("0")
    await morning.picks_up(denise)
    await denise.hears("appuyez sur un")
    denise.presses("1")
    await morning.wait(8)
    marie.says("J'ai une question", seconds=2)
    assert ("Marie", "J'ai une question") in denise.voices
    await morning.wait(3)
    denise.hangs_up()
    await morning.wait(10)
    golden(morning, "between_human")
    assert not marie.talking


async def test_silence_is_told_twice_then_gets_a_human(morning: World, golden: Golden) -> None:
    denise = await morning.officer()
    marie = await morning.listener("Marie", call_me=False)
    marie.dials()
    await denise.rings()
    golden(morning, "between_silence")
    assert sum("tapez deux" in words for words in marie.heard) == 2


async def test_nobody_there_for_zero_is_a_message_and_an_honest_word(morning: World, golden: Golden) -> None:
    marie = await morning.listener("Marie", call_me=False)
    marie.dials()
    await marie.hears("Bonjour")
    marie.presses("0")
    await marie.hears("appelez le quinze, ou le cent douze")
    await marie.hears("Parlez maintenant")
    await morning.wait(6)
    marie.says("Rappelez-moi", seconds=3)
    await morning.wait(2)
    marie.hangs_up()
    await morning.wait(5)
    golden(morning, "between_nobody_there")
    assert await morning.tasks() == ["call_back"]
    assert len(await morning.all("messages")) == 1


async def test_an_unprogrammed_occurrence_is_not_spoken_of(golden: Golden) -> None:
    world = World(start=time(14, 55))
    await world.session(title="")
    marie = await world.listener("Marie")
    marie.dials()
    await marie.hears("La prochaine séance n'a pas encore de date")
    await marie.hears("tapez deux")
    marie.presses("2")
    await marie.hears("Le programme n'est pas encore fixé")
    await world.until(15, 30)
    assert world.rings(marie) == 0
