"""One session on real processes: the exchange on its own, `allo serve` beside it, killed at given points and started
again at once. It watches a real process. What each of them knows afterwards can be compared."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from allo.clock import ScaledClock
from allo.telephony.simulator.handset_client import HandsetClient
from tests.processes.running import ROOT, Serve, allo
from tests.processes.season import LEAD, Season, make_season, write_people
from tests.processes.tap import Point, Tap

SPEED = 10.0
_BEFORE = timedelta(seconds=30)  # of the exchange's time, before the first call
_AFTER = timedelta(seconds=30)  # after the planned end
_LOOKS = 120  # each half second, for the last calls to end


@dataclass(frozen=True)
class At:
    """Kill so many seconds after the hour."""

    seconds: float


@dataclass(frozen=True)
class Outage:
    """Killed, and ready again; of the exchange's time."""

    point: Point | At
    killed: datetime
    back: datetime


@dataclass
class Evening:
    """A session in `folder`, lived through to its end by `play`."""

    folder: Path
    season: Season
    serve: Serve
    tap: Tap
    outages: list[Outage] = field(default_factory=list)
    missed: list[Point | At] = field(default_factory=list)
    rings: dict[str, Any] = field(default_factory=dict)
    code: int | None = None
    seconds_to_stop: float = 0.0
    _clock: ScaledClock | None = None

    @classmethod
    def prepare(cls, folder: Path) -> Evening:
        folder.mkdir()
        season = make_season(folder)
        write_people(folder / "people.json")
        taken = allo(folder, "import", "tables")
        assert taken.returncode == 0, taken.stderr
        serve = Serve(folder, "--exchange", str(folder / "tap.sock"))
        tap = Tap(folder / "tap.sock", folder / "exchange.sock", serve.kill)
        return cls(folder, season, serve, tap)

    async def play(self, points: list[Point | At]) -> None:
        process = await self._exchange()
        await self.tap.start()
        try:
            await self.serve.start()
            for point in points:
                await self._die_at(point)
            await self._until(self.season.ends_at + _AFTER)
            await self._all_gone()
            await self._stop()
            self.rings = await self._ask("rings")
        finally:
            self.serve.kill()
            self.tap.stop()
            process.terminate()
            await process.wait()

    async def _exchange(self) -> Process:
        start = self.season.starts_at - LEAD - _BEFORE
        words = [str(self.folder / "exchange.sock"), start.isoformat(), str(SPEED)]
        words += [str(self.folder / "people.json"), str(self.folder / "journal.jsonl")]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.processes.exchange_process", *words, cwd=ROOT, stdout=PIPE
        )
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
        self._clock = ScaledClock(start, SPEED)
        return process

    def now(self) -> datetime:
        """The exchange's time, to a few milliseconds of the machine's."""
        assert self._clock is not None
        return self._clock.now()

    async def _until(self, moment: datetime) -> None:
        await asyncio.sleep(max(0.0, (moment - self.now()).total_seconds() / SPEED))

    async def _die_at(self, point: Point | At) -> None:
        """One outage, unless the point does not come before the end."""
        ended = asyncio.ensure_future(self.serve.end())
        if isinstance(point, At):
            await self._until(self.season.starts_at + timedelta(seconds=point.seconds))
            self.serve.kill()
        else:
            self.tap.arm(point)
        left = (self.season.ends_at - self.now()).total_seconds() / SPEED
        await asyncio.wait({ended}, timeout=max(1.0, left))
        if not ended.done():
            self.missed.append(point)
            return
        killed = self.now()
        assert await ended == -signal.SIGKILL, self.serve.log()
        await self.serve.start()
        self.outages.append(Outage(point, killed, self.now()))

    async def _stop(self) -> None:
        before = datetime.now(UTC)
        self.serve.send(signal.SIGTERM)
        self.code = await self.serve.end()
        self.seconds_to_stop = (datetime.now(UTC) - before).total_seconds()

    async def _all_gone(self) -> None:
        """Until no call is left, on a machine that is slow today."""
        for _ in range(_LOOKS):
            if not await self._ask("calls"):
                return
            await asyncio.sleep(0.5)
        raise AssertionError(f"{await self._ask('calls')} are still on the line")

    async def _ask(self, what: str) -> dict[str, Any]:
        """The exchange's `rings` or `calls`."""
        client = HandsetClient(str(self.folder / "exchange.sock"))
        await client.open()
        try:
            return await client.rings() if what == "rings" else dict(await client.calls())
        finally:
            await client.close()

    def journal(self) -> list[dict[str, Any]]:
        """All that happened on the exchange, in order."""
        lines = (self.folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()
        return [{**act, "at": datetime.fromisoformat(act["at"])} for act in map(json.loads, lines)]
