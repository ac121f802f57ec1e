"""Presences: rows merged into the season, each one stay of one caller in one session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable
from datetime import date, datetime, time, timedelta
from typing import Any

from allo.app.importing.cells import bad, text_of
from allo.app.importing.notes import Notes
from allo.app.importing.once import Once, Refused, each, fields_of
from allo.app.importing.rows import Row
from allo.app.importing.season import Season, presence_key
from allo.app.importing.staff import read_structure
from allo.domain.connections import WITHHELD
from allo.domain.names import code, normal
from allo.domain.phone_numbers import identify
from allo.domain.records import Presence
from allo.domain.sessions import Session, Status, moment

_NEAR = timedelta(hours=3)  # a stay this near to a session belongs to it, across midnight too
_PRESENCE = {"mode": "mode", "structure": "structure", "effectif": "head_count", "a_parle": "spoke"}

Withheld = tuple[date, time, time]  # the session's date and time, the arrival: all that is known of a withheld caller


class Attendance:
    """Merges the rows of `presences` one by one."""

    def __init__(self, season: Season, notes: Notes, alone: Collection[Withheld]) -> None:
        self._season, self._notes = season, notes
        self._once = Once("appelant")
        self._labels: dict[str, str] = {}
        self._alone = alone
        self._withheld: dict[tuple[int, datetime | None], list[Presence]] = {}
        for presence in season.presences.all():
            self._labels.setdefault(normal(presence.caller), presence.caller)
            if presence.caller == WITHHELD:
                self._withheld.setdefault((presence.session, presence.arrived_at), []).append(presence)

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
            self._season.presences.merge(self._same_withheld(row, fields) or key, fields)
            if session.status is not Status.HELD:
                day = f"la séance du {session.date} à {session.time:%H:%M}"
                self._notes.warn(f"presences : {day} n'est pas « tenue », ses présences ne comptent dans aucun chiffre")

    def _same_withheld(self, row: Row, fields: dict[str, Any]) -> Hashable:
        """A withheld caller alone at this moment, in the file and in the store, is one and the same: cells are filled
        in. Where there are several, nothing tells which is which."""
        if fields["caller"] != WITHHELD or _moment_of(row) not in self._alone:
            return None
        stored = self._withheld.get((fields["session"], fields["arrived_at"]), [])
        return presence_key(stored[0]) if len(stored) == 1 else None

    def _caller(self, row: Row, fields: dict[str, Any]) -> str:
        """A number as E.164; `masque`; else a label, in the spelling met first."""
        text: str = row.values["appelant"]
        if code(text) == WITHHELD:
            return WITHHELD
        number = identify(text, self._season.names.territory(fields.get("structure")))
        return number or self._labels.setdefault(normal(text), text)


def merge_presences(rows: list[Row], season: Season, notes: Notes) -> None:
    at = Counter(_moment_of(row) for row in rows if code(row.values["appelant"]) == WITHHELD)
    alone = {one for one, count in at.items() if count == 1}
    each(rows, notes, Attendance(season, notes, alone).merge)


def _moment_of(row: Row) -> Withheld:
    return (row.values["date"], row.values["heure"], row.values["arrivee"])


def _stay(row: Row, session: Session) -> dict[str, datetime]:
    arrived = _instant(row.values["arrivee"], session)
    if "depart" not in row.values:
        return {"arrived_at": arrived}
    left = _instant(row.values["depart"], session)
    if left < arrived:
        raise Refused("depart", str(bad(row.values["depart"], f"précède l'arrivée ({text_of(row.values['arrivee'])})")))
    return {"arrived_at": arrived, "left_at": left}


def _instant(at: time, session: Session) -> datetime:
    """UTC of a local time on the session's day; on the day after or before only where that is near the session."""
    for days in (0, 1, -1):
        near = moment(session.date + timedelta(days=days), at, session.zone)
        if session.starts_at - _NEAR <= near <= session.ends_at + _NEAR:
            return near
    return moment(session.date, at, session.zone)
