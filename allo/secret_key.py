"""The key that encrypts names and numbers, where no `ALLO_SECRET_KEY` is given: made once, in the data folder.

Whoever can read this file and the database can read everybody's number: it is the owner's alone (mode 0600) and never
stands in a backup of the database.

May import: allo.domain.errors.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from allo.domain.errors import why_not

FILE = "cle_secrete"
_LEAST = 32


def stored_key(folder: Path, *, create: bool, database: Path) -> str:
    """The key of this data folder. Raises ValueError, a whole sentence in French.

    `create`: make it where it is absent; else a passing key is given, with which nothing is ever stored. `database`:
    where it holds data already, its key is lost: then neither, since a new key would hide all of it for good.
    """
    path = folder / FILE
    try:
        if not path.exists():
            if _has_data(database):
                raise ValueError(
                    f"{path} a disparu : remettez cette clé (ou ALLO_SECRET_KEY), sans elle la base est illisible."
                )
            if not create:
                return _fresh()
            _make(path)
        return _read(path)
    except OSError as error:
        raise ValueError(f"{path} ne peut pas être lu ou créé ({why_not(error)}) : voyez ALLO_DATA_DIR.") from None


def _has_data(database: Path) -> bool:
    """False for an absent or empty file, and for one that is no database of Allô's: the store says what it is."""
    if not database.is_file() or not database.stat().st_size:
        return False
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            asked = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
            return connection.execute(asked).fetchone() is not None
    except sqlite3.DatabaseError as fault:
        return getattr(fault, "sqlite_errorcode", 0) != sqlite3.SQLITE_NOTADB  # locked, damaged…: it may


def _fresh() -> str:
    return secrets.token_urlsafe(_LEAST)


def _make(path: Path) -> None:
    """Written aside, then linked under its name: two commands that start together end with one and the same key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f"{FILE}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(_fresh() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink()


def _read(path: Path) -> str:
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    key = path.read_text("utf-8").strip()
    if len(key) < _LEAST:
        raise ValueError(
            f"{path} est abîmé ({_LEAST} caractères au moins) : remettez la clé d'une copie de sauvegarde."
        )
    return key
