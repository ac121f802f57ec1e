"""Bring a database to the newest revision with Alembic. Imported only where needed: Alembic takes long to load."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from allo.domain.errors import StorageUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(connection: sa.Connection | None = None) -> Config:
    """Alembic's settings, on a connection whose transaction is ours."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def bring_up(connection: sa.Connection, revision: str = "head") -> None:
    """Migrate up inside the connection's transaction, then check the references of SQLite."""
    command.upgrade(configuration(connection), revision)
    check_references(connection)


def bring_down(connection: sa.Connection, revision: str) -> None:
    command.downgrade(configuration(connection), revision)
    check_references(connection)


def check_references(connection: sa.Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if wrong := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise StorageUnavailable(f"La mise à jour laisserait {len(wrong)} renvois sans objet : rien n'a été changé.")
