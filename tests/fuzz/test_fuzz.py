"""Whatever the weather: nobody rung twice or wrongly, nobody forgotten or cut off, the room as it should be, the
attendance true (RELIABILITY §1.4 and §7). And the fuzzer is worth something: it finds each mutant out."""

from __future__ import annotations

import pytest

from tests.fuzz.mutants import MUTANTS
from tests.fuzz.run import play
from tests.support.fuzz_world import Build

TRIES = 8  # seeds within which each mutant must be found out


async def test_every_promise_holds_in_any_weather(seed: int) -> None:
    world, broken = await play(seed)

    assert not broken, _told(seed, broken) + "\n\n" + world.transcript.text()


@pytest.mark.parametrize("name", MUTANTS)
async def test_a_mutant_is_found_out(name: str) -> None:
    for number in range(TRIES):
        _, broken = await play(number, MUTANTS[name])
        if broken:
            return
    pytest.fail(f"Allô with {name} went unnoticed for {TRIES} seeds")


@pytest.mark.parametrize("name", ["no order check", "no sweep"])
async def test_the_sound_allo_bears_the_weather_of_its_mutants(name: str) -> None:
    mutant = MUTANTS[name]

    _, broken = await play(0, Build(climate=mutant.climate, can=mutant.can))

    assert not broken, _told(0, broken)


def _told(seed: int, broken: list[str]) -> str:
    return f"seed {seed} (pytest tests/fuzz --seeds 1 --first-seed {seed}):\n" + "\n".join(broken)
