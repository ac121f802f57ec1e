"""A tap on the socket between Allô and the exchange's process: it sees each message pass, and at one of them, named
beforehand, Allô is killed: before the message goes on, or so many milliseconds after.

No hook in the product: what is killed is the real process, at points that the outside can see.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allo.telephony.simulator.wire import LONGEST_LINE


@dataclass(frozen=True)
class Point:
    """`way`: asks (Allô asks the exchange), answered (the exchange answers that), told (the exchange tells Allô an
    event), answers (Allô replies to that). `what`: a verb of the port or the name of an event. `nth`: which one, from
    the moment Allô is up. `after`: milliseconds; None: the message does not get through."""

    way: str
    what: str
    nth: int = 1
    after: float | None = None

    def __str__(self) -> str:
        return f"{self.way} {self.what} {self.nth} {'lost' if self.after is None else f'{self.after} ms'}"


class Tap:
    """Listens at `place`, passes on to `exchange`. `kill` is called at the point that is armed, once."""

    def __init__(self, place: Path, exchange: Path, kill: Callable[[], None]) -> None:
        self._place, self._exchange, self._kill = place, exchange, kill
        self._point: Point | None = None
        self._left = 0
        self._asked: dict[tuple[str, int], str] = {}
        self._server: asyncio.Server | None = None
        self.seen: list[str] = []

    async def start(self) -> None:
        self._server = await asyncio.start_unix_server(self._join, str(self._place), limit=LONGEST_LINE)

    def stop(self) -> None:
        if self._server is not None:
            self._server.close()

    def arm(self, point: Point) -> None:
        self._point, self._left = point, point.nth

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(str(self._exchange), limit=LONGEST_LINE)
        ways = (self._pass(reader, far_writer, "allo"), self._pass(far_reader, writer, "exchange"))
        await asyncio.wait([asyncio.ensure_future(one) for one in ways], return_when=asyncio.FIRST_COMPLETED)
        writer.close()
        far_writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sender: str) -> None:
        try:
            while line := await reader.readline():
                hit = self._is_hit(*self._name(json.loads(line), sender))
                if hit is None:
                    writer.write(line)
                else:
                    await self._strike(hit, lambda line=line: writer.write(line))  # type: ignore[misc]
        except ConnectionError:
            return

    def _name(self, message: dict[str, Any], sender: str) -> tuple[str, str]:
        """Which way, and what about."""
        if "re" in message:
            asker = "exchange" if sender == "allo" else "allo"
            return ("answers" if sender == "allo" else "answered"), self._asked.pop((asker, message["re"]), "")
        what = message["do"]
        if what == "react":
            what = message["with"]["event"]["kind"]
        if what == "order":
            what = message["with"]["order"]["kind"]
        if "id" in message:
            self._asked[sender, message["id"]] = what
        return ("asks" if sender == "allo" else "told"), what

    def _is_hit(self, way: str, what: str) -> Point | None:
        self.seen.append(f"{way} {what}")
        point = self._point
        if point is None or (way, what) != (point.way, point.what):
            return None
        self._left -= 1
        if self._left > 0:
            return None
        self._point = None
        return point

    async def _strike(self, point: Point, pass_on: Callable[[], None]) -> None:
        if point.after is not None:
            pass_on()
            await asyncio.sleep(point.after / 1000)
        self._kill()
