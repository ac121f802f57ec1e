"""A session: one dated hour on the telephone, from its planning to its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    """Values are the codes of the import sheets (DATA.md)."""

    PERFORMANCE = "intervention"
    OPEN_FLOOR = "parole"
    TESTIMONY = "temoignage"
    PARTNERSHIP = "partenariat"
    IMPROVISATION = "improvisation"
    EVALUATION = "evaluation"

    @property
    def has_artist(self) -> bool:
        """Kinds without an artist are programmed by a host, and skip the performance."""
        return self not in (Kind.OPEN_FLOOR, Kind.EVALUATION)


class Access(StrEnum):
    OPEN = "ouvert"
    REGISTERED = "inscrits"


class Status(StrEnum):
    PLANNED = "prevue"
    HELD = "tenue"
    CANCELLED = "annulee"


@dataclass(frozen=True, slots=True)
class Session:
    """One dated session. `date`/`time` are local to `zone`; `starts_at` is the same moment in UTC.

    `slot` names the series it is an occurrence of ("" for a one-off or an import). `settled`: its status came with an
    import after T+20 and is kept as given: it rings nobody. `reason` says why it was cancelled ("reportee", …).
    """

    id: int = 0
    slot: str = ""
    line: str = ""
    zone: str = "Europe/Paris"
    date: date = date(2021, 1, 1)
    time: time = time(15, 0)
    starts_at: datetime = datetime(2021, 1, 1, 14, 0, tzinfo=UTC)
    minutes: int = 60
    title: str = ""
    kind: Kind = Kind.PERFORMANCE
    artists: tuple[int, ...] = ()
    hosts: tuple[int, ...] = ()
    partner: str = ""
    programmed_by: str = ""
    mediation: str = ""
    access: Access = Access.OPEN
    rehearsal: bool = False
    status: Status = Status.PLANNED
    reason: str = ""
    settled: bool = False

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def programmed(self) -> bool:
        """It may call people: an artist, or a host where the kind has no artist."""
        return bool(self.artists) if self.kind.has_artist else bool(self.hosts)


def moment(day: date, at: time, zone: str) -> datetime:
    """UTC of a local wall-clock time. A time skipped by a clock change is read with the offset before the gap;
    a doubled one as the first of the two (RFC 5545 §3.3.5)."""
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(zone))
    return local.astimezone(UTC)
