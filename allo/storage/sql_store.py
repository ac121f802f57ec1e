"""The `Store` of the ports on SQLite or PostgreSQL, and how it is opened, brought up to date and closed."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import sqlalchemy as sa

from allo.app.ports import UnitOfWork
from allo.domain.errors import StorageUnavailable
from allo.storage.cipher import Cipher
from allo.storage.engines import READERS, WRITERS, reading_engine, writing_engine
from allo.storage.lanes import Lanes, Transaction
from allo.storage.life import Life, Service
from allo.storage.places import Place
from allo.storage.questions import Questions
from allo.storage.statements import Statements
from allo.storage.tables import SHAPES
from allo.storage.troubles import told
from allo.storage.unit_of_work import SqlUnit

_SAFE_SQLITE = (3, 51, 3)


class SqlStore:
    """Opened by `allo.storage.opening.open_store`."""

    def __init__(self, place: Place, cipher: Cipher, life: Life, service: Service | None, *, durable: bool) -> None:
        writer = writing_engine(place, serve=service is not None, durable=durable)
        self._place = place
        self._cipher = cipher
        self._life = life
        self._service = service
        self.writing = writer
        self._writers = Lanes(writer, 1 if place.is_sqlite else WRITERS, "allo-write")
        self._readers = Lanes(reading_engine(place), READERS, "allo-read")
        self._statements = {shape.name: Statements(shape, writer.dialect.name) for shape in SHAPES}
        self._questions = Questions(self._statements)
        self._writing: set[asyncio.Task[Any] | None] = set()

    @property
    def owner(self) -> str:
        return self._life.owner

    @property
    def name(self) -> str:
        """How the database is named to people: « la base donnees/allo.sqlite »."""
        return self._place.name

    @property
    def cautions(self) -> tuple[str, ...]:
        """What a person running this should know, in French."""
        if not self._place.is_sqlite or sqlite3.sqlite_version_info >= _SAFE_SQLITE:
            return ()
        flaw = f"SQLite {sqlite3.sqlite_version} a un défaut rare, corrigé en 3.51.3"
        return (f"{flaw} : qu'aucun autre programme n'écrive dans la base, et gardez vos sauvegardes.",)

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._write()

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._read()

    async def is_alive(self, owner: str) -> bool:
        with told(self._place):
            return await asyncio.to_thread(self._life.is_alive, owner)

    async def ping(self) -> None:
        """Read one row, and hold the liveness lock again where a cut connection lost it; ask every few seconds.
        Raises StorageUnavailable."""
        if self._place.path is not None and not await asyncio.to_thread(self._place.path.is_file):
            raise StorageUnavailable(f"{self._place.path} a disparu : arrêtez Allô et remettez la dernière sauvegarde.")
        with told(self._place):
            await asyncio.to_thread(self._life.renew)
            async with self._readers.transaction() as transaction:
                await transaction.run(lambda connection: connection.scalar(sa.select(1)))

    async def close(self) -> None:
        await self._readers.close()
        await self._writers.close()
        await asyncio.to_thread(self._life.end)
        if self._service is not None:
            self._service.end()

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[UnitOfWork]:
        task = asyncio.current_task()
        if task in self._writing:
            raise RuntimeError("a write inside a write would wait for itself")
        self._writing.add(task)
        try:
            with told(self._place):
                async with self._writers.transaction() as transaction:
                    yield self._unit(transaction, locks=True)
        finally:
            self._writing.discard(task)

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[UnitOfWork]:
        with told(self._place):
            async with self._readers.transaction() as transaction:
                yield self._unit(transaction, locks=False)

    def _unit(self, transaction: Transaction, *, locks: bool) -> SqlUnit:
        return SqlUnit(transaction, self._statements, self._questions, self._cipher, locks=locks)
