"""How a value of each type of field is kept in a column: one codec per type, the same for both databases.

Moments are aware UTC; enumerations their codes; tuples and mappings JSON; lists of instructions their plain form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import sqlalchemy as sa

from ivr_flows.instructions import Instruction, from_plain, to_plain

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Codec:
    """A column type, and the way there and back. `searchable`: equal values have equal rows."""

    column: type[sa.types.TypeEngine[Any]]
    to_row: Convert | None = None
    from_row: Convert | None = None
    optional: bool = False
    searchable: bool = True

    def column_type(self) -> sa.types.TypeEngine[Any]:
        return sa.DateTime(timezone=True) if self.column is sa.DateTime else self.column()


def _same(column: type[sa.types.TypeEngine[Any]]) -> Codec:
    return Codec(column)


def utc(value: datetime) -> datetime:
    """The same moment in UTC; refused without a zone."""
    if value.tzinfo is None:
        raise ValueError("a moment without a zone cannot be stored")
    return value.astimezone(UTC)


def _aware(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _dump_mapping(value: Mapping[str, object]) -> str:
    return _dump(dict(value))


def _tuple(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text or "[]"))


def _mapping(text: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(text or "{}")
    return found


def _dump_instructions(value: tuple[Instruction, ...]) -> str:
    return _dump(to_plain(value))


def _instructions(text: str) -> tuple[Instruction, ...]:
    return from_plain(json.loads(text or "[]"))


_PLAIN: dict[object, Codec] = {
    int: _same(sa.Integer),
    str: _same(sa.Text),
    bool: _same(sa.Boolean),
    float: _same(sa.Float),
    date: _same(sa.Date),
    time: _same(sa.Time),
    datetime: Codec(sa.DateTime, utc, _aware),
}
_INSTRUCTIONS = Codec(sa.Text, _dump_instructions, _instructions, searchable=False)
_TUPLE = Codec(sa.Text, _dump, _tuple, searchable=False)
_MAPPING = Codec(sa.Text, _dump_mapping, _mapping, searchable=False)


def codec_for(kind: Any) -> Codec:
    """The codec of an annotated type: int, `date | None`, tuple[str, ...], an enumeration…"""
    if get_origin(kind) is UnionType:
        inner = [one for one in get_args(kind) if one is not NoneType]
        if len(inner) == 1:
            return _or_none(codec_for(inner[0]))
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enumeration(kind)
    if get_origin(kind) is tuple:
        return _INSTRUCTIONS if get_args(kind)[0] == Instruction else _TUPLE
    if get_origin(kind) is Mapping:
        return _MAPPING
    raise TypeError(f"no way to keep {kind}")


def _enumeration(kind: type[Enum]) -> Codec:
    members = {str(one.value): one for one in kind}
    codes = {one: text for text, one in members.items()}
    return Codec(sa.Text, codes.__getitem__, members.__getitem__)


def _or_none(codec: Codec) -> Codec:
    return Codec(
        codec.column, _skip_none(codec.to_row), _skip_none(codec.from_row), optional=True, searchable=codec.searchable
    )


def _skip_none(convert: Convert | None) -> Convert | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)
