"""Which revision a database is at, and what is said where it is not ours."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

import sqlalchemy as sa

from allo.domain.errors import StorageUnavailable
from allo.storage.places import Place
from allo.storage.tables import SEALS
from allo.storage.troubles import AbsentDatabase

REVISIONS = ("0001",)  # oldest first; a test compares them with migrations/versions


_TURN = 0x616C6C6F  # "allo"


class Standing(Enum):
    """Where a database stands."""

    ABSENT = auto()
    OLDER = auto()
    CURRENT = auto()
    NEWER = auto()
    UNKNOWN = auto()  # our tables, at a revision nobody knows
    FOREIGN = auto()  # tables, but not ours


def standing(connection: sa.Connection, revisions: Sequence[str] = REVISIONS) -> Standing:
    """Read the revision; no table at all is an absent database. `revisions`: those of this program, oldest first."""
    tables = set(sa.inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        return Standing.FOREIGN if tables else Standing.ABSENT
    revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    if revision is None:
        return Standing.UNKNOWN if tables - {"alembic_version"} else Standing.ABSENT
    if revision not in revisions:
        return Standing.NEWER if revision > revisions[-1] else Standing.UNKNOWN
    return Standing.CURRENT if revision == revisions[-1] else Standing.OLDER


def require_current(connection: sa.Connection, place: Place, revisions: Sequence[str] = REVISIONS) -> None:
    """Refuse any database but one of this program's revision."""
    match standing(connection, revisions):
        case Standing.ABSENT:
            raise absent(place)
        case Standing.OLDER:
            raise StorageUnavailable(f"Le format de {place.name} est plus ancien : lancez : allo db upgrade")
        case Standing.UNKNOWN:
            raise StorageUnavailable(
                f"Le format de {place.name} n'est pas celui de ce programme : lancez : allo db upgrade"
            )
        case found:
            refuse_unknown(found, place)


def refuse_unknown(found: Standing, place: Place) -> None:
    """Refuse a database that this program neither knows nor can bring up to date."""
    if found is Standing.NEWER:
        raise StorageUnavailable(
            f"Le format de {place.name} est plus récent que ce programme : mettez Allô à jour, "
            "ou remettez la sauvegarde faite avant la mise à jour."
        )
    if found is Standing.UNKNOWN:
        raise StorageUnavailable(
            f"Le format de {place.name} n'est connu d'aucune mise à jour : remettez la dernière sauvegarde."
        )
    if found is Standing.FOREIGN:
        raise StorageUnavailable(f"Les tables de {place.name} ne sont pas celles d'Allô : vérifiez ALLO_DATABASE_URL.")


def absent(place: Place) -> AbsentDatabase:
    return AbsentDatabase(
        f"Pas encore de données dans {place.name} : une commande qui écrit la crée, par exemple allo import DOSSIER"
    )


def mark_of(connection: sa.Connection) -> str | None:
    """What tells the key this database was written with; None where nothing was written yet."""
    return connection.scalar(sa.select(SEALS.c.mark).where(SEALS.c.id == 1))


def seal(connection: sa.Connection, mark: str) -> None:
    connection.execute(sa.insert(SEALS).values(id=1, mark=mark))


def take_turn(connection: sa.Connection) -> None:
    """Two programs may create one database at the same moment: one after the other (SQLite does so by itself)."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))
