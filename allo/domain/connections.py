"""Connections: one caller in one session, whatever the number of stays (DATA.md, section Report)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from allo.domain.directory import STAFF, Directory
from allo.domain.names import normal
from allo.domain.records import Mode, Presence
from allo.domain.stays import Interval, time_present

WITHHELD = "masque"  # a caller whose number is withheld: each row a caller of its own
SHORT = timedelta(seconds=60)
_NEVER = datetime.max.replace(tzinfo=UTC)


class Standing(Enum):
    """Which figure a caller's session counts in; exactly one."""

    STAFF = auto()  # artists, hosts, people on duty: none
    SHORT = auto()  # `short_calls` only
    SCOUTING = auto()  # `scouting_connections` only
    COUNTED = auto()  # `connections` and all that rests on them


@dataclass(frozen=True, slots=True)
class Connection:
    """One caller in one session. `rows`: their stays by arrival, at least one. `key` tells callers apart;
    `structure`: that of the earliest row that names one, else the caller's registration."""

    session: int
    key: str
    rows: tuple[Presence, ...]
    role: str = ""
    structure: int | None = None

    @property
    def first(self) -> Presence:
        return self.rows[0]

    @property
    def withheld(self) -> bool:
        return is_withheld(self.first.caller)

    @property
    def mode(self) -> Mode:
        """`collectif` if any stay is, else `individuel` if any is, else scouting."""
        modes = {row.mode for row in self.rows}
        return next(mode for mode in (Mode.COLLECTIVE, Mode.INDIVIDUAL, Mode.SCOUTING) if mode in modes)

    @property
    def head_count(self) -> int | None:
        """The largest given; None where none is."""
        return max((row.head_count for row in self.rows if row.head_count is not None), default=None)

    @property
    def people(self) -> int:
        return 1 if self.head_count is None else self.head_count

    @property
    def spoke(self) -> bool:
        return any(row.spoke for row in self.rows)

    @property
    def confirmed(self) -> bool:
        return any(row.confirmed for row in self.rows)

    @property
    def intervals(self) -> tuple[Interval, ...] | None:
        """The stays, or None where one arrival or departure is unknown."""
        known = tuple(
            Interval(row.arrived_at, max(row.arrived_at, row.left_at))
            for row in self.rows
            if row.arrived_at is not None and row.left_at is not None
        )
        return known if len(known) == len(self.rows) else None

    @property
    def time(self) -> timedelta | None:
        """Time of presence; None where it cannot be known."""
        return None if self.intervals is None else time_present(self.intervals)

    @property
    def minutes(self) -> float | None:
        return None if self.time is None else self.time.total_seconds() / 60

    @property
    def standing(self) -> Standing:
        if self.role in STAFF:
            return Standing.STAFF
        if not self.confirmed:
            return Standing.SHORT
        if self.mode is Mode.SCOUTING:
            return Standing.SCOUTING
        brief = self.time is not None and self.time < SHORT
        return Standing.SHORT if brief and not self.spoke else Standing.COUNTED


def is_withheld(caller: str) -> bool:
    return normal(caller) in ("", WITHHELD)


def caller_key(row: Presence, place: int) -> str:
    """Who a row belongs to. Withheld: a live call is one caller, an imported row (at this place) one of its own."""
    if not is_withheld(row.caller):
        return normal(row.caller)
    return f"{WITHHELD}:{row.stay.rpartition('.')[0]}" if row.stay else f"{WITHHELD}#{place}"


def connections_of(presences: Iterable[Presence], directory: Directory) -> tuple[Connection, ...]:
    """All connections of these rows, staff, scouting and short calls included, by session then first arrival."""
    rows: dict[tuple[int, str], list[Presence]] = {}
    for place, row in enumerate(presences):
        rows.setdefault((row.session, caller_key(row, place)), []).append(row)
    made = (_connection(session, key, its, directory) for (session, key), its in rows.items())
    return tuple(sorted(made, key=lambda one: (one.session, known_first(one.first.arrived_at), one.key)))


def _connection(session: int, key: str, rows: list[Presence], directory: Directory) -> Connection:
    ordered = tuple(sorted(rows, key=lambda row: (known_first(row.arrived_at), row.id)))
    named = (row.structure for row in ordered if row.structure is not None)
    bare = Connection(session, key, ordered)
    party = next((row.party for row in ordered if row.party), "")
    structure = next(named, None)
    if structure is None:
        structure = directory.structure_of(ordered[0].caller, party, bare.mode)
    role = next((row.role for row in ordered if row.role in STAFF), "") or directory.staff_role(ordered[0].caller)
    return Connection(session, key, ordered, role or ordered[0].role, structure)


def known_first(at: datetime | None) -> datetime:
    """For sorting: an unknown moment comes last."""
    return at or _NEVER
