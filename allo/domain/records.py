"""Plain records without rules of their own: moments, facts, presences, tasks, codes, messages, answers, the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


class MomentName(StrEnum):
    """What falls due for a session, in order."""

    CHECK = "check"  # 48 h before: not programmed is a task
    CALL_HOST = "call_host"
    CALL_ARTIST = "call_artist"
    OPEN = "open"
    WAVE = "wave"
    START = "start"
    LATE = "late"  # T+10: is the artist there?
    GIVE_UP = "give_up"  # T+15: nobody waits longer without artist or host
    WARN = "warn"
    CLOSE = "close"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Moment:
    """One due moment of a session, unique by (session, name). Done once: `done_at`; `claim` guards two workers."""

    id: int = 0
    session: int = 0
    name: MomentName = MomentName.OPEN
    due: datetime | None = None
    done_at: datetime | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class SlotRule:
    """A weekly series: an RFC 5545 RRULE, a local time and zone, and what its occurrences are by default.

    `line` "": the programme's own. By choice no occurrence falls on the public holidays of `skip_holidays` ("FR",
    "FR-974", "RE": a country or territory of the `holidays` package) nor in the months of `skip_months` (8 = August).
    """

    id: int = 0
    name: str = ""  # "mardi", "jeudi"
    rule: str = "FREQ=WEEKLY;BYDAY=TU"
    begins_on: date = date(2021, 1, 1)
    time: time = time(15, 0)
    zone: str = "Europe/Paris"
    minutes: int = 60
    line: str = ""
    active: bool = True
    skip_holidays: str = ""
    skip_months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotException:
    """An occurrence that does not happen (`moved_to` None) or happens at another local moment. Unique by (slot, on)."""

    id: int = 0
    slot: str = ""
    on: date = date(2021, 1, 1)
    moved_to_date: date | None = None
    moved_to_time: time | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """The stored state of a session's room: `state` is the plain form of `allo.domain.room.Room`."""

    id: int = 0
    session: int = 0
    name: str = ""  # opaque, given to the provider
    state: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, appended once whatever arrives twice or late: unique by `key` ("in:STAY", "out:STAY",
    "end:CALL", "human:CALL", "heads:CALL:TURN" …)."""

    id: int = 0
    key: str = ""
    session: int | None = None
    call: str = ""
    seat: str = ""
    at: datetime | None = None
    data: Mapping[str, object] = field(default_factory=dict)


class Mode(StrEnum):
    """Values are the codes of the import sheets."""

    INDIVIDUAL = "individuel"
    COLLECTIVE = "collectif"
    SCOUTING = "reperage"


@dataclass(frozen=True, slots=True)
class Presence:
    """One stay of one caller in one session, imported or live: what the attendance and every figure rest on.

    `caller`: a number (E.164), any stable label, or "masque" (withheld: each row a caller of its own).
    `role`: "" for an imported row, else the live role; artists, hosts and people on duty are in no figure.
    `confirmed`: False for a live line never confirmed human. `corrected_by`: who changed it afterwards.
    """

    id: int = 0
    session: int = 0
    caller: str = ""
    party: str = ""
    role: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    mode: Mode = Mode.INDIVIDUAL
    structure: int | None = None
    head_count: int | None = None
    spoke: bool | None = None
    confirmed: bool = True
    live: bool = False
    stay: str = ""
    corrected_by: str = ""


class TaskKind(StrEnum):
    """What a human is asked to do."""

    NOT_PROGRAMMED = "not_programmed"
    NOBODY_ON_STAGE = "nobody_on_stage"
    MISSED = "missed"  # a person to be called was not reached
    WRONG_NUMBER = "wrong_number"
    DOUBT = "doubt"  # we cannot tell whether a call left
    BAD_HOUR = "bad_hour"
    DIAL_BY_HAND = "dial_by_hand"  # ALLO_DIAL_MODE=jamais
    CONSENT = "consent"  # asked to be called next time
    STOP_ASKED = "stop_asked"  # asked on an incoming call to stop: a number can be forged
    STOPPED = "stopped"
    SUSPENDED = "suspended"
    CALL_BACK = "call_back"  # a message was left, or 0 found nobody
    POSTPONE = "postpone"
    CAPACITY = "capacity"
    WRONG_CODES = "wrong_codes"  # many wrong codes within an hour: somebody may be guessing


@dataclass(frozen=True, slots=True)
class Task:
    """Something for a human. `values` fill the French sentence of `kind` (no name, no number: parties are references).
    Unique by `key`, so that the same need makes one task."""

    id: int = 0
    key: str = ""
    kind: TaskKind = TaskKind.MISSED
    session: int | None = None
    party: str = ""
    number: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    created_at: datetime | None = None
    due: datetime | None = None
    done_at: datetime | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """An 8-digit code of a structure, artist or host. `party`: "structure:4", "artist:1", "host:2"."""

    id: int = 0
    party: str = ""
    digits: str = ""
    drawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CodeTry:
    """One wrong code, for the limits: `bucket` is the caller's number or "masque"."""

    id: int = 0
    bucket: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A recorded message, kept 30 days."""

    id: int = 0
    call: str = ""
    number: str = ""
    party: str = ""
    sound: str = ""
    seconds: float = 0.0
    at: datetime | None = None
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """Somebody pressed 0 and the people on duty are rung in turn. `asked`: officers already rung (ids)."""

    id: int = 0
    call: str = ""
    session: int | None = None
    room: str = ""  # opaque name of the private room
    asked: tuple[int, ...] = ()
    duty_call: str = ""
    state: str = "ringing"  # ringing, met, over
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """One answer to the question after a session. Unique by (session, seat, question)."""

    id: int = 0
    session: int = 0
    seat: str = ""
    question: str = ""
    value: int = 0
    party: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The trail: who changed what (names of fields, never their values where personal), when."""

    id: int = 0
    at: datetime | None = None
    who: str = ""
    what: str = ""
    subject: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
