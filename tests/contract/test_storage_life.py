"""Proof that a worker lives: a lock that falls with its process, not before."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allo.domain.calls import Call
from allo.domain.errors import StorageUnavailable
from allo.storage.sql_store import SqlStore
from tests.contract.conftest import SECRET, Database
from tests.support.other_process import OtherProcess
from tests.support.postgres import Postgres

Start = Callable[[Database, str], OtherProcess]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts another process on a database; all are killed at the end."""
    running: list[OtherProcess] = []

    def one(database: Database, job: str) -> OtherProcess:
        running.append(OtherProcess(database.url, database.folder, SECRET, job))
        return running[-1]

    yield one
    for process in running:
        process.end()


async def test_a_closed_store_is_dead(database: Database) -> None:
    first, second = await database.open(), await database.open()
    owner = second.owner
    assert await first.is_alive(owner)
    await second.close()
    database.opened.remove(second)
    assert not await first.is_alive(owner)


async def test_a_killed_process_is_dead_and_a_stopped_one_is_not(database: Database, start: Start) -> None:
    store = await database.open()
    process = start(database, "hold")
    process.send(signal.SIGSTOP)
    assert await store.is_alive(process.owner)
    process.end()
    await is_dead_soon(store, process.owner)


async def is_dead_soon(store: SqlStore, owner: str) -> None:
    """A server takes some milliseconds to notice that a client is gone."""
    for _ in range(500):
        if not await store.is_alive(owner):
            return
    raise AssertionError("the dead process is still held for alive")


async def test_a_killed_transaction_leaves_nothing(database: Database, start: Start) -> None:
    store = await database.open()
    process = start(database, "half")
    process.end()
    async with store.write() as unit:
        assert await unit.calls.find() == []
        await unit.calls.add(Call(id="after"))


async def test_a_second_serve_on_a_file_is_refused(sqlite_database: Database, start: Start) -> None:
    process = start(sqlite_database, "serve")
    with pytest.raises(StorageUnavailable, match=r"tourne déjà sur la base .*allo\.sqlite \(processus \d+\)"):
        await sqlite_database.open(serve=True)
    process.end()
    await sqlite_database.open(serve=True)


async def test_commands_run_beside_serve(sqlite_database: Database, start: Start) -> None:
    start(sqlite_database, "serve")
    store = await sqlite_database.open()
    async with store.write() as unit:
        await unit.calls.add(Call(id="a"))


async def test_files_of_dead_owners_are_cleared_by_serve(sqlite_database: Database, start: Start) -> None:
    start(sqlite_database, "hold").end()
    await sqlite_database.open(serve=True)
    assert len(list((sqlite_database.folder / "owners").iterdir())) == 1


async def test_the_lock_is_taken_again_when_the_server_comes_back(postgres: Postgres, tmp_path: Path) -> None:
    database = Database(postgres.url(postgres.new_database()), tmp_path, [])
    store = await database.open()
    postgres.restart()
    await store.ping()
    assert await (await database.open()).is_alive(store.owner)
    await database.close()


async def test_two_exchanges_never_share_one_server(postgres: Postgres, tmp_path: Path) -> None:
    database = Database(postgres.url(postgres.new_database()), tmp_path, [])
    first = await database.open(serve=True, alone=True)
    with pytest.raises(StorageUnavailable, match="tourne déjà sur"):
        await database.open(serve=True, alone=True)
    await database.open(serve=True)
    await first.close()
    database.opened.remove(first)
    await database.open(serve=True, alone=True)
    await database.close()


async def test_a_server_that_stays_away_is_told_each_time(postgres: Postgres, tmp_path: Path) -> None:
    database = Database(postgres.url(postgres.new_database()), tmp_path, [])
    store = await database.open()
    postgres.halt()
    for _ in range(3):
        with pytest.raises(StorageUnavailable, match="est injoignable"):
            await store.ping()
    postgres.start()
    await store.ping()
    assert await store.is_alive(store.owner)
    await database.close()


async def test_a_server_cut_off_is_told_once_then_all_goes_on(postgres: Postgres, tmp_path: Path) -> None:
    database = Database(postgres.url(postgres.new_database()), tmp_path, [])
    store = await database.open()
    await add_call(store, "a")
    postgres.restart()
    with pytest.raises(StorageUnavailable, match="est injoignable"):
        await add_call(store, "b")
    await add_call(store, "c")
    async with store.read() as unit:
        assert [one.id for one in await unit.calls.find()] == ["a", "c"]
    await database.close()


async def add_call(store: SqlStore, name: str) -> None:
    async with store.write() as unit:
        await unit.calls.add(Call(id=name))
