"""A room as plain JSON and back, for the database. Unknown names are left out and missing ones take their defaults, so
that a room stored by another version can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from allo.domain.people import Role
from allo.domain.room_state import Phase, Plan, Room, Seat

_NAMES = {kind: tuple(one.name for one in fields(kind)) for kind in (Plan, Room, Seat)}
_MOMENTS = {
    kind: tuple(one.name for one in fields(kind) if str(one.type).startswith("datetime")) for kind in (Plan, Room, Seat)
}


def to_plain(room: Room) -> dict[str, object]:
    plain = _plain(room)
    plain["plan"] = _plain(room.plan)
    plain["seats"] = [_plain(seat) for seat in room.seats.values()]  # a list: their order must survive
    return plain


def from_plain(plain: Mapping[str, Any]) -> Room:
    given = _given(Room, plain)
    seats = [_seat(one) for one in plain.get("seats", ())]
    given["plan"] = Plan(**_given(Plan, plain["plan"]))
    given["seats"] = {seat.id: seat for seat in seats}
    given["phase"] = Phase(plain.get("phase", Phase.WAITING))
    given["hands"] = tuple(plain.get("hands", ()))
    return Room(**given)


def _seat(plain: Mapping[str, Any]) -> Seat:
    given = _given(Seat, plain)
    given["role"] = Role(plain.get("role", Role.LISTENER))
    turn, seq = plain.get("applied", (-1, -1))
    return Seat(**given | {"applied": (turn, seq)})


def _plain(record: Plan | Room | Seat) -> dict[str, object]:
    return {name: _value(getattr(record, name)) for name in _NAMES[type(record)]}


def _value(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case Phase() | Role():
            return value.value
        case tuple():
            return list(value)
    return value


def _given(kind: type[Plan | Room | Seat], plain: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: plain[name] for name in _NAMES[kind] if name in plain}
    for name in _MOMENTS[kind]:
        if given.get(name):
            given[name] = datetime.fromisoformat(given[name])
    return given
