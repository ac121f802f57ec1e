"""The exchange's socket: Allô's desk (one at a time, the newest) and any number of handsets connect there."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from allo.clock import ScaledClock
from allo.domain.calls import Listing
from allo.domain.events import Event
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset_desk import FarHandset, HandsetDesk
from allo.telephony.simulator.plain import (
    Plain,
    abilities_to,
    heard_from,
    listing_from,
    order_from,
    plain_of,
    snapshot_to,
    trace_to,
)
from allo.telephony.simulator.sounds import Heard
from allo.telephony.simulator.transcript import Transcript
from allo.telephony.simulator.wire import Handler, Peer, listen


class RemoteDesk:
    """Allô's desk at the other end of a socket."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        return listing_from(await self._peer.ask("react", event=plain_of(event), can_reply=can_reply))

    async def current(self, call: str) -> Listing:
        listing = listing_from(await self._peer.ask("current", call=call))
        if listing is None:
            raise LookupError(call)
        return listing

    async def waiting(self, room: str) -> tuple[Heard, ...]:
        return heard_from(await self._peer.ask("waiting", room=room))


class HandsetServer:
    """Handsets on a socket beside an exchange in this process (`serve`)."""

    def __init__(self, exchange: Exchange, transcript: Transcript | None = None, *, seed: int = 0) -> None:
        self.exchange = exchange
        self.transcript = transcript or Transcript()
        self._seed = seed
        self._server: asyncio.Server | None = None
        self._peers: set[Peer] = set()
        if transcript is None:
            exchange.watch(self.transcript)

    async def start(self, place: str) -> None:
        self._server = await listen(place, self._welcome)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for peer in list(self._peers):
            peer.close()

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = Peer(reader, writer, {})
        self._peers.add(peer)
        peer.handlers = dict(self._handlers(peer))
        try:
            await peer.serve()
        finally:
            self._peers.discard(peer)
            for handset in [one for one in self.exchange.telephones.values() if isinstance(one, FarHandset)]:
                handset.leave(peer)
            self._gone(peer)

    def _handlers(self, peer: Peer) -> Mapping[str, Handler]:
        return HandsetDesk(self.exchange, self.transcript, peer, self._seed).handlers()

    def _gone(self, peer: Peer) -> None:
        return


class ExchangeServer(HandsetServer):
    """The whole exchange on a socket, which outlives Allô: its calls go on while nobody is at the desk."""

    def __init__(self, exchange: Exchange, clock: ScaledClock, *, seed: int = 0) -> None:
        super().__init__(exchange, seed=seed)
        self._clock = clock
        self._allo: Peer | None = None

    def _handlers(self, peer: Peer) -> Mapping[str, Handler]:
        async def allo(values: Plain) -> object:
            return self._hello(peer)

        async def at_desk(values: Plain) -> None:
            if self._allo is peer:
                self.exchange.connect(RemoteDesk(peer))

        return {**super()._handlers(peer), **self._port(), "allo": allo, "at_desk": at_desk}

    def _hello(self, peer: Peer) -> Plain:
        """A new Allô takes the place of the one before."""
        before, self._allo = self._allo, peer
        if before is not None and before is not peer:
            self.exchange.connect(None)
            before.close()
        return {
            "can": abilities_to(self.exchange.can),
            "lines": sorted(self.exchange.lines),
            "start": self._clock.start.isoformat(),
            "speed": self._clock.speed,
            "anchor": self._clock.anchor,
        }

    def _gone(self, peer: Peer) -> None:
        if peer is self._allo:
            self._allo = None
            self.exchange.connect(None)

    def _port(self) -> Mapping[str, Handler]:
        exchange = self.exchange

        async def dial(values: Plain) -> None:
            await exchange.dial(**values)

        async def instruct(values: Plain) -> None:
            await exchange.instruct(values["call"])

        async def hang_up(values: Plain) -> None:
            await exchange.hang_up(values["call"])

        async def order(values: Plain) -> None:
            await exchange.order(order_from(values["order"]))

        async def snapshot(values: Plain) -> object:
            return snapshot_to(await exchange.snapshot())

        async def trace(values: Plain) -> object:
            since = datetime.fromisoformat(values["since"])
            return trace_to(await exchange.trace(values["call"], values["number"], since))

        handlers = (dial, instruct, hang_up, order, snapshot, trace)
        return {handler.__name__: handler for handler in handlers}


async def follow(exchange: Exchange) -> None:
    """Keep a real exchange going until cancelled."""
    with suppress(asyncio.CancelledError):
        await exchange.timeline.run()
