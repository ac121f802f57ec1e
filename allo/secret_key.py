"""The key that encrypts names and numbers, where no `ALLO_SECRET_KEY` is given: made once, in the data folder.

Whoever can read this file and the database can read everybody's number: it is the owner's alone (mode 0600) and never
stands in a backup of the database.

May import: the standard library.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

FILE = "cle_secrete"
_LEAST = 32


def stored_key(folder: Path, *, create: bool, has_data: bool) -> str:
    """The key of this data folder. Raises ValueError, a whole sentence in French.

    `create`: make it where it is absent; else a passing key is given, with which nothing is ever stored. `has_data`: a
    database is already there, whose key is lost: then neither, since a new key would hide all of it for good.
    """
    path = folder / FILE
    try:
        if not path.exists():
            if has_data:
                raise ValueError(
                    f"{path} a disparu : remettez cette clé (ou ALLO_SECRET_KEY), sans elle la base est illisible."
                )
            if not create:
                return _fresh()
            _make(path)
        return _read(path)
    except OSError as error:
        raise ValueError(f"{path} ne peut pas être lu ou créé ({error.strerror}) : voyez ALLO_DATA_DIR.") from None


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
