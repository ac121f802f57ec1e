"""A `Store` of dictionaries, so that the app can be tested without a database; also a clock and ids that repeat.

It behaves as `allo.storage` does (one contract suite runs on both), but for foreign keys, which it does not check.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import random
import string
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from allo.app.ports import Table, UnitOfWork
from allo.domain.calls import Call
from allo.domain.ledger import Attempt, DialState
from allo.domain.people import Artist, DutyOfficer, Group, Host, Listener
from allo.domain.records import (
    Change,
    Code,
    CodeTry,
    Fact,
    HelpRequest,
    Message,
    Moment,
    Presence,
    RoomRecord,
    SlotException,
    SlotRule,
    SurveyAnswer,
    Task,
)
from allo.domain.sessions import Session
from allo.domain.structures import Structure
from tests.support.memory_table import KINDS, MemoryTable, Shelf


class MemoryUnit:
    """One transaction over the dictionaries."""

    structures: Table[Structure]
    listeners: Table[Listener]
    groups: Table[Group]
    artists: Table[Artist]
    hosts: Table[Host]
    duty: Table[DutyOfficer]
    slots: Table[SlotRule]
    exceptions: Table[SlotException]
    sessions: Table[Session]
    moments: Table[Moment]
    attempts: Table[Attempt]
    calls: Table[Call]
    rooms: Table[RoomRecord]
    facts: Table[Fact]
    presences: Table[Presence]
    tasks: Table[Task]
    codes: Table[Code]
    code_tries: Table[CodeTry]
    messages: Table[Message]
    helps: Table[HelpRequest]
    answers: Table[SurveyAnswer]
    trail: Table[Change]

    def __init__(self, shelves: Mapping[str, Shelf], next_id: Callable[[str], int]) -> None:
        self._tables: dict[str, MemoryTable[Any]] = {}
        for name, shelf in shelves.items():
            self._tables[name] = MemoryTable(name, shelf, next_id)
            setattr(self, name, self._tables[name])

    @property
    def shelves(self) -> dict[str, Shelf]:
        return {name: table.shelf for name, table in self._tables.items()}

    async def lock_session(self, session: int) -> Session | None:
        return await self.sessions.get(session)

    async def lock_call(self, call: str) -> Call | None:
        return await self.calls.get(call)

    async def due_moments(self, now: datetime) -> Sequence[Moment]:
        found = [one for one in await self.moments.find(done_at=None) if one.due and one.due <= now]
        return sorted(found, key=lambda one: (one.due or now, one.id))

    async def due_attempts(self, now: datetime, limit: int) -> Sequence[Attempt]:
        found = [one for one in await self.attempts.find(state=DialState.PLANNED) if one.due and one.due <= now]
        return sorted(found, key=lambda one: (one.due or now, one.id))[:limit]

    async def sessions_between(self, begin: datetime, end: datetime) -> Sequence[Session]:
        found = [one for one in await self.sessions.find() if begin <= one.starts_at < end]
        return sorted(found, key=lambda one: (one.starts_at, one.id))

    async def unsettled(self) -> Sequence[Attempt]:
        return await self.attempts.find(state=(DialState.SENDING, DialState.DOUBT, DialState.PLACED))

    def fingerprint(self, text: str) -> str:
        return hmac.new(b"memory", text.encode(), hashlib.sha256).hexdigest()


class MemoryStore:
    """`alive` holds the owners whose process lives; tests add to it and take away."""

    def __init__(self, owner: str = "memory") -> None:
        self._owner = owner
        self._shelves = {name: Shelf() for name in KINDS}
        self._ids = dict.fromkeys(KINDS, 0)
        self._lock = asyncio.Lock()
        self._writer: asyncio.Task[Any] | None = None
        self.alive = {owner}

    @property
    def owner(self) -> str:
        return self._owner

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._write()

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._read()

    async def is_alive(self, owner: str) -> bool:
        return owner in self.alive

    async def ping(self) -> None:
        """Always there."""

    async def close(self) -> None:
        """Nothing to close."""

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[UnitOfWork]:
        if self._writer is not None and self._writer is asyncio.current_task():
            raise RuntimeError("a write inside a write would wait for itself")
        async with self._lock:
            self._writer = asyncio.current_task()
            try:
                unit = MemoryUnit(self._shelves, self._next_id)
                yield unit
                self._shelves = unit.shelves
            finally:
                self._writer = None

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[UnitOfWork]:
        yield MemoryUnit(self._shelves, self._next_id)

    def _next_id(self, name: str) -> int:
        self._ids[name] += 1
        return self._ids[name]


class SeededIds:
    """Identifiers that are the same on each run."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)

    def token(self) -> str:
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=20))

    def digits(self, count: int) -> str:
        return "".join(self._random.choices(string.digits, k=count))


@dataclass(slots=True)
class FixedClock:
    """A clock that stands until it is told to go on."""

    moment: datetime = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> datetime:
        self.moment += timedelta(seconds=seconds)
        return self.moment
