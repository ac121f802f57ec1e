"""Listeners and groups: rows merged into the season. What a person asked for is never undone by a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from allo.app.importing.cells import bad
from allo.app.importing.notes import Notes
from allo.app.importing.once import Once, Refused, each, fields_of
from allo.app.importing.rows import Row
from allo.app.importing.season import Season
from allo.app.importing.staff import read_number, read_structure
from allo.domain.names import normal
from allo.domain.people import Consent, Listener
from allo.domain.phone_numbers import zone_of
from allo.domain.territories import zone_of_department

_LISTENER = {
    "prenom": "first_name",
    "nom": "last_name",
    "telephone": "number",
    "ligne_partagee": "shared_line",
    "poste": "extension",
    "demander": "ask_for",
    "structure": "structure",
    "langue": "language",
    "sans_touches": "no_keys",
    "rythme": "pace",
    "appeler": "call_me",
    "creneaux": "slots",
    "fuseau": "zone",
    "absent_du": "absent_from",
    "absent_au": "absent_until",
    "jusqu_a_21h": "until_21",
    "consentement": "consent_on",
    "consentement_par": "consent_by",
}
_GROUP = {
    "nom": "name",
    "structure": "structure",
    "telephone": "number",
    "poste": "extension",
    "demander": "ask_for",
    "effectif": "usual_count",
    "appeler": "call_me",
    "creneaux": "slots",
}


def merge_listeners(rows: list[Row], season: Season, notes: Notes) -> None:
    once = Once("telephone")
    today = season.frame.now.astimezone(ZoneInfo(season.frame.zone)).date()

    def merge(row: Row) -> None:
        fields = fields_of(row, _LISTENER)
        read_structure(fields, season)
        territory = season.names.territory(fields.get("structure"))
        read_number(row, fields, "telephone", "number", territory=territory, notes=notes)
        key = (normal(fields["first_name"]), fields["number"])
        if not once.is_new(row, key, {**fields, "first_name": key[0]}):
            return
        before = season.listeners.get(key)
        _check_dates(row, fields, before)
        _agree(row, fields, before, today, notes)
        record = _with_zone(season.listeners.draft(key, fields), before, season)
        season.listeners.keep(key, record)
        if record.call_me and record.consent is Consent.NONE:
            name = f"{record.first_name} {record.last_name}".strip()
            notes.to_collect.append(f"auditeurs, ligne {row.line} : {name}, accord à recueillir")

    each(rows, notes, merge)


def merge_groups(rows: list[Row], season: Season, notes: Notes) -> None:
    once = Once("nom")

    def merge(row: Row) -> None:
        fields = fields_of(row, _GROUP)
        read_structure(fields, season)
        territory = season.names.territory(fields["structure"])
        read_number(row, fields, "telephone", "number", territory=territory, notes=notes)
        key = (normal(fields["name"]), fields["structure"])
        if not once.is_new(row, key, {**fields, "name": key[0]}):
            return
        record = season.groups.merge(key, fields)
        if record.call_me and not record.number:
            notes.warn(f"groupes, ligne {row.line}, telephone : vide, « {record.name} » ne sera pas appelé")

    each(rows, notes, merge)


def _check_dates(row: Row, fields: dict[str, Any], before: Listener | None) -> None:
    begin = fields.get("absent_from", before.absent_from if before else None)
    end = fields.get("absent_until", before.absent_until if before else None)
    if begin and end and end < begin:
        column = "absent_au" if "absent_au" in row.values else "absent_du"
        raise Refused(column, str(bad(row.values[column], f"ne va pas avec une absence du {begin} au {end}")))


def _agree(row: Row, fields: dict[str, Any], before: Listener | None, today: date, notes: Notes) -> None:
    """A dated agreement lets Allô call from its date on, unless the person stopped our calls since: a stop is for
    good, and a suspension is lifted by a newer agreement only."""
    if "consent_on" not in fields:
        return
    if fields["consent_on"] > today:
        reason = bad(fields["consent_on"], "est dans l'avenir, pas d'appel avant")
        notes.warn(f"auditeurs, ligne {row.line}, consentement : {reason}")
        return
    if before and before.consent is Consent.STOPPED:
        fields.pop("consent_on")
        fields.pop("consent_by", None)
        notes.warn(f"auditeurs, ligne {row.line}, consentement : {before.first_name} a demandé l'arrêt des appels")
        return
    suspended = before is not None and before.consent is Consent.SUSPENDED
    if not suspended or (before and before.consent_on and fields["consent_on"] > before.consent_on):
        fields["consent"] = Consent.GIVEN


def _with_zone(record: Listener, before: Listener | None, season: Season) -> Listener:
    """The zone follows the structure's department unless somebody gave another; without structure, an overseas
    number tells it."""
    if before is None:
        return record if record.zone else replace(record, zone=_own_zone(record, season))
    moved = before.structure != record.structure and before.zone == record.zone == _own_zone(before, season)
    return replace(record, zone=_own_zone(record, season)) if moved or not record.zone else record


def _own_zone(listener: Listener, season: Season) -> str:
    department = season.names.department(listener.structure)
    default = season.frame.zone
    return zone_of_department(department, default) if department else zone_of(listener.number, default)
