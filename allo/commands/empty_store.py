"""The store before there is a database: commands that only read take it as empty."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, cast

from allo.app.ports import Store, UnitOfWork
from allo.domain.errors import StorageUnavailable


class _EmptyTable:
    async def get(self, _key: int | str) -> None:
        return None

    async def find(self, **_equal: object) -> Sequence[Any]:
        return ()


class _EmptyUnit:
    """Every table is empty, every question answered by nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("due_", "lock_", "sessions_between", "unsettled")):
            return _nothing
        return _EmptyTable()


async def _nothing(*_asked: object) -> Sequence[Any]:
    return ()


class EmptyStore:
    """It holds nothing and takes nothing."""

    owner = ""

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        return _read()

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        raise StorageUnavailable("Il n'y a pas encore de base : lancez « allo db upgrade ».")

    async def is_alive(self, _owner: str) -> bool:
        return False


@asynccontextmanager
async def _read() -> AsyncIterator[UnitOfWork]:
    yield cast("UnitOfWork", _EmptyUnit())


EMPTY: Store = EmptyStore()
