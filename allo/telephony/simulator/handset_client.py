"""A handset in another process: `allo call`, and the tests that kill Allô."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from allo.telephony.simulator.exchange import LINE
from allo.telephony.simulator.wire import Handler, Peer, Plain, connect

News = Callable[[str, Plain], None]
"""What reaches a handset: ringing, connected, heard, voice or ended, with {"number", "text", "name", "outcome"}."""


class HandsetClient:
    """One connection to an exchange's socket, for one handset or many. `news`: called with all that reaches them."""

    def __init__(self, place: str, news: News | None = None) -> None:
        self._place = place
        self._news = news
        self._peer: Peer | None = None
        self._serving: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Raises OSError where nobody listens."""
        reader, writer = await connect(self._place)
        kinds = ("ringing", "connected", "heard", "voice", "ended")
        self._peer = Peer(reader, writer, {kind: self._pass_on(kind) for kind in kinds})
        self._serving = asyncio.ensure_future(self._peer.serve())

    async def lost(self) -> None:
        """Returns once the exchange is gone."""
        if self._serving is not None:
            await asyncio.wait({self._serving})

    async def close(self) -> None:
        if self._peer is not None and self._serving is not None:
            self._peer.close()
            await asyncio.wait({self._serving})

    async def install(self, number: str, name: str = "", *, rotary: bool = False, withheld: bool = False) -> None:
        await self._ask("install", number=number, name=name, rotary=rotary, withheld=withheld)

    async def people(self, people: Sequence[Plain]) -> None:
        await self._ask("people", people=list(people))

    async def dials(self, number: str, line: str = LINE) -> None:
        await self._ask("dials", number=number, line=line)

    async def picks_up(self, number: str) -> None:
        await self._ask("picks_up", number=number)

    async def refuses(self, number: str) -> None:
        await self._ask("refuses", number=number)

    async def hangs_up(self, number: str) -> None:
        await self._ask("hangs_up", number=number)

    async def is_cut_off(self, number: str) -> None:
        await self._ask("is_cut_off", number=number)

    async def presses(self, number: str, keys: str) -> None:
        await self._ask("presses", number=number, keys=keys)

    async def says(self, number: str, text: str, seconds: float | None = None) -> None:
        await self._ask("says", number=number, text=text, seconds=seconds)

    async def heard(self, number: str) -> list[str]:
        return list(await self._ask("heard", number=number))

    async def rings(self) -> Plain:
        """{"log": [{at, call, number}], "asked": {call: times}}."""
        return dict(await self._ask("rings"))

    async def rooms(self) -> list[Plain]:
        """[{room, call, name, number, stay, muted}]."""
        return list(await self._ask("rooms"))

    async def calls(self) -> dict[str, list[str]]:
        """Live calls: {call: [number, state]}."""
        return dict(await self._ask("calls"))

    async def transcript(self, after: int = 0) -> list[str]:
        return list(await self._ask("transcript", after=after))

    async def _ask(self, what: str, **values: object) -> Any:
        if self._peer is None:
            raise RuntimeError("the handset is not connected: open() first")
        return await self._peer.ask(what, **values)

    def _pass_on(self, kind: str) -> Handler:
        async def pass_on(values: Plain) -> None:
            if self._news is not None:
                self._news(kind, values)

        return pass_on
