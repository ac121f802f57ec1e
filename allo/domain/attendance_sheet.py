"""The attendance sheet of one session: who was there, who was called and did not come (DATA.md, `allo attendance`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from allo.domain.calls_made import CalledLine, called_lines
from allo.domain.connections import Connection, Standing, connections_of
from allo.domain.directory import Directory
from allo.domain.ledger import Attempt
from allo.domain.records import Mode, Presence
from allo.domain.sessions import Session

_ROLES = {Mode.COLLECTIVE: "group", Mode.INDIVIDUAL: "listener", Mode.SCOUTING: "scout"}


@dataclass(frozen=True, slots=True)
class PresentLine:
    """One caller of the session. `stays`: as they were recorded, local to the session's zone, the end None where
    unknown; `minutes`: of presence, None where an end is unknown."""

    name: str | None
    number: str | None
    role: str
    mode: Mode
    structure: str | None
    head_count: int | None
    spoke: bool
    stays: tuple[tuple[datetime | None, datetime | None], ...]
    minutes: float | None


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """What the report would count for this session alone."""

    connections: int
    group_connections: int
    scouting_connections: int
    short_calls: int
    participants: int
    spoke: int
    median_minutes: float | None


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """`unconfirmed`: lines never proved human, which are not counted present (TELEPHONY, rule 6)."""

    session: Session
    present: tuple[PresentLine, ...]
    unconfirmed: tuple[PresentLine, ...]
    called: tuple[CalledLine, ...]
    figures: SessionFigures

    def as_dict(self) -> dict[str, object]:
        """Under DATA.md's keys."""
        return {
            "session": session_name(self.session),
            "present": [_plain(one) for one in self.present],
            "called": [one.as_dict() for one in self.called],
        }


def session_name(session: Session) -> str:
    """As it is typed in a command: "2021-03-02T15:00"."""
    return f"{session.date.isoformat()}T{session.time:%H:%M}"


def attendance_sheet(
    session: Session,
    presences: Iterable[Presence],
    attempts: Iterable[Attempt],
    directory: Directory,
    structures: Mapping[int, str],
) -> AttendanceSheet:
    """The sheet of these presences and ledger rows, all of one session. `structures`: names by id."""
    connections = connections_of(presences, directory)
    lines = [(one.confirmed, _line(one, session, directory, structures)) for one in connections]
    return AttendanceSheet(
        session=session,
        present=tuple(line for confirmed, line in lines if confirmed),
        unconfirmed=tuple(line for confirmed, line in lines if not confirmed),
        called=called_lines(attempts, connections, directory),
        figures=_figures(connections),
    )


def number_of(caller: str) -> str | None:
    """The E.164 number a caller is known by; None where withheld, or a label."""
    found = re.match(r"\+[0-9]{6,15}\b", caller)
    return found[0] if found else None


def _line(one: Connection, session: Session, directory: Directory, structures: Mapping[int, str]) -> PresentLine:
    zone = ZoneInfo(session.zone)
    return PresentLine(
        name=_name(one, directory),
        number=number_of(one.first.caller),
        role=one.role or _ROLES[one.mode],
        mode=one.mode,
        structure=structures.get(one.structure or 0),
        head_count=one.head_count,
        spoke=one.spoke,
        stays=tuple((_local(row.arrived_at, zone), _local(row.left_at, zone)) for row in one.rows),
        minutes=one.minutes,
    )


def _name(one: Connection, directory: Directory) -> str | None:
    """The party's name, else that of its number, else the label the caller was entered under."""
    party = next((row.party for row in one.rows if row.party), "")
    number = number_of(one.first.caller)
    label = "" if number or one.withheld else one.first.caller
    return directory.party_name(party) or directory.caller_name(number or "", one.mode) or label or None


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if at is None else at.astimezone(zone)


def _figures(connections: Iterable[Connection]) -> SessionFigures:
    every = list(connections)
    counted = [one for one in every if one.standing is Standing.COUNTED]
    minutes = [one.minutes for one in counted if one.minutes is not None]
    return SessionFigures(
        connections=len(counted),
        group_connections=sum(one.mode is Mode.COLLECTIVE for one in counted),
        scouting_connections=sum(one.standing is Standing.SCOUTING for one in every),
        short_calls=sum(one.standing is Standing.SHORT for one in every),
        participants=sum(one.people for one in counted),
        spoke=sum(one.spoke for one in counted),
        median_minutes=median(minutes) if minutes else None,
    )


def _plain(line: PresentLine) -> dict[str, object]:
    return {
        "name": line.name,
        "number": line.number,
        "role": line.role,
        "mode": line.mode.value,
        "structure": line.structure,
        "head_count": line.head_count,
        "spoke": line.spoke,
        "stays": [{"from": _iso(begin), "to": _iso(end)} for begin, end in line.stays],
        "minutes": line.minutes,
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
