"""What truly happened on the exchange, written down by a witness: what the invariants compare Allô's books with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from allo.domain.events import Outcome
from allo.telephony.simulator.acts import Act, Deed

_HEARD = (Deed.HEARS, Deed.TOLD, Deed.APOLOGY)


@dataclass(frozen=True, slots=True)
class Stay:
    call: str
    number: str
    room: str
    begin: datetime
    end: datetime | None = None


@dataclass(slots=True)
class Truth:
    """By call: `heard` the words, last last; `typed` the keys. `left`: calls ended by the person, `ended`: all."""

    stays: list[Stay] = field(default_factory=list)
    heard: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    typed: dict[str, str] = field(default_factory=lambda: defaultdict(str))
    number: dict[str, str] = field(default_factory=dict)
    up: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    ended: dict[str, tuple[Outcome, datetime]] = field(default_factory=dict)

    def __call__(self, act: Act) -> None:
        if act.call:
            self.number[act.call] = act.number
        match act.deed:
            case Deed.ENTERS:
                self.stays.append(Stay(act.call, act.number, act.room, act.at))
            case Deed.LEAVES:
                self._leave(act)
            case Deed.PICKS_UP | Deed.ANSWERED:
                self.up.add(act.call)
            case Deed.HANGS_UP:
                self.left.add(act.call)
            case Deed.ENDS:
                self.ended[act.call] = (Outcome(act.detail), act.at)
            case Deed.KEYS:
                self.typed[act.call] += act.text
            case deed if deed in _HEARD and act.call:
                self.heard[act.call].append(act.text)

    def _leave(self, act: Act) -> None:
        place = max(at for at, one in enumerate(self.stays) if one.call == act.call)
        self.stays[place] = replace(self.stays[place], end=act.at)

    def in_room(self, room: str) -> list[Stay]:
        return [one for one in self.stays if one.room == room]

    def cut_by_allo(self) -> list[str]:
        """Calls in conversation that ended, neither by the person nor by the network."""
        ends = [call for call, (outcome, _) in self.ended.items() if outcome is Outcome.COMPLETED]
        return [call for call in ends if call in self.up and call not in self.left]
