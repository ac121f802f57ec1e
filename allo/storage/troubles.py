"""What goes wrong with a database, told in French with the thing and the remedy."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from allo.domain.errors import StorageUnavailable
from allo.storage.engines import BUSY_SECONDS
from allo.storage.places import Place


class AbsentDatabase(StorageUnavailable):
    """There is no database yet: a command that only reads takes it as empty."""


_NOTHING_HALF = "Rien n'a été écrit à moitié."
_SQLITE = {
    sqlite3.SQLITE_BUSY: f"est occupée par un autre programme depuis plus de {BUSY_SECONDS} s : fermez-le (autre "
    f"commande allo, outil SQLite, copie en cours), puis recommencez. {_NOTHING_HALF}",
    sqlite3.SQLITE_FULL: "ne peut plus grandir, le disque est plein : libérez de la place, puis recommencez. "
    f"{_NOTHING_HALF}",
    sqlite3.SQLITE_READONLY: "ne peut pas être écrite : vérifiez les droits du fichier et de son dossier.",
    sqlite3.SQLITE_CANTOPEN: "ne peut pas être ouverte : vérifiez que son dossier existe, et les droits.",
    sqlite3.SQLITE_IOERR: "ne peut être lue ou écrite : vérifiez le disque (plein, débranché, abîmé).",
    sqlite3.SQLITE_CORRUPT: "est abîmée : arrêtez Allô et remettez la dernière sauvegarde.",
    sqlite3.SQLITE_NOTADB: "n'est pas une base SQLite : vérifiez ALLO_DATABASE_URL.",
}
_SQLITE[sqlite3.SQLITE_LOCKED] = _SQLITE[sqlite3.SQLITE_BUSY]
_POSTGRESQL = {
    "53100": f"ne peut plus grandir, le disque du serveur est plein : libérez de la place. {_NOTHING_HALF}",
    "55P03": f"est occupée : un autre travail y tient un verrou depuis plus de 2 s. Recommencez. {_NOTHING_HALF}",
    "57014": f"est trop lente : une demande a dépassé 5 s. Recommencez, ou voyez sa charge. {_NOTHING_HALF}",
    "40P01": f"a rompu un blocage entre deux travaux : recommencez. {_NOTHING_HALF}",
    "42501": "refuse l'accès à une table : donnez les droits à l'utilisateur de ALLO_DATABASE_URL.",
}
_NO_SUCH_BASE = re.compile(r'database ".*" does not exist|base de données « .* » n.existe pas')


@contextmanager
def told(place: Place) -> Iterator[None]:
    """Inside, an error of the database that people can mend becomes `StorageUnavailable`; another one stays a fault."""
    try:
        yield
    except DBAPIError as error:
        trouble = _sqlite(place, error.orig) if place.is_sqlite else _postgresql(place, error)
        if trouble is None:
            raise
        raise trouble from error


@contextmanager
def files_told() -> Iterator[None]:
    """The same for the files beside a database, while it is opened."""
    try:
        yield
    except OSError as error:
        remedy = (
            "libérez de la place sur le disque"
            if error.errno == errno.ENOSPC
            else "vérifiez son dossier, et les droits"
        )
        which = f"Le fichier {error.filename}" if error.filename else "Un fichier à côté de la base"
        raise StorageUnavailable(f"{which} ne peut pas être écrit : {remedy}.") from error


def _sqlite(place: Place, error: object) -> StorageUnavailable | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _trouble(place, _SQLITE[code]) if code in _SQLITE else None


def _postgresql(place: Place, error: DBAPIError) -> StorageUnavailable | None:
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRESQL:
        return _trouble(place, _POSTGRESQL[state])
    if state == "3D000" or _NO_SUCH_BASE.search(str(error.orig)):
        return AbsentDatabase(f"{_capital(place.name)} n'existe pas : lancez « createdb {place.url.database} ».")
    if state is None or error.connection_invalidated or str(state)[:2] in {"08", "28", "53", "57"}:
        remedy = "vérifiez que PostgreSQL est démarré, puis l'adresse et l'utilisateur de ALLO_DATABASE_URL"
        return _trouble(place, f"est injoignable : {remedy}.")
    return None


def _trouble(place: Place, rest: str) -> StorageUnavailable:
    return StorageUnavailable(f"{_capital(place.name)} {rest}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
