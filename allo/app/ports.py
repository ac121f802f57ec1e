"""What the app offers to adapters (`Desk`) and what it asks of the outside: a provider, a store, a clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from allo.domain.calls import Call, Listing, State
from allo.domain.events import Event
from allo.domain.ledger import Attempt
from allo.domain.orders import Order
from allo.domain.people import Artist, DutyOfficer, Group, Host, Listener
from allo.domain.records import (
    Change,
    Code,
    CodeTry,
    Fact,
    HelpRequest,
    Message,
    Moment,
    Presence,
    RoomRecord,
    SlotException,
    SlotRule,
    SurveyAnswer,
    Task,
)
from allo.domain.sessions import Session
from allo.domain.structures import Structure
from ivr_flows.instructions import Pause, Play, Say

# --- telephony ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a provider can do; what it cannot do is not offered."""

    keys_in_room: bool = True  # any key is heard in a room (else only the star, by leaving it)
    private_in_room: bool = True  # a list is heard without leaving the room
    volume: bool = True
    whisper: bool = True
    speech: bool = True
    machine_detection: bool = True
    seats_per_room: int = 250
    calls_per_second: float = 1.0


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat of a snapshot."""

    call: str
    room: str
    muted: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is live at the provider: calls by id, seats by stay."""

    calls: Mapping[str, State]
    seats: Mapping[str, Seated]
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """The call in doubt was placed. `state` is where it is now."""

    state: State


@dataclass(frozen=True, slots=True)
class NotFound:
    """The call in doubt surely never left."""


class NotThere(Exception):
    """The call is gone or not in a room: look again, do not retry."""


class Refused(Exception):
    """Final: the provider will not do it. The message is the reason."""


class Later(Exception):
    """Not now: ask again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"later: {seconds} s")
        self.seconds = seconds


class InDoubt(Exception):
    """The answer was lost, or was a 5xx, or came after the deadline: it may have happened."""


class Telephony(Protocol):
    """What the app asks of a provider. Errors: NotThere, Refused, Later, InDoubt."""

    @property
    def can(self) -> Abilities: ...

    async def dial(self, call: str, number: str, *, ring: int, limit: int, detect_machine: bool) -> None: ...

    async def instruct(self, call: str) -> None: ...

    async def hang_up(self, call: str) -> None: ...

    async def order(self, order: Order) -> None: ...

    async def snapshot(self) -> Snapshot: ...

    async def trace(self, call: str, number: str, since: datetime) -> Found | NotFound: ...


class Desk(Protocol):
    """What the app offers to adapters."""

    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        """Take an event in. The list to perform now where one follows and `can_reply`, else None: go on as you are."""

    async def current(self, call: str) -> Listing:
        """What this call should be hearing now: stale turn, redirect, fallback, adoption."""

    async def waiting(self, room: str) -> tuple[Say | Play | Pause, ...]:
        """The words people hear while they wait in this room; asked again on each loop."""


# --- time and chance ---------------------------------------------------------------------------------------------


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC."""


class Ids(Protocol):
    def token(self) -> str:
        """A fresh opaque identifier, 20 letters and digits."""

    def digits(self, count: int) -> str:
        """So many random decimal digits."""


# --- storage -----------------------------------------------------------------------------------------------------

T = TypeVar("T")


class Conflict(Exception):
    """A row with this unique key is already there."""


class Table(Protocol[T]):
    """The records of one kind. Records are frozen dataclasses with an integer `id` (calls: text), 0 until added."""

    async def get(self, key: int | str) -> T | None: ...

    async def find(self, **equal: object) -> Sequence[T]:
        """Records whose fields equal these values, by id. A tuple, list or set means any of; None means empty.
        Encrypted fields compare by their keyed hash."""

    async def add(self, record: T) -> T:
        """The record with its new id. Raises Conflict where a unique key is taken (the transaction goes on)."""

    async def save(self, record: T) -> None: ...

    async def remove(self, key: int | str) -> None: ...


class UnitOfWork(Protocol):
    """One transaction. Leaving it without an exception commits; an exception rolls back."""

    structures: Table[Structure]
    listeners: Table[Listener]
    groups: Table[Group]
    artists: Table[Artist]
    hosts: Table[Host]
    duty: Table[DutyOfficer]
    slots: Table[SlotRule]
    exceptions: Table[SlotException]
    sessions: Table[Session]
    moments: Table[Moment]
    attempts: Table[Attempt]
    calls: Table[Call]
    rooms: Table[RoomRecord]
    facts: Table[Fact]
    presences: Table[Presence]
    tasks: Table[Task]
    codes: Table[Code]
    code_tries: Table[CodeTry]
    messages: Table[Message]
    helps: Table[HelpRequest]
    answers: Table[SurveyAnswer]
    trail: Table[Change]

    async def lock_session(self, session: int) -> Session | None:
        """The session, its row locked until the end of the transaction."""

    async def lock_call(self, call: str) -> Call | None:
        """The call, its row locked until the end of the transaction."""

    async def due_moments(self, now: datetime) -> Sequence[Moment]:
        """Moments not done with `due` <= now, oldest first."""

    async def due_attempts(self, now: datetime, limit: int) -> Sequence[Attempt]:
        """Planned attempts with `due` <= now, oldest first, claimed for this transaction (PostgreSQL: SKIP LOCKED)."""

    async def sessions_between(self, begin: datetime, end: datetime) -> Sequence[Session]:
        """Sessions with begin <= starts_at < end, by start."""

    async def unsettled(self) -> Sequence[Attempt]:
        """Attempts in state sending, doubt or placed."""

    def fingerprint(self, text: str) -> str:
        """The keyed hash of a text (HMAC-SHA-256, hex): what encrypted values are looked up by."""


class Store(Protocol):
    """Where truth lives."""

    @property
    def owner(self) -> str:
        """This process, as written into claims; its liveness lock is held as long as the process lives."""

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A transaction that may write. SQLite: BEGIN IMMEDIATE, one at a time."""

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]: ...

    async def is_alive(self, owner: str) -> bool:
        """True while the process that calls itself `owner` holds its liveness lock: proof, never by age alone."""
