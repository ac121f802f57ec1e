"""One table inside one transaction: the `Table` of the ports."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from allo.app.ports import Conflict
from allo.storage.cipher import Cipher
from allo.storage.lanes import Transaction
from allo.storage.shapes import Shape
from allo.storage.statements import KEY, Statements

T = TypeVar("T")


class SqlTable(Generic[T]):
    """Rows in, frozen records out; encryption happens on the transaction's thread."""

    def __init__(self, shape: Shape[T], statements: Statements, transaction: Transaction, cipher: Cipher) -> None:
        self._shape = shape
        self._statements = statements
        self._transaction = transaction
        self._cipher = cipher

    async def get(self, key: int | str) -> T | None:
        return await self._one(self._statements.get, key)

    async def lock(self, key: int | str) -> T | None:
        """The record, nobody else changing it until the transaction ends."""
        return await self._one(self._statements.lock, key)

    async def find(self, **equal: object) -> Sequence[T]:
        statement, parameters = self._statements.search(equal, self._cipher)
        return await self.select(statement, parameters)

    async def select(self, statement: sa.Select[Any], parameters: dict[str, object] | None = None) -> Sequence[T]:
        """The records of a statement that begins as `Statements.all` does."""

        def ask(connection: sa.Connection) -> list[T]:
            rows = connection.execute(statement, parameters or {}).all()
            return [self._shape.from_row(row, self._cipher) for row in rows]

        return await self._transaction.run(ask)

    async def add(self, record: T) -> T:
        return await self._transaction.run(lambda connection: self._insert(connection, record))

    async def save(self, record: T) -> None:
        await self._transaction.run(lambda connection: self._update(connection, record))

    async def remove(self, key: int | str) -> None:
        await self._transaction.run(lambda connection: connection.execute(self._statements.remove, {KEY: key}))

    async def _one(self, statement: sa.Select[Any], key: int | str) -> T | None:
        def ask(connection: sa.Connection) -> T | None:
            row = connection.execute(statement, {KEY: key}).one_or_none()
            return None if row is None else self._shape.from_row(row, self._cipher)

        return await self._transaction.run(ask)

    def _insert(self, connection: sa.Connection, record: T) -> T:
        row = self._shape.to_row(record, self._cipher)
        given = row["id"]
        if not given:
            del row["id"]
        key = connection.execute(self._statements.add, row).scalar_one_or_none()
        if key is None:
            raise Conflict(f"{self._shape.name}: such a row is already there")
        if given:
            self._skip_key(connection)
            return record
        return self._shape.with_id(record, key)

    def _skip_key(self, connection: sa.Connection) -> None:
        """A key that was given, not drawn: PostgreSQL's sequence must not draw it again (SQLite sees it)."""
        if self._transaction.dialect != "postgresql" or self._shape.has_text_key:
            return
        name = self._shape.name
        sequence = sa.func.pg_get_serial_sequence(name, "id")
        highest = sa.select(sa.func.max(self._shape.table.c.id)).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, highest)))

    def _kept_usable(self, connection: sa.Connection) -> AbstractContextManager[object]:
        """A refused row spoils a whole transaction of PostgreSQL, unless a savepoint was set before."""
        spoils = self._transaction.dialect == "postgresql" and self._shape.has_unique
        return connection.begin_nested() if spoils else nullcontext()

    def _update(self, connection: sa.Connection, record: T) -> None:
        row = self._shape.to_row(record, self._cipher)
        row[KEY] = row.pop("id")
        try:
            with self._kept_usable(connection):
                changed = connection.execute(self._statements.save, row).rowcount
        except IntegrityError as error:
            if not self._shape.has_unique:
                raise
            raise Conflict(f"{self._shape.name}: such a row is already there") from error
        if changed != 1:
            raise LookupError(f"{self._shape.name}: no {row[KEY]} to save")
