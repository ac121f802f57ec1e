"""The stores the storage contract runs on: memory, SQLite, PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from allo.app.ports import Store
from allo.storage.migrate import bring_up
from allo.storage.opening import open_store
from allo.storage.sql_store import SqlStore
from allo.storage.tables import SHAPES, TABLES
from tests.support.memory_store import MemoryStore
from tests.support.postgres import MISSING, Postgres, find_programs, start_postgres

EMPTY = "; ".join(
    [f'DELETE FROM "{one.name}"' for one in reversed(TABLES.sorted_tables)]
    + [f"SELECT setval('{one.name}_id_seq', 1, false)" for one in SHAPES if not one.has_text_key]
)
SECRET = "une clé de quarante caractères environ !"


@dataclass(slots=True)
class Database:
    """A place with a database in it: `open` as often as wanted, each time as another process would."""

    url: str
    folder: Path
    opened: list[SqlStore]

    async def open(self, **wish: Any) -> SqlStore:
        usual = {"secret": SECRET, "data_dir": self.folder, "serve": False, "create": True, "durable": False}
        wishes: dict[str, Any] = usual | wish
        store = await open_store(self.url, **wishes)
        self.opened.append(store)
        return store

    async def close(self) -> None:
        for store in self.opened:
            await store.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without PostgreSQL its tests are left out (`test_storage_server` says so, once); in CI they fail."""
    if find_programs() is not None or os.environ.get("CI"):
        return
    left_out = [one for one in items if isinstance(one, pytest.Function) and _needs_server(one)]
    items[:] = [one for one in items if one not in left_out]
    config.hook.pytest_deselected(items=left_out)


def _needs_server(test: pytest.Function) -> bool:
    parameters = test.callspec.params.values() if hasattr(test, "callspec") else ()
    return "postgres" in parameters or not {"postgres", "postgres_database"}.isdisjoint(test.fixturenames)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs = find_programs()
    if programs is None:
        pytest.fail(MISSING)
    server = start_postgres(programs)
    yield server
    server.remove()


@pytest.fixture(scope="session")
def sqlite_mould(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("mould") / "allo.sqlite"
    _bring_up(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_mould(postgres: Postgres) -> str:
    """The same on PostgreSQL, emptied before each test: the name of the database."""
    name = postgres.new_database()
    _bring_up(postgres.url(name).replace("postgresql:", "postgresql+psycopg:"))
    return name


def _bring_up(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        bring_up(connection)
    engine.dispose()


@asynccontextmanager
async def made(kind: str, request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[Database]:
    """An address where no database is yet."""
    url = f"sqlite:///{folder}/allo.sqlite"
    if kind == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.url(server.new_database())
    database = Database(url, folder, [])
    yield database
    await database.close()


def ready(kind: str, request: pytest.FixtureRequest, folder: Path) -> Database:
    """A database with all tables and no row: a copy of the file, or the server's one, emptied (much faster)."""
    if kind == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        name: str = request.getfixturevalue("postgres_mould")
        server.ask(EMPTY, name)
        return Database(server.url(name), folder, [])
    shutil.copy(request.getfixturevalue("sqlite_mould"), folder / "allo.sqlite")
    return Database(f"sqlite:///{folder}/allo.sqlite", folder, [])


@pytest.fixture
async def sqlite_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    async with made("sqlite", request, tmp_path) as database:
        yield database


@pytest.fixture
async def postgres_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    async with made("postgres", request, tmp_path) as database:
        yield database


@pytest.fixture(params=["sqlite", "postgres"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An address on either side where no database is yet."""
    async with made(request.param, request, tmp_path) as database:
        yield database


@pytest.fixture(params=["memory", "sqlite", "postgres"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        yield MemoryStore()
        return
    database = ready(request.param, request, tmp_path)
    yield await database.open()
    await database.close()
