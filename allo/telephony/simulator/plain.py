"""Events, orders, lists and what is seen of the exchange as plain JSON values, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import Any, cast, get_args

from allo.app.ports import Abilities, Found, NotFound, Seated, Snapshot
from allo.domain.calls import Listing, State
from allo.domain.events import Detection, Event, Outcome
from allo.domain.orders import Order
from allo.telephony.simulator.sounds import Heard
from ivr_flows.instructions import (
    Digits,
    Say,
    Silence,
    Spoken,
    Words,
    answer_from_plain,
    answer_to_plain,
    from_plain,
    to_plain,
)

Plain = dict[str, Any]

_KINDS: dict[str, type] = {kind.__name__: kind for kind in (*get_args(Event), *get_args(Order))}


def words_to(words: Iterable[Words]) -> list[object]:
    return list(to_plain([Say(one) for one in words]))


def words_from(plain: list[object]) -> tuple[Words, ...]:
    return tuple(one.words for one in from_plain(plain) if isinstance(one, Say))


_READERS: dict[str, Callable[[Any], object]] = {
    "at": datetime.fromisoformat,
    "outcome": Outcome,
    "label": Detection,
    "answer": answer_from_plain,
    "words": words_from,
}


def plain_of(fact: Event | Order) -> Plain:
    """An event or an order."""
    return {"kind": type(fact).__name__} | {field.name: _part(getattr(fact, field.name)) for field in fields(fact)}


def _part(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case Digits() | Silence() | Spoken():
            return answer_to_plain(value)
        case tuple():
            return words_to(value)
        case Enum():
            return value.value
        case _:
            return value


def _fact_from(plain: Plain) -> object:
    kind = _KINDS[plain["kind"]]
    read = {name: _READERS[name](part) if name in _READERS else part for name, part in plain.items() if name != "kind"}
    return kind(**read)


def event_from(plain: Plain) -> Event:
    return cast("Event", _fact_from(plain))


def order_from(plain: Plain) -> Order:
    return cast("Order", _fact_from(plain))


def listing_to(listing: Listing | None) -> Plain | None:
    return None if listing is None else {"turn": listing.turn, "list": to_plain(listing.instructions)}


def listing_from(plain: Plain | None) -> Listing | None:
    return None if plain is None else Listing(plain["turn"], from_plain(plain["list"]))


def heard_from(plain: list[object]) -> tuple[Heard, ...]:
    return tuple(cast("Heard", one) for one in from_plain(plain))


def snapshot_to(snapshot: Snapshot) -> Plain:
    return {
        "calls": {call: state.value for call, state in snapshot.calls.items()},
        "seats": {stay: [seat.call, seat.room, seat.muted] for stay, seat in snapshot.seats.items()},
        "taken_at": snapshot.taken_at.isoformat(),
    }


def snapshot_from(plain: Plain) -> Snapshot:
    return Snapshot(
        {call: State(state) for call, state in plain["calls"].items()},
        {stay: Seated(*seat) for stay, seat in plain["seats"].items()},
        datetime.fromisoformat(plain["taken_at"]),
    )


def trace_to(found: Found | NotFound) -> str | None:
    return found.state.value if isinstance(found, Found) else None


def trace_from(plain: str | None) -> Found | NotFound:
    return NotFound() if plain is None else Found(State(plain))


def abilities_to(can: Abilities) -> Plain:
    return {field.name: getattr(can, field.name) for field in fields(can)}


def abilities_from(plain: Plain) -> Abilities:
    return Abilities(**plain)
