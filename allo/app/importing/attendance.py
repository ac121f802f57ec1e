"""Presences: rows merged into the season, each one stay of one caller in one session."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from allo.app.importing.cells import bad, text_of
from allo.app.importing.notes import Notes
from allo.app.importing.once import Once, Refused, each, fields_of
from allo.app.importing.rows import Row
from allo.app.importing.season import MASKED, Season, presence_key
from allo.app.importing.staff import read_structure
from allo.domain.names import code, normal
from allo.domain.phone_numbers import identify
from allo.domain.records import Presence
from allo.domain.sessions import Session, Status, moment

_PRESENCE = {"mode": "mode", "structure": "structure", "effectif": "head_count", "a_parle": "spoke"}


class Attendance:
    """Merges the rows of `presences` one by one."""

    def __init__(self, season: Season, notes: Notes) -> None:
        self._season, self._notes = season, notes
        self._once = Once("appelant")
        self._labels: dict[str, str] = {}
        for presence in season.presences.all():
            self._labels.setdefault(normal(presence.caller), presence.caller)

    def merge(self, row: Row) -> None:
        session = self._season.sessions.get((row.values["date"], row.values["heure"]))
        if session is None:
            at = row.values["heure"].isoformat("minutes")
            raise Refused("date", str(bad(f"{row.values['date']} {at}", "ne correspond à aucune séance")))
        fields = fields_of(row, _PRESENCE)
        read_structure(fields, self._season)
        fields |= {"session": session.id, "caller": self._caller(row, fields)}
        fields |= _stay(row, session)
        key = presence_key(Presence(**fields))
        if self._once.is_new(row, key, fields):
            self._season.presences.merge(key, fields)
            if session.status is not Status.HELD:
                day = f"la séance du {session.date} à {session.time:%H:%M}"
                self._notes.warn(f"presences : {day} n'est pas « tenue », ses présences ne comptent dans aucun chiffre")

    def _caller(self, row: Row, fields: dict[str, Any]) -> str:
        """A number as E.164; `masque`; else a label, in the spelling met first."""
        text: str = row.values["appelant"]
        if code(text) == MASKED:
            return MASKED
        number = identify(text, self._season.names.territory(fields.get("structure")))
        return number or self._labels.setdefault(normal(text), text)


def merge_presences(rows: list[Row], season: Season, notes: Notes) -> None:
    each(rows, notes, Attendance(season, notes).merge)


def _stay(row: Row, session: Session) -> dict[str, datetime]:
    arrived = _instant(row.values["arrivee"], session)
    if "depart" not in row.values:
        return {"arrived_at": arrived}
    left = _instant(row.values["depart"], session)
    if left < arrived:
        raise Refused("depart", str(bad(row.values["depart"], f"précède l'arrivée ({text_of(row.values['arrivee'])})")))
    return {"arrived_at": arrived, "left_at": left}


def _instant(at: time, session: Session) -> datetime:
    """UTC of a local time around the session; after midnight only where the session itself goes past it."""
    ends_on = session.ends_at.astimezone(ZoneInfo(session.zone)).date()
    past_midnight = ends_on > session.date and at < time(12) <= session.time
    return moment(session.date + timedelta(days=past_midnight), at, session.zone)
