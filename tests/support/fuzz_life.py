"""One life of the process: its store and its telephony work until it dies, at any read, write or request; afterwards
nothing of that life touches the world any more (kill -9). The next life stands on what was committed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime

from allo.app.ports import Abilities, Desk, Found, NotFound, Snapshot, Telephony, UnitOfWork
from allo.domain.calls import Listing
from allo.domain.errors import StorageUnavailable
from allo.domain.events import Event
from allo.domain.orders import Order
from allo.telephony.simulator.desk_line import DeskAway
from ivr_flows.instructions import Pause, Play, Say
from tests.support.fuzz_weather import Weather
from tests.support.memory_store import MemoryStore


class ProcessDied(Exception):
    """The code that was running is no more."""


class Life:
    """`fuse`: how many reads, writes and requests are left before it dies; None: it lives on."""

    def __init__(self, name: str, weather: Weather) -> None:
        self.name = name
        self.weather = weather
        self.dead = False
        self.fuse: int | None = None

    def breathe(self) -> None:
        """Called before and after everything that touches the world."""
        if self.fuse is not None:
            self.fuse -= 1
            self.dead = self.dead or self.fuse <= 0
        if self.dead:
            raise ProcessDied(self.name)


class Reception:
    """The desk of a life; without one nobody is there. Events that no reply is waited for are lost where it fails."""

    def __init__(self, weather: Weather, desk: Desk | None = None) -> None:
        self._weather, self._desk = weather, desk

    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        try:
            return await self._there().react(event, can_reply)
        except (DeskAway, ProcessDied, StorageUnavailable):
            self._weather.touch(event)
            raise

    async def current(self, call: str) -> Listing:
        return await self._there().current(call)

    async def waiting(self, room: str) -> tuple[Say | Play | Pause, ...]:
        return await self._there().waiting(room)

    def _there(self) -> Desk:
        if self._desk is None:
            raise DeskAway
        return self._desk


class MortalStore:
    """The one store as this life sees it. A transaction that is not committed when it dies is rolled back."""

    def __init__(self, store: MemoryStore, life: Life) -> None:
        self._store, self._life = store, life
        store.alive.add(life.name)

    @property
    def owner(self) -> str:
        return self._life.name

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._write()

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._read()

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[UnitOfWork]:
        self._life.breathe()
        async with self._store.write() as uow:
            yield uow
            self._life.breathe()
            if self._life.weather.hits(self._life.weather.writes):
                raise StorageUnavailable("La base de données est occupée.")
        self._life.breathe()

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[UnitOfWork]:
        self._life.breathe()
        async with self._store.read() as uow:
            yield uow

    async def is_alive(self, owner: str) -> bool:
        return await self._store.is_alive(owner)

    async def ping(self) -> None:
        self._life.breathe()

    async def close(self) -> None:
        await self._store.close()


class MortalTelephony:
    """The provider as this life sees it: a request may have been made when it dies, or not."""

    def __init__(self, telephony: Telephony, life: Life) -> None:
        self._telephony, self._life = telephony, life

    @property
    def can(self) -> Abilities:
        return self._telephony.can

    async def dial(self, call: str, number: str, *, ring: int, limit: int, detect_machine: bool) -> None:
        self._life.breathe()
        await self._then(self._telephony.dial(call, number, ring=ring, limit=limit, detect_machine=detect_machine))

    async def instruct(self, call: str) -> None:
        self._life.breathe()
        await self._then(self._telephony.instruct(call))

    async def hang_up(self, call: str) -> None:
        self._life.breathe()
        await self._then(self._telephony.hang_up(call))

    async def order(self, order: Order) -> None:
        self._life.breathe()
        await self._then(self._telephony.order(order))

    async def snapshot(self) -> Snapshot:
        self._life.breathe()
        return await self._telephony.snapshot()

    async def trace(self, call: str, number: str, since: datetime) -> Found | NotFound:
        self._life.breathe()
        return await self._telephony.trace(call, number, since)

    async def _then(self, request: Awaitable[None]) -> None:
        await request
        self._life.breathe()
