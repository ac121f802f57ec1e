"""One fuzzed session from −26 minutes to after its archive; all promises that were broken, in words."""

from __future__ import annotations

from datetime import timedelta

from tests.fuzz.books import faults_of, open_books
from tests.fuzz.calm import differences
from tests.support.fuzz_world import SOUND, Build, FuzzWorld

_LOOKS = (20.0, 12.0, 4.0)  # seconds before the end of a calm spell


async def play(seed: int, build: Build = SOUND) -> tuple[FuzzWorld, list[str]]:
    world = FuzzWorld(seed, build)
    await world.populate()
    found: list[str] = []
    for calm in world.weather.calms:
        seen: set[str] | None = None
        for before in _LOOKS:
            await world.timeline.run_until(calm.end - timedelta(seconds=before))
            now = await differences(world)
            seen = now if seen is None else seen & now
        found += [f"{calm.end:%H:%M:%S} {one}" for one in sorted(seen or ())]
    found += [f"the desk raised {one!r}" for one in world.failures()]
    found += faults_of(await open_books(world))
    return world, found
