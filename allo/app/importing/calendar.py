"""Sessions: rows merged into the season. A row at an occurrence's date and time is that occurrence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from allo.app.importing.cells import bad
from allo.app.importing.notes import Notes
from allo.app.importing.once import Once, Refused, each, fields_of
from allo.app.importing.rows import Row
from allo.app.importing.season import Season
from allo.domain.names import normal
from allo.domain.sessions import Session, Status, moment

_SESSION = {
    "date": "date",
    "heure": "time",
    "duree": "minutes",
    "titre": "title",
    "genre": "kind",
    "partenaire": "partner",
    "programmee_par": "programmed_by",
    "idee_mediation": "mediation",
    "acces": "access",
    "essai": "rehearsal",
    "statut": "status",
}
GRACE = timedelta(minutes=20)
"""T+20: a row imported later than that stays as given and rings nobody."""

Programmers = dict[str, str]  # normal form → spelling met first


class Calendar:
    """Merges the rows of `seances` one by one."""

    def __init__(self, season: Season, notes: Notes) -> None:
        self._season, self._notes = season, notes
        self._once = Once("heure")
        self._lines: dict[tuple[date, time], int] = {}
        self._by_day: dict[date, list[Session]] = {}
        for session in [*season.elsewhere, *season.sessions.all()]:
            self._by_day.setdefault(session.starts_at.date(), []).append(session)
        spellings = [one.programmed_by for one in season.sessions.all() if one.programmed_by]
        self._programmers = {normal(text): text for text in reversed(spellings)}

    def merge(self, row: Row) -> None:
        key = (row.values["date"], row.values["heure"])
        if not self._once.is_new(row, key, _comparable(row)):
            return
        before = self._season.sessions.get(key)
        fields = fields_of(row, _SESSION)
        if "programmed_by" in fields:
            fields["programmed_by"] = self._programmer(fields["programmed_by"])
        fields |= self._people(row)
        draft = self._draft(fields, before)
        self._check(row, draft)
        kept = self._with_new_people(row, draft)
        self._season.sessions.keep(key, kept)
        self._remember(key, row.line, before, kept)
        self._warn_unprogrammed(row, kept)

    def _draft(self, fields: dict[str, Any], before: Session | None) -> Session:
        frame = self._season.frame
        key = (fields["date"], fields["time"])
        if before is None:
            starts_at = moment(*key, frame.zone)
            late = frame.now > starts_at + GRACE
            new = {"line": frame.line, "zone": frame.zone, "starts_at": starts_at, "settled": late}
            return self._season.sessions.draft(key, {**new, **fields})
        draft = self._season.sessions.draft(key, fields)
        if draft.status is not before.status:
            draft = replace(draft, reason="")
        decided = draft.status is not before.status or (draft.programmed and not before.programmed)
        late = frame.now > before.starts_at + GRACE
        return replace(draft, settled=before.settled or (late and decided))

    def _people(self, row: Row) -> dict[str, tuple[int, ...]]:
        """Known artists and hosts by id; 0 stands for a name nobody has yet."""
        found: dict[str, tuple[int, ...]] = {}
        if "artiste" in row.values:
            artists = (self._season.artists.get(normal(name)) for name in row.values["artiste"])
            found["artists"] = tuple(one.id if one else 0 for one in artists)
        if "animateur" in row.values:
            hosts = (self._season.hosts.get(normal(name)) for name in row.values["animateur"])
            found["hosts"] = tuple(one.id if one else 0 for one in hosts)
        return found

    def _with_new_people(self, row: Row, session: Session) -> Session:
        """Creates the artists and hosts that nobody knew, now that the row is taken."""
        if 0 in session.artists:
            artists = self._season.artists
            ids = [(artists.get(normal(n)) or artists.merge(normal(n), {"name": n})).id for n in row.values["artiste"]]
            session = replace(session, artists=tuple(ids))
        if 0 in session.hosts:
            hosts = self._season.hosts
            ids = [(hosts.get(normal(n)) or hosts.merge(normal(n), {"name": n})).id for n in row.values["animateur"]]
            session = replace(session, hosts=tuple(ids))
        return session

    def _check(self, row: Row, session: Session) -> None:
        """Raises Refused where the session overlaps another on its line, or books an artist twice at once."""
        for other in overlapping(session, self._near(session)):
            where = f"la séance du {other.date} à {other.time:%H:%M} ({self._place(other)})"
            both = set(session.artists) & set(other.artists) - {0}
            if both:
                name = next(one.name for one in self._season.artists.all() if one.id in both)
                raise Refused("artiste", str(bad(name, f"est déjà pris à ce moment par {where}")))
            if other.line == session.line:
                raise Refused("heure", str(bad(row.values["heure"], f"chevauche {where}, sur la même ligne")))

    def _near(self, session: Session) -> list[Session]:
        day = session.starts_at.date()
        days = (day - timedelta(days=1), day, day + timedelta(days=1))
        return [one for near in days for one in self._by_day.get(near, [])]

    def _place(self, other: Session) -> str:
        line = self._lines.get((other.date, other.time)) if other.line == self._season.frame.line else None
        return f"ligne {line}" if line else "déjà enregistrée"

    def _remember(self, key: tuple[date, time], line: int, before: Session | None, kept: Session) -> None:
        self._lines[key] = line
        day = self._by_day.setdefault(kept.starts_at.date(), [])
        if before in day:
            day.remove(before)
        day.append(kept)

    def _programmer(self, text: str) -> str:
        """The structure's own spelling, else the first spelling met of this free text."""
        spelled = self._season.names.spelling(text)
        return spelled if spelled != text else self._programmers.setdefault(normal(text), text)

    def _warn_unprogrammed(self, row: Row, session: Session) -> None:
        if session.programmed or session.status is Status.CANCELLED:
            return
        column = "artiste" if session.kind.has_artist else "animateur"
        when = f"la séance du {session.date} à {session.time:%H:%M}"
        self._notes.warn(
            f"seances, ligne {row.line}, {column} : vide, {when} n'est pas programmée et n'appelle personne"
        )


def merge_sessions(rows: list[Row], season: Season, notes: Notes) -> None:
    each(rows, notes, Calendar(season, notes).merge)


def overlapping(session: Session, others: Iterable[Session]) -> list[Session]:
    """The other planned sessions at the same time. History and empty occurrences of a slot are in nobody's way."""
    if session.status is not Status.PLANNED:
        return []
    return [
        other
        for other in others
        if other.id != session.id
        and other.status is Status.PLANNED
        and (other.programmed or not other.slot)
        and session.starts_at < other.ends_at
        and other.starts_at < session.ends_at
    ]


def _comparable(row: Row) -> dict[str, Any]:
    """The cells of a row, names in their normal form: what makes two rows identical."""
    names = {
        column: tuple(map(normal, row.values[column])) for column in ("artiste", "animateur") if column in row.values
    }
    return {**row.values, **names}
