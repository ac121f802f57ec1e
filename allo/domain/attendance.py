"""Attendance: an append-only list of call facts, in any order and with repeats → stays → presences → figures.

The facts of a live session (one of each key counts):
- "in:STAY", STAY = "call.turn", at the entry; data: role, caller, party, structure, mode
- "out:STAY" at the exit; "end:CALL" when the call ended
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

    entries: dict[str, tuple[datetime, Mapping[str, object]]] = field(default_factory=dict)
    exits: dict[str, datetime] = field(default_factory=dict)
    ended: datetime | None = None
    human: bool = False
    heads: list[Fact] = field(default_factory=list)
    modes: list[Fact] = field(default_factory=list)
    spoken: float = 0.0

    def take(self, fact: Fact) -> None:
        kind, _, rest = fact.key.partition(":")
        match kind:
            case "in" if fact.at is not None:
                self.entries[rest] = (fact.at, fact.data)
            case "out" if fact.at is not None:
                self.exits[rest] = fact.at
            case "end":
                self.ended = fact.at
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


def _call_of(fact: Fact) -> str:
    if fact.call:
        return fact.call
    kind, _, rest = fact.key.partition(":")
    return rest.rpartition(".")[0] if kind in ("in", "out") else rest.partition(":")[0]


def _presence(stay: str, known: _CallFacts, session: int, closing: datetime | None, spoke: bool) -> Presence:
    arrived, data = known.entries[stay]
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
    """Whichever came first after the entry: its exit, the call's end, the call's next entry; else the closing."""
    arrived = known.entries[stay][0]
    later = [at for at, _ in known.entries.values() if at > arrived]
    ends = [at for at in (known.exits.get(stay), known.ended, *later) if at is not None]
    end = min(ends) if ends else closing
    return None if end is None else max(arrived, end)


def _latest(facts: Iterable[Fact], name: str) -> object:
    told = [one for one in facts if one.at is not None and one.data.get(name) is not None]
    return max(told, key=lambda one: (one.at, _turn(one.key))).data[name] if told else None


def _turn(key: str) -> int:
    turn = key.rpartition(":")[2]
    return int(turn) if turn.isdecimal() else 0


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
