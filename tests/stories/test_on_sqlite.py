"""The same service on a real database: one evening from the calls to the sheet, and a restart on the same file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest

from allo.storage.opening import open_store
from tests.stories.conftest import Golden
from tests.support.world import World

SECRET = "une clé de quarante caractères environ !"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    store = await open_store(
        f"sqlite:///{tmp_path}/allo.sqlite", secret=SECRET, data_dir=tmp_path, serve=False, create=True, durable=False
    )
    yield World(start=time(14, 53), store=store)
    await store.close()


async def evening(world: World) -> None:
    """A quarter of an hour with Ana, Bob, Zoé's machine and « Le salon »; it is 15:02."""
    home = await world.structure("Les Glycines")
    await world.evening(minutes=15)
    await world.lively("Ana")
    await world.lively("Bob", "rotary")
    await world.lively("Zoé", "voicemail")
    group = await world.group("Le salon", home.id, usual_count=6, call_me=True)
    await world.calls_in(world.hugo, "22220001")
    await world.takes_call(world.camille)
    await world.picks_up(group)
    await group.hears("Bonjour à tous")
    group.presses("1")
    await world.until(15, 2)


async def test_an_evening_from_the_calls_to_the_sheet(world: World, golden: Golden) -> None:
    await evening(world)
    await world.until(15, 36)
    golden(world, "an_evening")
    sheet = await world.sheet()
    heads = {one.name: one.head_count for one in sheet.present}
    assert heads == {"Hugo": None, "Camille": None, "Le salon": 6, "Ana": None, "Bob": None}
    assert {one.name for one in sheet.called if not one.came} == {"Zoé"}


async def test_a_restart_on_the_same_file(world: World) -> None:
    await evening(world)
    rings = len(world.exchange.rings.log)
    await world.restarts(away=10)
    await world.wait(10)
    assert sorted(world.inside()) == ["Ana", "Bob", "Camille", "Hugo", "Le salon"]
    assert len(world.exchange.rings.log) == rings
    await world.until(15, 36)
    assert len((await world.sheet()).present) == 5
