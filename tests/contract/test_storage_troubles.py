"""A database that is locked, full, absent, old, foreign or unreadable is told in French, with what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from allo.domain.calls import Call
from allo.domain.errors import StorageUnavailable
from allo.domain.records import Moment
from allo.storage import engines
from allo.storage.opening import open_store, upgrade
from allo.storage.places import place_of
from allo.storage.schema import REVISIONS, require_current
from allo.storage.sql_store import SqlStore
from allo.storage.troubles import AbsentDatabase
from tests.contract.conftest import SECRET, Database
from tests.support.postgres import Postgres


async def try_to_open(url: str, folder: Path, secret: str = SECRET) -> SqlStore:
    return await open_store(url, secret=secret, data_dir=folder, serve=False, create=False)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program is writing and does not end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


async def test_a_locked_file_is_named_and_works_again_afterwards(sqlite_database: Database) -> None:
    store = await sqlite_database.open()
    with locked(sqlite_database.folder / "allo.sqlite"):
        with pytest.raises(StorageUnavailable, match=r"allo\.sqlite est occupée par un autre programme.*fermez-le"):
            async with store.write():
                pass
        async with store.read() as unit:
            assert await unit.calls.find() == []
    async with store.write() as unit:
        await unit.calls.add(Call(id="a"))


async def test_a_full_disk_is_told_and_nothing_is_half_written(sqlite_database: Database) -> None:
    store = await sqlite_database.open()
    with full(store), pytest.raises(StorageUnavailable, match="le disque est plein : libérez de la place"):
        await write_much(store)
    async with store.write() as unit:
        assert await unit.calls.find() == []
        await unit.calls.add(Call(id="a"))
    await store.close()
    sqlite_database.opened.remove(store)
    with closing(sqlite3.connect(sqlite_database.folder / "allo.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def write_much(store: SqlStore) -> None:
    async with store.write() as unit:
        for number in range(2000):
            await unit.calls.add(Call(id=f"{number}", notes={"long": "x" * 400}))


@contextmanager
def full(store: SqlStore) -> Iterator[None]:
    """The file may not grow: what a full disk does."""
    with store.writing.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    yield
    with store.writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")


async def test_an_absent_database_is_its_own_error_and_is_not_made_by_reading(database: Database) -> None:
    with pytest.raises(AbsentDatabase, match="Pas encore de données"):
        await database.open(create=False)
    assert not (database.folder / "allo.sqlite").exists()


async def test_an_absent_database_of_a_server_names_createdb(postgres: Postgres, tmp_path: Path) -> None:
    with pytest.raises(AbsentDatabase, match="lancez « createdb nobody »"):
        await try_to_open(postgres.url("nobody"), tmp_path)


async def test_a_server_that_is_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match="est injoignable : vérifiez que PostgreSQL est démarré"):
        await try_to_open(f"postgresql://allo@/allo?host={tmp_path}", tmp_path)


async def change(database: Database, statement: str) -> None:
    """Change the database behind Allô's back."""
    store = await database.open()
    with store.writing.begin() as connection:
        connection.execute(sa.text(statement))


async def test_an_older_database_names_the_command(database: Database) -> None:
    store = await database.open()
    place = place_of(database.url)
    with (
        store.writing.begin() as connection,
        pytest.raises(StorageUnavailable, match="plus ancien : lancez : allo db upgrade"),
    ):
        require_current(connection, place, revisions=(*REVISIONS, "9998"))


async def test_a_newer_database_is_left_alone(database: Database) -> None:
    await change(database, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageUnavailable, match="plus récent que ce programme"):
        await database.open()
    with pytest.raises(StorageUnavailable, match="plus récent que ce programme"):
        await upgrade(database.url)


async def test_somebody_elses_tables_are_left_alone(database: Database) -> None:
    await change(database, "DROP TABLE alembic_version")
    with pytest.raises(StorageUnavailable, match="ne sont pas celles d'Allô"):
        await database.open()
    with pytest.raises(StorageUnavailable, match="ne sont pas celles d'Allô"):
        await upgrade(database.url)


async def test_another_key_is_refused(database: Database) -> None:
    await database.open()
    with pytest.raises(StorageUnavailable, match="une autre clé : remettez dans ALLO_SECRET_KEY"):
        await database.open(secret="x" * 40)


async def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match=r"ALLO_SECRET_KEY est trop courte \(3 caractères\)"):
        await try_to_open(f"sqlite:///{tmp_path}/a.sqlite", tmp_path, secret="abc")


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_text("bonjour " * 200)
    with pytest.raises(StorageUnavailable, match=r"a\.sqlite n'est pas une base SQLite"):
        await try_to_open(f"sqlite:///{tmp_path}/a.sqlite", tmp_path)


async def test_a_damaged_file_is_told_when_serve_starts(sqlite_database: Database) -> None:
    await change(sqlite_database, "CREATE TABLE extra AS SELECT 1")
    await sqlite_database.close()
    sqlite_database.opened.clear()
    path = sqlite_database.folder / "allo.sqlite"
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096
    path.write_bytes(bytes(content))
    with pytest.raises(StorageUnavailable, match=r"abîmée.*remettez la dernière sauvegarde"):
        await sqlite_database.open(serve=True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "donnees/allo.sqlite",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://donnees/a",
        "mysql://a@b/c",
        "postgresql://a@b",
    ],
)
async def test_a_wrong_address_names_the_variable_and_the_form(url: str, tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match="ALLO_DATABASE_URL doit avoir la forme sqlite:///CHEMIN"):
        await try_to_open(url, tmp_path)


async def test_a_password_is_never_said(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable) as told:
        await try_to_open("postgresql://allo:geheim@127.0.0.1:1/allo", tmp_path)
    assert "geheim" not in str(told.value)
    assert "allo@127.0.0.1:1/allo" in str(told.value)


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable, match="n'est pas un fichier"):
        await try_to_open(f"sqlite:///{tmp_path}", tmp_path)


async def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageUnavailable, match=r"Le fichier .*/file.* ne peut pas être écrit : vérifiez son dossier"):
        await open_store(f"sqlite:///{tmp_path}/file/a", secret=SECRET, data_dir=tmp_path, serve=False, create=True)


async def test_what_refers_to_nothing_is_not_kept(database: Database) -> None:
    store = await database.open()
    with pytest.raises(IntegrityError):
        async with store.write() as unit:
            await unit.moments.add(Moment(session=99))


async def test_a_new_file_is_readable_by_its_owner_only(sqlite_database: Database) -> None:
    store = await sqlite_database.open()
    async with store.write() as unit:
        await unit.calls.add(Call(id="a"))
    for name in ("allo.sqlite", "allo.sqlite-wal"):
        assert (sqlite_database.folder / name).stat().st_mode & 0o077 == 0


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.2)
