"""The statements of one kind of record, built once and kept: SQLAlchemy then finds their compiled form at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from allo.storage.cipher import Cipher
from allo.storage.shapes import Field, Shape

KEY = "row_key"  # parameters named as no column is
WANTED = "wanted_"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a search: equal to one value, to any of several, or (also) empty."""

    field: str
    one: bool
    several: bool
    empty: bool


class Statements:
    """What is asked of one table in one dialect."""

    def __init__(self, shape: Shape[Any], dialect: str) -> None:
        self._shape = shape
        table = shape.table
        self.all = sa.select(*(table.c[name] for name in shape.fields))
        self.get = self.all.where(table.c.id == sa.bindparam(KEY))
        # NO KEY UPDATE: rows that refer to this one may still be added. SQLite has one writer and locks nothing here.
        self.lock = self.get.with_for_update(key_share=True)
        insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
        self.add = insert.on_conflict_do_nothing().returning(table.c.id)
        others: dict[str, object] = {
            column.name: sa.bindparam(column.name) for column in table.columns if column.name != "id"
        }
        self.save = sa.update(table).where(table.c.id == sa.bindparam(KEY)).values(others)
        self.remove = sa.delete(table).where(table.c.id == sa.bindparam(KEY))
        self._searches: dict[tuple[Condition, ...], sa.Select[Any]] = {}

    def search(self, equal: Mapping[str, object], cipher: Cipher) -> tuple[sa.Select[Any], dict[str, object]]:
        """The statement for these conditions, and its parameters."""
        conditions: list[Condition] = []
        parameters: dict[str, object] = {}
        for name, wanted in equal.items():
            field = self._searchable(name)
            several = isinstance(wanted, tuple | list | set | frozenset)
            values = list(wanted) if isinstance(wanted, tuple | list | set | frozenset) else [wanted]
            sought = [field.sought(value, cipher) for value in values if value is not None]
            conditions.append(Condition(name, bool(sought) and not several, several, empty=None in values))
            if sought or several:
                parameters[WANTED + name] = sought if several else sought[0]
        return self._select(tuple(conditions)), parameters

    def _searchable(self, name: str) -> Field:
        field = self._shape.fields.get(name)
        if field is None or not field.searchable:
            raise TypeError(f"{self._shape.name} cannot be found by {name}")
        return field

    def _select(self, conditions: tuple[Condition, ...]) -> sa.Select[Any]:
        if conditions not in self._searches:
            wheres = [self._where(condition) for condition in conditions]
            self._searches[conditions] = self.all.where(*wheres).order_by(self._shape.table.c.id)
        return self._searches[conditions]

    def _where(self, condition: Condition) -> sa.ColumnElement[bool]:
        field = self._shape.fields[condition.field]
        column = self._shape.table.c[field.key_name]
        choices: list[sa.ColumnElement[bool]] = []
        if condition.one:
            choices.append(column == sa.bindparam(WANTED + condition.field))
        if condition.several:
            choices.append(column.in_(sa.bindparam(WANTED + condition.field, expanding=True)))
        if condition.empty:
            choices.append(column.is_(None))
            if isinstance(column.type, sa.Text):
                choices.append(column == "")
        return sa.or_(*choices)
