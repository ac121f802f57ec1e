"""Where a database is: the address read, and how it is named to people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from allo.domain.errors import StorageUnavailable

_REMEDY = (
    "ALLO_DATABASE_URL doit avoir la forme sqlite:///CHEMIN (quatre barres pour un chemin absolu) "
    "ou postgresql://UTILISATEUR@HÔTE/BASE"
)


@dataclass(frozen=True, slots=True)
class Place:
    """`path` for SQLite, else None. `name` is said to people: no password in it."""

    url: sa.URL
    name: str
    path: Path | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.path is not None


def place_of(address: str) -> Place:
    """Read an address; a wrong one is refused with its remedy."""
    try:
        url = sa.make_url(address)
    except ArgumentError as error:
        raise StorageUnavailable(f"Adresse de base illisible : {_REMEDY}.") from error
    match url.drivername:
        case "sqlite":
            return _file(url)
        case "postgresql" | "postgres" | "postgresql+psycopg":
            return _server(url)
        case other:
            raise StorageUnavailable(f"Base de type « {other} » inconnue : {_REMEDY}.")


def _file(url: sa.URL) -> Place:
    if not url.database or url.database == ":memory:":
        raise StorageUnavailable(f"L'adresse de la base ne nomme aucun fichier : {_REMEDY}.")
    if url.host:
        raise StorageUnavailable(f"L'adresse de la base a un hôte (« {url.host} ») : {_REMEDY}.")
    path = Path(url.database)
    return Place(url, f"la base {path}", path)


def _server(url: sa.URL) -> Place:
    if not url.database:
        raise StorageUnavailable(f"L'adresse de la base ne nomme aucune base : {_REMEDY}.")
    url = url.set(drivername="postgresql+psycopg")
    shown = sa.URL.create("postgresql", url.username, None, url.host, url.port, url.database).render_as_string()
    return Place(url, f"la base {shown}")
