"""Allô's side of an exchange in a process of its own: the same port over a socket; it connects again by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from allo.app.ports import Abilities, Desk, Found, InDoubt, Later, NotFound, Snapshot
from allo.clock import ScaledClock, sleep
from allo.domain.orders import Order
from allo.telephony.simulator.plain import (
    Plain,
    abilities_from,
    event_from,
    listing_to,
    plain_of,
    snapshot_from,
    trace_from,
)
from allo.telephony.simulator.wire import Handler, Peer, connect
from ivr_flows.instructions import to_plain

PAUSE = 0.2  # real seconds between two tries to connect


class RemoteExchange:
    """Implements `Telephony`. `back`: called after each connection once a desk is there, to take a snapshot."""

    def __init__(self, place: str, *, back: Callable[[], Awaitable[None]] | None = None) -> None:
        self._place = place
        self._back = back
        self._desk: Desk | None = None
        self._peer: Peer | None = None
        self._task: asyncio.Task[None] | None = None
        self._serving: asyncio.Task[None] | None = None
        self._can = Abilities()
        self.clock: ScaledClock | None = None
        self.lines: tuple[str, ...] = ()

    async def open(self) -> None:
        """Connect; the exchange says what it can do and what time it is. Raises OSError where nobody listens."""
        await self._connect()
        self._task = asyncio.ensure_future(self._stay())

    def connect(self, desk: Desk) -> None:
        """Who takes the calls from now on."""
        self._desk = desk
        if self._peer is not None:
            self._peer.tell("at_desk")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._peer is not None:
            self._peer.close()

    # --- the port ----------------------------------------------------------------------------------------------------

    @property
    def can(self) -> Abilities:
        return self._can

    async def dial(self, call: str, number: str, *, ring: int, limit: int, detect_machine: bool) -> None:
        await self._asks("dial", call=call, number=number, ring=ring, limit=limit, detect_machine=detect_machine)

    async def instruct(self, call: str) -> None:
        await self._asks("instruct", call=call)

    async def hang_up(self, call: str) -> None:
        await self._asks("hang_up", call=call)

    async def order(self, order: Order) -> None:
        await self._asks("order", order=plain_of(order))

    async def snapshot(self) -> Snapshot:
        return snapshot_from(await self._asks("snapshot"))

    async def trace(self, call: str, number: str, since: datetime) -> Found | NotFound:
        return trace_from(await self._asks("trace", call=call, number=number, since=since.isoformat()))

    # --- the socket --------------------------------------------------------------------------------------------------

    async def _asks(self, what: str, **values: object) -> Any:
        if self._peer is None:
            raise Later(1.0)
        return await self._peer.ask(what, **values)

    async def _connect(self) -> None:
        reader, writer = await connect(self._place)
        peer = Peer(reader, writer, self._handlers())
        self._serving = asyncio.ensure_future(peer.serve())
        hello = await peer.ask("allo")
        self._can = abilities_from(hello["can"])
        self.lines = tuple(hello["lines"])
        self.clock = ScaledClock(datetime.fromisoformat(hello["start"]), hello["speed"], hello["anchor"])
        self._peer = peer
        if self._desk is not None:
            peer.tell("at_desk")

    async def _stay(self) -> None:
        """Serve; connect again whenever the socket closes."""
        while True:
            if self._serving is not None and self._peer is not None and not self._peer.closed:
                await asyncio.wait({self._serving})
            self._peer = None
            try:
                await self._connect()
                if self._back is not None and self._desk is not None:
                    await self._back()
            except (OSError, InDoubt, Later):
                self._serving = None
                await sleep(PAUSE)

    def _handlers(self) -> Mapping[str, Handler]:
        return {"react": self._react, "current": self._current, "waiting": self._waiting}

    def _at_desk(self) -> Desk:
        if self._desk is None:
            raise RuntimeError("nobody is at the desk yet")
        return self._desk

    async def _react(self, values: Plain) -> object:
        return listing_to(await self._at_desk().react(event_from(values["event"]), values["can_reply"]))

    async def _current(self, values: Plain) -> object:
        return listing_to(await self._at_desk().current(values["call"]))

    async def _waiting(self, values: Plain) -> object:
        return to_plain(await self._at_desk().waiting(values["room"]))
