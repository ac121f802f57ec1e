"""The telephone network that `serve` stands on: an exchange in this process, or one that is a process of its own."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from allo.app.ports import Clock, Desk, Telephony
from allo.clock import SystemClock
from allo.commands.sockets import SOCKET, short_path
from allo.domain.errors import AlloError, why_not
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.remote import RemoteExchange
from allo.telephony.simulator.server import HandsetServer
from allo.telephony.simulator.timeline import Timeline
from allo.telephony.simulator.wire import connect


class ExchangeAway(AlloError):
    """No exchange answers at that socket, or one of another Allô answers at ours."""


class Network(Telephony, Protocol):
    """A provider to which a desk can be connected."""

    def connect(self, desk: Desk) -> None: ...


@dataclass(frozen=True, slots=True)
class Provider:
    """`lasting` ends, or fails, only where the network itself does."""

    network: Network
    clock: Clock
    speed: float
    lasting: Callable[[], Awaitable[None]]


class OpenExchange(Exchange):
    """Nobody is at a number without a handset: it rings in vain. People of a season are not all at a telephone here."""

    async def dial(self, call: str, number: str, *, ring: int, limit: int, detect_machine: bool) -> None:
        if number not in self.telephones:
            Handset(self, number)
        await super().dial(call, number, ring=ring, limit=limit, detect_machine=detect_machine)


@asynccontextmanager
async def own_exchange(line: str, folder: Path) -> AsyncIterator[Provider]:
    """On the machine's clock, with a socket in the data folder. Its calls end with this process."""
    clock = SystemClock()
    timeline = Timeline(clock.now(), clock=clock)
    exchange = OpenExchange(timeline, seed=secrets.randbits(64), lines=[line])
    handsets, place = HandsetServer(exchange), folder / SOCKET
    with short_path(place) as short:
        await _refuse_another(short)
        await handsets.start(short)
    place.chmod(0o600)
    running = asyncio.ensure_future(timeline.run())
    try:
        yield Provider(exchange, clock, 1.0, lambda: _end_of(running))
    finally:
        await handsets.stop()
        running.cancel()
        await asyncio.wait({running})
        place.unlink(missing_ok=True)


@asynccontextmanager
async def far_exchange(place: str, back: Callable[[], Awaitable[None]]) -> AsyncIterator[Provider]:
    """`back`: what to do each time the connection is there again."""
    exchange = RemoteExchange(place, back=back)
    try:
        await exchange.open()
    except OSError as fault:
        raise ExchangeAway(f"Aucun central ne répond à {place} ({why_not(fault)}) : démarrez-le d'abord.") from None
    assert exchange.clock is not None
    try:
        yield Provider(exchange, exchange.clock, exchange.clock.speed, _for_ever)
    finally:
        await exchange.close()


async def _refuse_another(place: str) -> None:
    with suppress(OSError):
        _, writer = await connect(place)
        writer.close()
        raise ExchangeAway("Allô tourne déjà sur ce dossier de données : arrêtez-le d'abord.")


async def _end_of(running: asyncio.Task[None]) -> None:
    """Raises what the exchange failed with."""
    await asyncio.wait({running})
    running.result()


async def _for_ever() -> None:
    await asyncio.Event().wait()
