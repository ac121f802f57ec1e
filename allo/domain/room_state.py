"""What a room is made of: its plan, its phase, its seats, and what its machine answers (a `Step`).

Moments are aware UTC, passed in; durations are seconds unless the name says minutes. Source: TELEPHONY part 1 and the
phases of the programme. Holds seat ids and parties, never a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from allo.domain.people import Role
from allo.domain.room_words import Word

STAGE = frozenset({Role.ARTIST, Role.HOST})
EVERYBODY = "everybody"
TO_STAGE = "stage"
SPOKE_SECONDS = 5.0  # from this much counted speech on, a line has spoken


class Phase(StrEnum):
    """In order; a room never goes back."""

    WAITING = "attente"
    WELCOME = "accueil"
    PERFORMANCE = "oeuvre"
    EXCHANGE = "echange"
    FAREWELL = "au_revoir"
    CLOSED = "fermee"

    @property
    def rank(self) -> int:
        return tuple(Phase).index(self)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned. `with_artist`: the kind needs one; `hosted`: a host is programmed. `extend` moves `ends_at`."""

    starts_at: datetime
    ends_at: datetime
    with_artist: bool = True
    hosted: bool = True
    soft: int = 20
    hard: int = 60
    open_lines: int = 10
    applause_seconds: int = 15
    open_lead_minutes: int = 10
    artist_absence_seconds: int = 120

    @property
    def opens_at(self) -> datetime:
        return self.starts_at - timedelta(minutes=self.open_lead_minutes)


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of a person or line; a call occupies it.

    `stay`, `applied`: the newest stay and (turn, seq) that changed it. `muted`: as last known, None outside.
    `had_floor`: in this round of the table.
    `probation`: not yet held to be human; `accepted`: a guest the host lets speak. `self_muted`: by the person,
    `silenced`: by the host. `talking_since`: a voice is heard; `speaking_since`: it counts (open microphone, no
    applause). `came_at`: last admission; `entered_at`: first entry; `inside_since`: since when, short trips left out;
    `stay_since`: this stay alone.
    """

    id: str
    role: Role = Role.LISTENER
    party: str = ""
    call: str = ""
    stay: str = ""
    applied: tuple[int, int] = (-1, -1)
    inside: bool = False
    muted: bool | None = None
    floor: bool = False
    had_floor: bool = False
    probation: bool = False
    accepted: bool = False
    self_muted: bool = False
    silenced: bool = False
    removed: bool = False
    spoke: float = 0.0
    talking_since: datetime | None = None
    talked_at: datetime | None = None
    speaking_since: datetime | None = None
    came_at: datetime | None = None
    entered_at: datetime | None = None
    inside_since: datetime | None = None
    stay_since: datetime | None = None
    left_at: datetime | None = None
    left_on_purpose: bool = False
    asked_help_at: datetime | None = None

    @property
    def staff(self) -> bool:
        return self.role in STAGE

    @property
    def unproven(self) -> bool:
        """Muted until given the floor or accepted."""
        return self.probation or (self.role is Role.GUEST and not self.accepted)

    def has_spoken(self, now: datetime) -> bool:
        going_on = (now - self.speaking_since).total_seconds() if self.speaking_since else 0.0
        return self.spoke + going_on >= SPOKE_SECONDS


@dataclass(frozen=True, slots=True)
class Room:
    """A session's room. `seats` in order of first admission, `hands` in order of asking.

    `started`: performance or exchange ran with an artist or host inside. `closing`: everybody is being taken out.
    `extended`: minutes added; `rounds`: of the table, finished. `all_silenced`: by the host, until the next
    phase. `crowd_told`, `warned_soft`: said once.
    """

    plan: Plan
    phase: Phase = Phase.WAITING
    phase_since: datetime | None = None
    started: bool = False
    locked: bool = False
    closing: bool = False
    hands: tuple[str, ...] = ()
    seats: Mapping[str, Seat] = field(default_factory=dict)
    all_silenced: bool = False
    noise_asked_at: datetime | None = None
    applause_until: datetime | None = None
    late_handled: bool = False
    rounds: int = 0
    extended: int = 0
    warned_soft: bool = False
    crowd_told: bool = False

    def inside(self, *roles: Role) -> tuple[Seat, ...]:
        """Seats inside (of these roles, where given)."""
        return tuple(seat for seat in self.seats.values() if seat.inside and (not roles or seat.role in roles))

    @property
    def lines(self) -> tuple[Seat, ...]:
        """Everybody inside but artists and hosts: what the capacities and the ten open lines count."""
        return tuple(seat for seat in self.seats.values() if seat.inside and not seat.staff)

    @property
    def crowded(self) -> bool:
        """Too many lines for open microphones: the floor goes by hands."""
        return len(self.lines) > self.plan.open_lines

    @property
    def stage(self) -> tuple[Seat, ...]:
        """Who is spoken to as "stage": the hosts inside, else the artists inside."""
        return self.inside(Role.HOST) or self.inside(Role.ARTIST)

    @property
    def floor(self) -> Seat | None:
        return next((seat for seat in self.seats.values() if seat.floor), None)

    @property
    def performing(self) -> bool:
        return self.phase is Phase.PERFORMANCE

    @property
    def waiting(self) -> bool:
        """The welcome has not begun: people hear the waiting words."""
        return self.phase is Phase.WAITING

    @property
    def artist_came(self) -> bool:
        return any(seat.role is Role.ARTIST and seat.entered_at for seat in self.seats.values())

    def applauding(self, now: datetime) -> bool:
        return self.applause_until is not None and now < self.applause_until

    def seat_of(self, call: str) -> Seat | None:
        """The seat this call occupies now; None for an unknown call or one whose seat was taken over."""
        return next((seat for seat in self.seats.values() if call and seat.call == call), None)

    def hand_place(self, seat_id: str) -> int:
        """1 for the next to speak; hands of people who are out for the moment keep their place but do not count."""
        present = [one for one in self.hands if one == seat_id or self.seats[one].inside]
        return present.index(seat_id) + 1


@dataclass(frozen=True, slots=True)
class Told:
    """Words for somebody. `to`: a seat id, "everybody", or "stage" (`Room.stage`). `about` and `among` are seat ids
    whose names the app fills in as {name} and {names}."""

    to: str
    key: Word
    values: Mapping[str, int] = field(default_factory=dict)
    about: str = ""
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of counted speech that has ended: `seconds` with an open microphone from `began` on."""

    seat: str
    call: str
    began: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class Step:
    """What the machine answers: the new room, words for people, speech that ended, seats just proved human."""

    room: Room
    told: tuple[Told, ...] = ()
    speech: tuple[Speech, ...] = ()
    humans: tuple[str, ...] = ()

    def then(self, other: Step) -> Step:
        """`other` was made from this step's room; what both say, in order."""
        return Step(other.room, self.told + other.told, self.speech + other.speech, self.humans + other.humans)

    def saying(self, *told: Told) -> Step:
        return replace(self, told=self.told + told)


def put(room: Room, *seats: Seat) -> Room:
    return replace(room, seats={**room.seats, **{seat.id: seat for seat in seats}})


def privately(to: str, key: Word, about: str = "", **values: int) -> tuple[Told, ...]:
    """Words for one who asked; nothing where nobody asked by telephone."""
    return (Told(to, key, values, about),) if to else ()
