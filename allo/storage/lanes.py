"""Lanes: threads on which transactions run, one transaction at a time per thread.

SQLAlchemy runs synchronously on the lane's thread and the event loop only waits: a third of the cost of a driver that
crosses threads for each cursor step, and a cancelled task leaves no statement running beside its own rollback.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

import sqlalchemy as sa

T = TypeVar("T")


class Lane:
    """One thread; what it is given is done in order, to the end, even where the asker is cancelled."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def run(self, job: Callable[[], T]) -> T:
        future = asyncio.get_running_loop().run_in_executor(self._executor, job)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            await asyncio.wait([future])
            raise

    def close(self) -> None:
        self._executor.shutdown(wait=True)


class Transaction:
    """One transaction on one lane. All but the construction happens on the lane's thread."""

    def __init__(self, engine: sa.Engine, lane: Lane) -> None:
        self._engine = engine
        self._lane = lane
        self._connection: sa.Connection | None = None

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    async def run(self, job: Callable[[sa.Connection], T]) -> T:
        """Do this with the connection, on the lane's thread."""
        return await self._lane.run(lambda: job(self._open()))

    async def begin(self) -> None:
        await self._lane.run(self._begin)

    async def commit(self) -> None:
        await self._lane.run(self._commit)

    async def roll_back(self) -> None:
        await self._lane.run(self._close)

    def _open(self) -> sa.Connection:
        if self._connection is None:
            raise RuntimeError("this transaction is over")
        return self._connection

    def _begin(self) -> None:
        self._connection = self._engine.connect()
        self._connection.begin()

    def _commit(self) -> None:
        connection = self._open()
        transaction = connection.get_transaction()
        if transaction is not None:
            transaction.commit()
        self._close()

    def _close(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()


class Lanes:
    """So many transactions at once on one engine; the others wait for their turn, in order."""

    def __init__(self, engine: sa.Engine, count: int, name: str) -> None:
        self.engine = engine
        self._name = name
        self._turns = asyncio.Semaphore(count)
        self._idle: list[Lane] = []
        self._all: list[Lane] = []

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commits when left well, rolls back otherwise."""
        async with self._lane() as lane:
            transaction = Transaction(self.engine, lane)
            try:
                await transaction.begin()
                yield transaction
                await transaction.commit()
            except BaseException:
                await transaction.roll_back()
                raise

    async def close(self) -> None:
        for lane in self._all:
            await asyncio.to_thread(lane.close)
        await asyncio.to_thread(self.engine.dispose)

    @asynccontextmanager
    async def _lane(self) -> AsyncIterator[Lane]:
        async with self._turns:
            lane = self._idle.pop() if self._idle else self._new()
            try:
                yield lane
            finally:
                self._idle.append(lane)

    def _new(self) -> Lane:
        lane = Lane(f"{self._name}-{len(self._all)}")
        self._all.append(lane)
        return lane
