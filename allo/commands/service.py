"""The running service: the house, its desk, the clock of its duties, and what `/health` asks of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime

import structlog

from allo.app.dispatch import FrontDesk
from allo.app.house import House
from allo.app.ports import Clock, Desk, Ids, InDoubt, Later, Refused
from allo.app.sweep import sweep
from allo.commands.exchanges import Provider
from allo.domain.calls import Listing
from allo.domain.errors import AlloError
from allo.domain.events import Event
from allo.domain.rules import Rules
from allo.storage.sql_store import SqlStore
from allo.web.health import Check
from ivr_flows.catalogue import Catalogue
from ivr_flows.instructions import Pause, Play, Say
from scheduler.duties import DUTIES, Duty
from scheduler.ticker import Ticker

_ALIVE_SECONDS = 5.0
_PATIENCE = 1.0  # seconds that a stop waits for what the desk is doing
_PROBE_SECONDS = 2.0  # that `/health` waits for the database, and for the exchange

_log = structlog.get_logger("allo.service")


class Leaving(AlloError):
    """Allô is being stopped: the call goes on, and the next start takes it over."""


class LoggedDesk:
    """A desk whose faults are written down. They go on to the adapter, which comforts the caller and asks again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open = True
        self._under_way: set[asyncio.Task[object] | None] = set()

    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        with self._watched(type(event).__name__, getattr(event, "call", "")):
            return await self._desk.react(event, can_reply)

    async def current(self, call: str) -> Listing:
        with self._watched("current", call):
            return await self._desk.current(call)

    async def waiting(self, room: str) -> tuple[Say | Play | Pause, ...]:
        with self._watched("waiting", ""):
            return await self._desk.waiting(room)

    async def close(self) -> None:
        """Take nothing more; what is under way may end, for a short while."""
        self._open = False
        under_way = [task for task in self._under_way if task is not None]
        if under_way:
            await asyncio.wait(under_way, timeout=_PATIENCE)

    @contextmanager
    def _watched(self, about: str, call: str) -> Iterator[None]:
        if not self._open:
            raise Leaving("Allô s'arrête.")
        task = asyncio.current_task()
        self._under_way.add(task)
        try:
            yield
        except Exception as fault:
            _tell(fault, about, call)
            raise
        finally:
            self._under_way.discard(task)


def _tell(fault: Exception, about: str, call: str) -> None:
    if isinstance(fault, AlloError):
        _log.warning("the desk could not react", action="desk_failed", about=about, call=call, reason=str(fault))
    else:
        _log.error("the desk failed", action="desk_failed", about=about, call=call, exc_info=fault)


class Service:
    """Of one store and one provider."""

    def __init__(self, store: SqlStore, provider: Provider, rules: Rules, ids: Ids) -> None:
        self._store = store
        self._provider = provider
        self.house = House(store, provider.network, rules, ids, Catalogue())
        duties = (*DUTIES, Duty("stay_alive", _ALIVE_SECONDS, self._stay_alive))
        self.ticker = Ticker(self.house, provider.clock, duties, speed=provider.speed)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Calls are taken inside. At the end nobody is hung up on: what is live is adopted by the next start."""
        desk = LoggedDesk(FrontDesk(self.house, self._provider.clock))
        await self.ticker.first_round()
        self._provider.network.connect(desk)
        self.ticker.start()
        try:
            yield
        finally:
            await self.ticker.stop()
            await desk.close()

    async def _stay_alive(self, house: House, now: datetime) -> None:
        """Hold the proof of life again, where a cut connection to the database lost it."""
        await self._store.ping()

    async def look_again(self) -> None:
        """The provider was away for a while."""
        await sweep(self.house, self._provider.clock.now())


class Vitals:
    """What `/health` asks. `service` is set once there is one."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._probe: asyncio.Task[str] | None = None
        self.service: Service | None = None
        self.clock: Clock | None = None

    def checks(self) -> Mapping[str, Check]:
        return {"database": self._database, "telephony": self._telephony, "duties": self._duties}

    async def close(self) -> None:
        if self._probe is not None:
            self._probe.cancel()
            await asyncio.wait({self._probe})

    async def _database(self) -> str:
        """One probe at a time: where it is stuck, all who ask are told so."""
        if self._probe is None or self._probe.done():
            self._probe = asyncio.ensure_future(self._write())
        done, _ = await asyncio.wait({self._probe}, timeout=_PROBE_SECONDS)
        return self._probe.result() if done else f"La base ne répond pas en {_PROBE_SECONDS:.0f} secondes."

    async def _write(self) -> str:
        try:
            await self._store.ping()
            async with self._store.write():
                return ""
        except AlloError as fault:
            return str(fault)

    async def _telephony(self) -> str:
        if self.service is None:
            return "Allô démarre."
        with suppress(Later, InDoubt, Refused, TimeoutError):
            async with asyncio.timeout(_PROBE_SECONDS):
                await self.service.house.telephony.snapshot()
                return ""
        return "Le central téléphonique ne répond pas."

    async def _duties(self) -> str:
        if self.service is None or self.clock is None:
            return "Allô démarre."
        late = self.service.ticker.late(self.clock.now())
        return f"En retard : {', '.join(late)}." if late else ""
