"""The weather of a fuzzed run: spells of storm, in which events are late, doubled or lost, requests and writes fail and
the process dies; and calm spells, at whose end everything must be as it should. All by chance of one seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from allo.app.ports import InDoubt, Later, Refused
from allo.domain.events import (
    CallAnswered,
    CallArrived,
    CallEnded,
    Event,
    ListTaken,
    MuteChanged,
    RoomJoined,
    RoomLeft,
    SpeakingStarted,
    SpeakingStopped,
)
from allo.telephony.simulator.faults import Fault

LATEST = 40.0  # seconds an event may be late
ARRIVAL_LATEST = 4.0  # who rings in is told at once, or hears the provider's own words
CALM = 100.0  # seconds: what is late arrives, the sweeps repair, the checks look three times
_REPAIRED = (RoomJoined, RoomLeft, MuteChanged, CallEnded, CallAnswered, ListTaken)  # by the snapshot
_UNMISSED = (SpeakingStarted, SpeakingStopped)  # seconds of speech are the only thing lost
_ROOM = (RoomJoined, RoomLeft, CallEnded)


@dataclass(frozen=True, slots=True)
class Spell:
    begin: datetime
    end: datetime
    storm: bool


@dataclass(slots=True)
class Weather:
    """`touched`: calls of which an entry, an exit or the end was lost. `climate`: what is not left to chance."""

    seed: int
    begin: datetime
    end: datetime
    climate: Mapping[str, float] = field(default_factory=dict)
    spells: list[Spell] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    blind: bool = False  # nothing but disorder, and no snapshot all along: events alone must do
    late: float = 0.0
    doubled: float = 0.0
    lost: float = 0.0
    failing: float = 0.0
    writes: float = 0.0
    now: datetime = field(init=False)
    _chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = chance = Random(f"weather/{self.seed}")
        self.now = at = self.begin
        self.blind = self.seed % 3 == 2
        self.late, self.doubled = chance.choice((0.1, 0.3, 0.5)), chance.choice((0.1, 0.3, 0.5))
        if not self.blind:
            self.late, self.lost = chance.choice((0.0, self.late)), chance.choice((0.0, 0.1))
            self.failing, self.writes = chance.choice((0.0, 0.1, 0.3)), chance.choice((0.0, 0.0, 0.01, 0.04))
        for name, share in self.climate.items():
            setattr(self, name, share)
        while at < self.end:
            storm = at + timedelta(seconds=chance.uniform(40.0, 260.0))
            calm = storm + timedelta(seconds=CALM)
            self.spells += [Spell(at, storm, True), Spell(storm, calm, False)]
            at = calm

    @property
    def is_storm(self) -> bool:
        return any(one.storm and one.begin <= self.now < one.end for one in self.spells)

    @property
    def calms(self) -> list[Spell]:
        return [one for one in self.spells if not one.storm]

    def hits(self, share: float) -> bool:
        return self.is_storm and self._chance.random() < share

    # --- events ------------------------------------------------------------------------------------------------------

    def wire(self, event: Event) -> Sequence[float]:
        """The delays after which this event arrives; none: it is lost."""
        if isinstance(event, (*_REPAIRED, *_UNMISSED)) and self.hits(self.lost):
            self.touch(event)
            return ()
        first = self._delay(event)
        again = self._chance.choice((1.0, 12.0, LATEST))
        copies = (first + self._chance.uniform(0.0, again),) if self.hits(self.doubled) else ()
        return (first, *copies)

    def _delay(self, event: Event) -> float:
        if not self.hits(self.late):
            return self._chance.uniform(0.0, 0.3) if self.is_storm else 0.0
        latest = ARRIVAL_LATEST if isinstance(event, CallArrived) else self._chance.choice((2.0, 8.0, LATEST))
        return self._chance.uniform(0.0, latest)

    def touch(self, event: Event) -> None:
        if isinstance(event, _ROOM):
            self.touched.add(event.call)

    # --- requests and writes -----------------------------------------------------------------------------------------

    def decide(self, verb: str, key: str) -> Fault | None:
        """What goes wrong with this request."""
        if self.blind:
            return Fault(Later(5.0)) if verb == "snapshot" else None
        if not self.hits(self.failing):
            return None
        lot = self._chance.random()
        if verb == "dial" and lot < 0.1:
            return Fault(Refused("the provider will not"))
        if lot < 0.4:
            return Fault(Later(self._chance.uniform(0.5, 12.0)))
        reads = verb in ("snapshot", "trace")
        return Fault(InDoubt("the answer was lost"), done=not reads and lot < 0.7)
