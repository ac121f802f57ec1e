"""The people Allô knows: listeners, groups, artists, hosts, people on duty, and the telephones they are reached at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Role(StrEnum):
    """What a line is in a room."""

    ARTIST = "artist"
    HOST = "host"
    LISTENER = "listener"
    GROUP = "group"
    SCOUT = "scout"
    GUEST = "guest"


class Consent(StrEnum):
    """Where a person stands about our calls."""

    NONE = "none"  # no recorded agreement: never rung
    GIVEN = "given"
    SUSPENDED = "suspended"  # two hang-ups in a row: a human decides
    STOPPED = "stopped"  # asked us to stop, for good


@dataclass(frozen=True, slots=True)
class Telephone:
    """One instrument: a number with its extension and whom to ask for. Two people on one telephone ring once.

    `number` is E.164; `extension` digits sent 2 s after the answer; `ask_for` is said to whoever answers.
    """

    number: str
    extension: str = ""
    ask_for: str = ""

    @property
    def key(self) -> str:
        """The identity of this telephone, for limits and for the ledger (clear text: hash it before storing)."""
        return "|".join((self.number, self.extension, " ".join(self.ask_for.casefold().split())))


@dataclass(frozen=True, slots=True)
class Listener:
    """A person who listens from their own telephone. `slots`: weekdays 0 = Monday … 6; empty = every session."""

    id: int = 0
    first_name: str = ""
    last_name: str = ""
    number: str = ""
    extension: str = ""
    ask_for: str = ""
    shared_line: bool = False
    structure: int | None = None
    language: str = "fr"
    no_keys: bool = False
    pace: int = 1
    call_me: bool = False
    slots: tuple[int, ...] = ()
    zone: str = ""
    absent_from: date | None = None
    absent_until: date | None = None
    until_21: bool = False
    consent: Consent = Consent.NONE
    consent_on: date | None = None
    consent_by: str = ""
    deceased: bool = False
    volume: int = 0
    quick_hang_ups: int = 0

    @property
    def telephone(self) -> Telephone:
        return Telephone(self.number, self.extension, self.ask_for)


@dataclass(frozen=True, slots=True)
class Group:
    """A collective connection: people around one speakerphone in a structure. `usual_count`: usual head count."""

    id: int = 0
    name: str = ""
    structure: int = 0
    number: str = ""
    extension: str = ""
    ask_for: str = ""
    usual_count: int | None = None
    call_me: bool = False
    slots: tuple[int, ...] = ()
    stopped: bool = False

    @property
    def telephone(self) -> Telephone:
        return Telephone(self.number, self.extension, self.ask_for)


@dataclass(frozen=True, slots=True)
class Artist:
    id: int = 0
    name: str = ""
    discipline: str = ""
    number: str = ""
    email: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """An *animateur*; `structure` where known."""

    id: int = 0
    name: str = ""
    structure: int | None = None
    number: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class DutyOfficer:
    """Who answers `0`, in the order of `rank`. `days`: weekdays 0 = Monday … 6; `begin`/`end`: local times of the
    programme's zone."""

    id: int = 0
    name: str = ""
    number: str = ""
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    begin: time = time(9, 0)
    end: time = time(18, 0)
    rank: int = 0
