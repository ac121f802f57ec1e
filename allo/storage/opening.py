"""Open the store: find the database, create or refuse it, hold the locks; and `allo db upgrade`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from allo.domain.errors import StorageUnavailable
from allo.storage.cipher import Cipher
from allo.storage.engines import changing_engine, reading_engine
from allo.storage.life import FileLife, Life, Service, SessionLife, alone_making
from allo.storage.places import Place, place_of
from allo.storage.schema import (
    REVISIONS,
    Standing,
    absent,
    mark_of,
    refuse_unknown,
    require_current,
    seal,
    standing,
    take_turn,
)
from allo.storage.sql_store import SqlStore
from allo.storage.troubles import files_told, told

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """How a store is opened."""

    serve: bool
    create: bool
    durable: bool
    alone: bool = False


async def open_store(
    url: str, *, secret: str, data_dir: Path, serve: bool, create: bool, durable: bool = True, alone: bool = False
) -> SqlStore:
    """The store at this address; all that is wrong is raised as StorageUnavailable, in French.

    `create`: an absent database is made (else AbsentDatabase); `serve`: the one long-lived process of an SQLite file;
    `durable` false: a power cut may lose the last transactions (demo, tests); `alone`: refused while another process
    opened a PostgreSQL database so (an SQLite file never has two that serve).
    """
    place = place_of(url)
    cipher = Cipher(secret)
    with told(place), files_told():
        return await asyncio.to_thread(_open, place, cipher, data_dir, Wish(serve, create, durable, alone))


async def upgrade(url: str) -> str:
    """Bring the database to this program's revision (an absent one is created) and return that revision."""
    place = place_of(url)
    with told(place), files_told():
        await asyncio.to_thread(_upgrade, place)
    return REVISIONS[-1]


def _open(place: Place, cipher: Cipher, data_dir: Path, wish: Wish) -> SqlStore:
    if place.path is not None:
        _find_file(place.path, place, create=wish.create)
    service = Service(place.path) if wish.serve and place.path is not None else None
    try:
        _prepare(place, cipher, wish)
        life = _born(place, data_dir, wish)
    except BaseException:
        if service is not None:
            service.end()
        raise
    return SqlStore(place, cipher, life, service, durable=wish.durable)


def _find_file(path: Path, place: Place, *, create: bool) -> None:
    """Refuse what is no file; make an absent one where it may be made."""
    if path.is_file() and path.stat().st_size:
        return
    if path.exists() and not path.is_file():
        raise StorageUnavailable(f"{path} n'est pas un fichier : vérifiez ALLO_DATABASE_URL.")
    if not create:
        raise absent(place)
    _make_file(path, place)


def _make_file(path: Path, place: Place) -> None:
    """Readable by its owner only; SQLite gives its log the same rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with alone_making(path):
        path.touch(mode=0o600)
        _once(changing_engine(place), _migrate)


def _prepare(place: Place, cipher: Cipher, wish: Wish) -> None:
    """Create what is absent, refuse what is not current, and make sure of the key."""

    def look(connection: sa.Connection) -> None:
        if wish.create:
            _make(connection, cipher)
        require_current(connection, place)
        cipher.check(mark_of(connection) or cipher.mark)
        if wish.serve and place.is_sqlite:
            _check_file(connection, place)

    _once(changing_engine(place) if wish.create else reading_engine(place), look)


def _make(connection: sa.Connection, cipher: Cipher) -> None:
    take_turn(connection)
    if standing(connection) is Standing.ABSENT:
        _migrate(connection)
    if standing(connection) is Standing.CURRENT and mark_of(connection) is None:
        seal(connection, cipher.mark)


def _upgrade(place: Place) -> None:
    service = None
    if place.path is not None:
        _find_file(place.path, place, create=True)
        service = Service(place.path)
    try:

        def change(connection: sa.Connection) -> None:
            take_turn(connection)
            refuse_unknown(standing(connection), place)
            _migrate(connection)

        _once(changing_engine(place), change)
    finally:
        if service is not None:
            service.end()


def _once(engine: sa.Engine, job: Callable[[sa.Connection], T]) -> T:
    try:
        with engine.begin() as connection:
            return job(connection)
    finally:
        engine.dispose()


def _migrate(connection: sa.Connection) -> None:
    from allo.storage.migrate import bring_up  # noqa: PLC0415 - Alembic takes 0.2 s to load, most commands never need it

    bring_up(connection)


def _check_file(connection: sa.Connection, place: Place) -> None:
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise StorageUnavailable(f"La vérification de {place.name} la dit abîmée : remettez la dernière sauvegarde.")


def _born(place: Place, data_dir: Path, wish: Wish) -> Life:
    if place.path is None:
        return SessionLife(place, alone=wish.alone)
    life = FileLife(data_dir)
    if wish.serve:
        life.clear_the_dead()
    return life
