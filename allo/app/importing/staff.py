"""Structures, artists, hosts and people on duty: rows merged into the season."""

from __future__ import annotations

from typing import Any

from allo.app.importing.cells import bad
from allo.app.importing.notes import Notes
from allo.app.importing.once import Once, Refused, each, fields_of, in_column
from allo.app.importing.rows import Row
from allo.app.importing.season import Season, number
from allo.domain.names import normal
from allo.domain.phone_numbers import is_certain
from allo.domain.territories import territory_of_department

_STRUCTURE = {
    "nom": "name",
    "departement": "department",
    "adherente": "member",
    "qpv": "priority_district",
    "public_principal": "audience",
    "date_adhesion": "joined_on",
    "date_sortie": "left_on",
    "convention_debut": "agreement_from",
    "convention_fin": "agreement_until",
    "referent": "referent",
    "referent_email": "referent_email",
    "referent_telephone": "referent_number",
}
_ARTIST = {
    "nom": "name",
    "discipline": "discipline",
    "telephone": "number",
    "email": "email",
    "departement": "department",
}
_HOST = {"nom": "name", "structure": "structure", "telephone": "number", "email": "email"}
_DUTY = {"nom": "name", "telephone": "number", "jours": "days", "debut": "begin", "fin": "end"}


def merge_structures(rows: list[Row], season: Season, notes: Notes) -> None:
    """Also tells the season's names, which every later sheet looks up."""
    once = Once("nom")

    def merge(row: Row) -> None:
        fields = fields_of(row, _STRUCTURE)
        territory = territory_of_department(fields["department"])
        read_number(row, fields, "referent_telephone", "referent_number", territory=territory, notes=notes)
        key = (normal(fields["name"]), fields["department"])
        if once.is_new(row, key, {**fields, "name": key[0]}):
            season.structures.merge(key, fields)

    each(rows, notes, merge)
    season.names.learn(season.structures.all())


def merge_artists(rows: list[Row], season: Season, notes: Notes) -> None:
    once = Once("nom")

    def merge(row: Row) -> None:
        fields = fields_of(row, _ARTIST)
        key = normal(fields["name"])
        known = season.artists.get(key)
        department = fields.get("department") or (known.department if known else "")
        territory = territory_of_department(department)
        read_number(row, fields, "telephone", "number", territory=territory, notes=notes)
        if once.is_new(row, key, {**fields, "name": key}):
            season.artists.merge(key, fields)

    each(rows, notes, merge)


def merge_hosts(rows: list[Row], season: Season, notes: Notes) -> None:
    once = Once("nom")

    def merge(row: Row) -> None:
        fields = fields_of(row, _HOST)
        key = normal(fields["name"])
        known = season.hosts.get(key)
        read_structure(fields, season)
        structure = fields.get("structure") or (known.structure if known else None)
        territory = season.names.territory(structure)
        read_number(row, fields, "telephone", "number", territory=territory, notes=notes)
        if once.is_new(row, key, {**fields, "name": key}):
            season.hosts.merge(key, fields)

    each(rows, notes, merge)


def merge_duty(rows: list[Row], season: Season, notes: Notes) -> None:
    """The order of the sheet is the order in which they are rung, where it names everybody; else new ones follow."""
    once = Once("telephone")
    stored = sorted(season.duty.all(), key=lambda one: one.rank)
    named: dict[tuple[str, str], dict[str, Any]] = {}

    def merge(row: Row) -> None:
        fields = fields_of(row, _DUTY)
        read_number(row, fields, "telephone", "number", territory="FR", notes=notes)
        key = (normal(fields["name"]), fields["number"])
        if once.is_new(row, key, {**fields, "name": key[0]}):
            officer = season.duty.draft(key, fields)
            if officer.end <= officer.begin:
                column = "fin" if "fin" in row.values else "debut"
                raise Refused(column, str(bad(row.values[column], "finit avant de commencer")))
            named[key] = fields

    each(rows, notes, merge)
    known = [(normal(one.name), one.number) for one in stored]
    everybody = all(key in named for key in known)
    order = list(named) if everybody else known + [key for key in named if key not in known]
    for rank, key in enumerate(order):
        if key in named:
            season.duty.merge(key, {**named[key], "rank": rank})


def read_structure(fields: dict[str, Any], season: Season) -> None:
    """Replaces the structure's name by its id."""
    if "structure" in fields:
        fields["structure"] = in_column("structure", lambda: season.names.structure(fields["structure"])).id


def read_number(row: Row, fields: dict[str, Any], column: str, name: str, *, territory: str, notes: Notes) -> None:
    """Replaces a number as written by its E.164 form; one unknown to the numbering plans is taken with a warning."""
    if name not in fields:
        return
    written = fields[name]
    fields[name] = in_column(column, lambda: number(written, territory))
    if not is_certain(fields[name]):
        notes.warn(f"{row.sheet}, ligne {row.line}, {column} : « {written} » est inconnu des annuaires, à vérifier")
