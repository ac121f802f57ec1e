"""Engines for both databases: how connections are set up and how a transaction begins.

SQLite: write-ahead log, every commit on the disk, BEGIN IMMEDIATE for what writes (a plain BEGIN that reads, then
writes, fails at once when another writer came between). Only `serve` moves the log into the file (SQLite before 3.51.3
may corrupt a file when two processes do). PostgreSQL: READ COMMITTED with row locks to write, one snapshot to read.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import NullPool

from allo.storage.places import Place

BUSY_SECONDS = 5
_PAGES_BEFORE_CHECKPOINT = 1000
_SETTINGS = {  # milliseconds
    "statement_timeout": "5000",
    "lock_timeout": "2000",
    "idle_in_transaction_session_timeout": "15000",
    "timezone": "UTC",
}
_SOCKET = {  # seconds: a dead worker's connection, and its lock with it, falls in about 20 s
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "application_name": "allo",
}
WRITERS = 8  # transactions at once on PostgreSQL; SQLite has one
READERS = 4


def writing_engine(place: Place, *, serve: bool, durable: bool = True) -> sa.Engine:
    """For transactions that write. `durable` false (demo, tests): a power cut may lose the last ones."""
    if not place.is_sqlite:
        return _postgresql(place, WRITERS)
    pragmas = [
        "PRAGMA journal_mode=WAL",
        f"PRAGMA synchronous={'FULL' if durable else 'OFF'}",
        "PRAGMA foreign_keys=ON",
        f"PRAGMA wal_autocheckpoint={_PAGES_BEFORE_CHECKPOINT if serve else 0}",
    ]
    return _sqlite(place, 1, "BEGIN IMMEDIATE", pragmas)


def reading_engine(place: Place) -> sa.Engine:
    """For transactions that only read, each seeing one moment of the database."""
    if place.is_sqlite:
        return _sqlite(place, READERS, "BEGIN", ["PRAGMA query_only=ON", "PRAGMA wal_autocheckpoint=0"])
    engine = _postgresql(place, READERS)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def changing_engine(place: Place) -> sa.Engine:
    """For migrations: SQLite rebuilds tables, so references are checked afterwards instead of during."""
    if not place.is_sqlite:
        return _postgresql(place, 1)
    return _sqlite(
        place,
        1,
        "BEGIN IMMEDIATE",
        ["PRAGMA journal_mode=WAL", "PRAGMA foreign_keys=OFF", "PRAGMA wal_autocheckpoint=0"],
    )


def lone_engine(place: Place) -> sa.Engine:
    """For a connection of its own that is in no transaction: it carries a lock."""
    return sa.create_engine(
        place.url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={**_SOCKET, "options": _options()},
    )


def _sqlite(place: Place, size: int, begin: str, pragmas: list[str]) -> sa.Engine:
    engine = sa.create_engine(
        place.url,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # errors end in logs: no name, no number there
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("PRAGMA trusted_schema=OFF", *pragmas):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(place: Place, size: int) -> sa.Engine:
    return sa.create_engine(
        place.url,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # errors end in logs: no name, no number there
        isolation_level="READ COMMITTED",
        connect_args={**_SOCKET, "options": _options()},
    )


def _options() -> str:
    return " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
