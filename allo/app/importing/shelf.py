"""The records of one table by their key, and what an import adds to them or changes in them.

New records have negative ids until they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Generic, TypeVar

from allo.app.importing.notes import Count

R = TypeVar("R")  # a frozen dataclass of the domain, with an integer `id`


class Shelf(Generic[R]):
    """Merging a row: a filled cell replaces, an empty cell or missing column leaves."""

    def __init__(self, kind: type[R], key: Callable[[R], Hashable], stored: Iterable[R] = ()) -> None:
        self._kind = kind
        self._records: dict[Hashable, R] = {}
        for record in stored:
            self._records.setdefault(key(record), record)
        self._added: dict[Hashable, None] = {}
        self._changed: dict[Hashable, None] = {}
        self._unchanged = 0

    def get(self, key: Hashable) -> R | None:
        return self._records.get(key)

    def all(self) -> list[R]:
        return list(self._records.values())

    def draft(self, key: Hashable, fields: Mapping[str, Any]) -> R:
        """The record as it would be with these fields; nothing is kept yet."""
        before = self._records.get(key)
        if before is None:
            return self._kind(**{"id": -1 - len(self._added), **fields})
        return replace(before, **fields)  # type: ignore[type-var]

    def keep(self, key: Hashable, record: R) -> None:
        before = self._records.get(key)
        if before == record:
            self._unchanged += 1
        elif before is None:
            self._added[key] = None
        elif key not in self._added:
            self._changed[key] = None
        self._records[key] = record

    def merge(self, key: Hashable, fields: Mapping[str, Any]) -> R:
        record = self.draft(key, fields)
        self.keep(key, record)
        return record

    @property
    def added(self) -> list[R]:
        return [self._records[key] for key in self._added]

    @property
    def changed(self) -> list[R]:
        return [self._records[key] for key in self._changed]

    @property
    def count(self) -> Count:
        return Count(len(self._added), len(self._changed), self._unchanged)
