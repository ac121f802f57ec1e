"""Attendance: an append-only list of call facts, in any order and with repeats → stays → presences → figures.

The facts of a live session (one of each key counts):
- "in:STAY", STAY = "call.turn", at the entry; data: role, caller, party, structure, mode
- "out:STAY" at the exit; "end:CALL" when the call ended
- the same with ":…" behind: a stay taken up again, or told both by a snapshot and by its event
- "human:CALL": proved or held to be human; without it the line is not counted present
- "heads:CALL:TURN" {count}, "mode:CALL:TURN" {mode}: the latest of a call wins
- "spoke:CALL:…" {seconds}: speech with an open microphone, added up over the keys
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from allo.domain.connections import WITHHELD, known_first
from allo.domain.records import Fact, Mode, Presence

SPOKE_SECONDS = 5.0  # from this much speech on, a person spoke (DATA.md)


@dataclass(slots=True)
class _CallFacts:
    """What is known of one call: entries and exits by turn, and the rest."""

    entries: dict[str, list[tuple[datetime, Mapping[str, object]]]] = field(default_factory=dict)
    exits: dict[str, list[datetime]] = field(default_factory=dict)
    ended: datetime | None = None
    human: bool = False
    heads: list[Fact] = field(default_factory=list)
    modes: list[Fact] = field(default_factory=list)
    spoken: float = 0.0

    def take(self, fact: Fact) -> None:
        kind, at = fact.key.partition(":")[0], fact.at
        match kind:
            case "in" if at is not None:
                self.entries.setdefault(stay_of(fact.key), []).append((at, fact.data))
            case "out" if at is not None:
                self.exits.setdefault(stay_of(fact.key), []).append(at)
            case "end":
                self.ended = at if self.ended is None or at is None else min(self.ended, at)
            case "human":
                self.human = True
            case "heads":
                self.heads.append(fact)
            case "mode":
                self.modes.append(fact)
            case "spoke":
                self.spoken += _number(fact.data.get("seconds"))


def presences_of(facts: Iterable[Fact], session: int, closing: datetime | None) -> tuple[Presence, ...]:
    """One live presence per stay, by arrival. `closing`: when the room closed, None while it is open: then a stay
    that nothing ended has no end yet. Ids are 0."""
    calls: dict[str, _CallFacts] = {}
    seats: dict[str, str] = {}
    for fact in _each_once(facts):
        call = _call_of(fact)
        calls.setdefault(call, _CallFacts()).take(fact)
        seats[call] = fact.seat or seats.get(call, "") or call
    spoken: dict[str, float] = {}
    for call, known in calls.items():
        spoken[seats[call]] = spoken.get(seats[call], 0.0) + known.spoken
    made = [
        _presence(stay, known, session, closing, spoken[seats[call]] >= SPOKE_SECONDS)
        for call, known in calls.items()
        for stay in known.entries
    ]
    return tuple(sorted(made, key=lambda one: (known_first(one.arrived_at), one.stay)))


def _each_once(facts: Iterable[Fact]) -> list[Fact]:
    """One fact per key, the earliest, in an order that does not depend on that of arrival."""
    ordered = sorted(facts, key=lambda one: (one.key, one.at is None, one.at, repr(sorted(one.data.items())), one.seat))
    once: dict[str, Fact] = {}
    for fact in ordered:
        once.setdefault(fact.key, fact)
    return list(once.values())


def stay_of(key: str) -> str:
    """The stay of an entry or exit, "" for other facts."""
    kind, _, rest = key.partition(":")
    return rest.partition(":")[0] if kind in ("in", "out") else ""


def _call_of(fact: Fact) -> str:
    return fact.call or stay_of(fact.key).rpartition(".")[0] or fact.key.split(":")[1]


def _presence(stay: str, known: _CallFacts, session: int, closing: datetime | None, spoke: bool) -> Presence:
    arrived, data = min(known.entries[stay], key=lambda entry: entry[0])
    structure, heads = data.get("structure"), _latest(known.heads, "count")
    return Presence(
        session=session,
        caller=str(data.get("caller") or WITHHELD),
        party=str(data.get("party") or ""),
        role=str(data.get("role") or ""),
        arrived_at=arrived,
        left_at=_left_at(stay, known, closing),
        mode=Mode(str(_latest(known.modes, "mode") or data.get("mode") or Mode.INDIVIDUAL.value)),
        structure=structure if isinstance(structure, int) else None,
        head_count=heads if isinstance(heads, int) else None,
        spoke=spoke,
        confirmed=known.human,
        live=True,
        stay=stay,
    )


def _left_at(stay: str, known: _CallFacts, closing: datetime | None) -> datetime | None:
    """Whichever came first after its last entry: its exit, the call's end, the call's next stay; else the closing."""
    again = max(at for at, _ in known.entries[stay])
    others = [at for other, entries in known.entries.items() if other != stay for at, _ in entries if at > again]
    once = len(known.entries[stay]) == 1
    exits = [at for at in known.exits.get(stay, ()) if once or at > again]
    ends = [at for at in (*exits, known.ended, *others) if at is not None]
    end = min(ends) if ends else closing
    return None if end is None else max(again, end)


def _latest(facts: Iterable[Fact], name: str) -> object:
    told = [one for one in facts if one.at is not None and one.data.get(name) is not None]
    return max(told, key=lambda one: (one.at, _turn(one.key))).data[name] if told else None


def _turn(key: str) -> int:
    turn = key.rpartition(":")[2]
    return int(turn) if turn.isdecimal() else 0


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
