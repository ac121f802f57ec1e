"""Proof of life: each process holds a lock that the system frees when it dies, however it dies.

SQLite: flock on a file of the data folder, shared by tries and exclusive by the owner. PostgreSQL: a session advisory
lock on a direct connection of its own. A stopped (not dead) process still holds both: age alone proves nothing.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from allo.domain.errors import StorageUnavailable
from allo.storage.engines import lone_engine
from allo.storage.places import Place

_FOLDER = "owners"
_ALONE = 0x616C6C6F_73657276  # "alloserv"


class Life(Protocol):
    """The lock of this process. All methods may block: call them off the event loop."""

    @property
    def owner(self) -> str: ...

    def is_alive(self, owner: str) -> bool: ...

    def renew(self) -> None:
        """Take the lock again where the connection that held it was lost."""

    def end(self) -> None: ...


class FileLife:
    """A lock file, made under another name and locked before it can be seen."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / _FOLDER
        self._folder.mkdir(parents=True, exist_ok=True)
        self._token = secrets.token_hex(10)
        unseen = self._folder / f".{self._token}"
        self._handle = os.open(unseen, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        unseen.rename(self._path(self._token))

    @property
    def owner(self) -> str:
        return f"file-{self._token}"

    def is_alive(self, owner: str) -> bool:
        kind, _, token = owner.partition("-")
        if kind != "file" or not token.isalnum():
            return False
        return is_locked(self._path(token))

    def renew(self) -> None:
        """A file lock is never lost."""

    def clear_the_dead(self) -> None:
        """Take away the files of processes that died."""
        for path in self._folder.glob("*.lock"):
            if not is_locked(path):
                path.unlink(missing_ok=True)

    def end(self) -> None:
        self._path(self._token).unlink(missing_ok=True)
        os.close(self._handle)

    def _path(self, token: str) -> Path:
        return self._folder / f"{token}.lock"


class SessionLife:
    """An advisory lock whose key is drawn at random. `alone`: a second one that only one process may hold, where each
    would have an exchange of its own and end the other's calls."""

    def __init__(self, place: Place, *, alone: bool = False) -> None:
        self._engine, self._place = lone_engine(place), place
        self._key, self._alone = secrets.randbits(62), alone
        self._turn = threading.Lock()
        self._connection: sa.Connection | None = self._taken()

    @property
    def owner(self) -> str:
        return f"pg-{self._key}"

    def is_alive(self, owner: str) -> bool:
        kind, _, key = owner.partition("-")
        if kind != "pg" or not key.isdecimal():
            return False
        with self._engine.connect() as connection:
            # shared, for the length of this statement: two that ask at once do not take each other for the owner
            free = connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock_shared(int(key))))
        return not free

    def renew(self) -> None:
        with self._turn:
            if not self._is_held():
                self._connection = self._taken()

    def end(self) -> None:
        with self._turn:
            if self._is_held():
                self._released()
            self._engine.dispose()

    def _is_held(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.scalar(sa.select(1))
        except DBAPIError:
            self._connection.close()
            self._connection = None
        return self._connection is not None

    def _released(self) -> None:
        """Given back before the connection closes: the server notices a closed one a moment later."""
        if self._connection is not None:
            self._connection.execute(sa.select(sa.func.pg_advisory_unlock_all()))
            self._connection.close()

    def _taken(self) -> sa.Connection:
        connection = self._engine.connect()
        try:
            _require_direct(connection)
            if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(self._key))):
                raise StorageUnavailable("Un autre programme tient le verrou d'Allô : relancez celui-ci.")
            if self._alone and not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_ALONE))):
                raise StorageUnavailable(f"Allô tourne déjà sur {self._place.name} : arrêtez l'autre « allo serve ».")
        except BaseException:
            connection.close()
            raise
        return connection


def _require_direct(connection: sa.Connection) -> None:
    """Through a pooler each statement may run in another session, and the lock is nobody's: the number of the process
    told at the start is then not that of the process that answers."""
    driver = connection.connection.driver_connection
    if driver is None or driver.info.backend_pid != connection.scalar(sa.select(sa.func.pg_backend_pid())):
        raise StorageUnavailable(
            "La base passe par un répartiteur de connexions (PgBouncer…) : Allô y perdrait ses verrous. "
            "Donnez dans ALLO_DATABASE_URL l'adresse directe de PostgreSQL."
        )


class Service:
    """The lock of the one `serve` of an SQLite file: a pid file beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.pid")
        self._handle = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(self._handle, 20).decode(errors="replace").strip()
            os.close(self._handle)
            raise StorageUnavailable(
                f"Allô tourne déjà sur la base {path} (processus {holder or 'inconnu'}) : arrêtez-le d'abord. "
                "Pour plusieurs processus, il faut PostgreSQL."
            ) from error
        os.truncate(self._handle, 0)
        os.write(self._handle, f"{os.getpid()}\n".encode())

    def end(self) -> None:
        """The file stays (unlinking it would let two hold two files); the lock goes."""
        os.close(self._handle)


@contextmanager
def alone_making(path: Path) -> Iterator[None]:
    """Two programs that make one file wait for each other (SQLite's switch to its write-ahead log does not wait)."""
    beside = path.with_name(f"{path.name}.making")
    handle = os.open(beside, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        beside.unlink(missing_ok=True)
        os.close(handle)


def is_locked(path: Path) -> bool:
    """True while somebody holds this file."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
