"""When a telephone rings again, when not any more, and what a human is asked to do then."""

from __future__ import annotations

from datetime import time

import pytest

from allo.domain.events import Outcome
from allo.domain.rules import CallingHours, Rules
from allo.telephony.simulator.handset import Handset
from tests.stories.conftest import Golden
from tests.support.world import World


async def to_the_end(world: World, marie: Handset) -> list[str]:
    """The times Marie's telephone rang, host and artist being there."""
    await world.stage()
    await world.until(15, 30)
    return world.rung(marie)


@pytest.mark.parametrize(
    ("trouble", "rings"),
    [
        (Outcome.BUSY, ["14:56:01", "14:58:02", "15:03:03", "15:13:04"]),
        (Outcome.UNREACHABLE, ["14:56:01", "14:58:02", "15:06:03"]),
        (Outcome.FAILED, ["14:56:01", "14:58:02", "15:06:03"]),
        (Outcome.REFUSED, ["14:56:01"]),
        (Outcome.INVALID, ["14:56:01"]),
    ],
)
async def test_trouble_on_the_line(world: World, trouble: Outcome, rings: list[str]) -> None:
    await world.evening()
    marie = await world.listener("Marie", handset={"trouble": trouble})
    assert await to_the_end(world, marie) == rings
    assert await world.tasks() == ["wrong_number" if trouble is Outcome.INVALID else "missed"]


async def test_no_answer_is_rung_after_three_and_eight_minutes(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    assert await to_the_end(world, marie) == ["14:56:01", "14:59:47", "15:08:33"]
    golden(world, "redial_no_answer", about="Marie")
    line = await world.called("Marie")
    assert (line.rings, line.reason) == (3, "pas de réponse")


async def test_busy_then_no_answer_takes_the_delay_at_that_place(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", handset={"trouble": Outcome.BUSY})
    await world.stage()
    await world.until(14, 57)
    marie.trouble = None
    await world.until(15, 30)
    assert world.rung(marie) == ["14:56:01", "14:58:02", "15:06:48"]


async def test_a_number_that_is_assigned_to_nobody_is_a_task_at_once(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    del world.exchange.telephones[marie.number]
    await world.stage()
    await world.until(14, 57)
    assert await world.tasks() == ["wrong_number"]


async def test_who_called_in_meanwhile_is_not_rung(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", handset={"trouble": Outcome.BUSY})
    await world.stage()
    await world.until(14, 57)
    marie.trouble = None
    await world.calls_in(marie)
    await world.until(15, 10)
    marie.hangs_up()
    await world.until(15, 25)
    assert world.rings(marie) == 1


async def test_never_after_twenty_past(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", handset={"trouble": Outcome.BUSY})
    await world.until(15, 5)
    await world.calls_in(world.hugo, "22220001")
    await world.until(15, 40)
    assert [at[:5] for at in world.rung(marie)] == ["15:05", "15:07", "15:12"]
    assert "missed" in await world.tasks()


async def test_artist_and_host_are_rung_again_too(world: World) -> None:
    await world.evening()
    await world.until(15, 0)
    assert world.rung(world.hugo) == ["14:40:01", "14:43:47", "14:52:33"]
    assert "missed" in await world.tasks()


async def test_nobody_is_rung_in_the_middle_of_their_night() -> None:
    world = World(start=time(14, 39))
    await world.evening()
    fatou = await world.listener("Fatou", zone="America/Guadeloupe")  # ten to ten in the morning there
    luc = await world.listener("Luc", zone="Pacific/Noumea")  # ten to one at night there
    assert (await to_the_end(world, luc), world.rings(fatou)) == ([], 3)
    assert "bad_hour" in await world.tasks()


async def test_a_late_session_is_for_who_wished_it() -> None:
    world = World(start=time(20, 9))
    await world.evening(at=time(20, 30))
    marie, paul = await world.listener("Marie"), await world.listener("Paul", until_21=True)
    await world.until(20, 20)
    await world.calls_in(world.hugo, "22220001")
    await world.until(20, 45)
    assert (world.rings(marie), world.rings(paul)) == (0, 3)
    assert (await world.called("Marie")).reason == "hors des heures d'appel"


async def test_nor_on_a_day_that_is_not_for_calling() -> None:
    rules = Rules(hours=CallingHours(days=(0, 2, 3, 4)))
    world = World(start=time(14, 39), rules=rules)
    await world.evening()
    marie = await world.listener("Marie")
    await world.until(14, 50)
    await world.calls_in(world.hugo, "22220001")
    await world.until(15, 25)
    assert (world.rings(marie), world.rings(world.camille)) == (0, 0)


async def test_without_consent_absent_or_deceased_nobody_rings(world: World) -> None:
    await world.evening()
    from_today = {"absent_from": world.now().date()}
    people = [
        await world.listener("Ana", consent="none"),
        await world.listener("Bob", deceased=True),
        await world.listener("Cid", **from_today),
        await world.listener("Dan", call_me=False),
        await world.listener("Eva", slots=(3,)),
    ]
    await world.stage()
    await world.until(15, 25)
    assert [world.rings(one) for one in people] == [0] * 5
