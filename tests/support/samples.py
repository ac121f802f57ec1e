"""Records with a value of their own in every field, made from the types: a new field is in the samples at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from ivr_flows.instructions import Ask, Instruction, Join, Pause, Say, Words

LIST: tuple[Instruction, ...] = (
    Say(Words("Bonjour Zélie", key="called.greeting", fixed=False)),
    Pause(1.5),
    Ask((Say(Words("Appuyez sur le un")),), digits=2, speech=True),
    Join("k7Qp", muted=True),
)


def filled(kind: type[Any], **given: object) -> Any:
    """A record of this kind; `given` fields as they are, ids and references left as small numbers."""
    hints = get_type_hints(kind)
    values = {one.name: _value(hints[one.name], one.name) for one in fields(kind)}
    return kind(**(values | {"id": "call7" if hints["id"] is str else 0} | given))


def _value(kind: Any, name: str) -> object:
    inner = next((one for one in get_args(kind) if one is not NoneType), kind) if NoneType in get_args(kind) else kind
    if isinstance(inner, type) and issubclass(inner, Enum):
        return list(inner)[-1]
    if get_origin(inner) is tuple:
        return _items(get_args(inner)[0])
    if get_origin(inner) is Mapping:
        return {"clé": ["é", 2, None, {"a": True}]}
    return _PLAIN[inner](name)


def _items(kind: Any) -> tuple[object, ...]:
    if kind is int:
        return (3, 1, 4)
    return ("listener:12", "group:3") if kind is str else LIST


_PLAIN: dict[Any, Any] = {
    int: lambda name: 1,
    str: lambda name: f"Élodie {name}",
    bool: lambda name: True,
    float: lambda name: 12.5,
    date: lambda name: date(2026, 12, 1),
    time: lambda name: time(15, 30),
    datetime: lambda name: datetime(2026, 12, 1, 14, 30, 15, 123456, tzinfo=UTC),
}
