"""One key, one row: an identical row twice is one row, one key with different cells is an error (DATA.md)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from allo.app.importing.cells import BadCell, bad
from allo.app.importing.notes import Notes
from allo.app.importing.rows import Row


class Refused(Exception):
    """This row is refused because of this column."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


class Once:
    """Remembers the keys of one sheet."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._seen: dict[Hashable, tuple[Row, Mapping[str, Any]]] = {}

    def is_new(self, row: Row, key: Hashable, fields: Mapping[str, Any]) -> bool:
        """False for an identical row met again. Raises Refused for the same key with other cells."""
        first, before = self._seen.setdefault(key, (row, fields))
        if first is row:
            return True
        if before != fields:
            reason = f"figure déjà à la ligne {first.line}, avec d'autres cellules"
            raise Refused(self._column, str(bad(row.values[self._column], reason)))
        return False


def each(rows: list[Row], notes: Notes, merge: Callable[[Row], None]) -> None:
    """Merges rows one by one; a refused one is noted and the next goes on."""
    for row in rows:
        try:
            merge(row)
        except Refused as fault:
            notes.refuse(row.sheet, row.line, (fault.column, fault.reason))


def in_column(column: str, read: Callable[[], Any]) -> Any:
    """What `read` gives; its BadCell refuses the row because of this column."""
    try:
        return read()
    except BadCell as fault:
        raise Refused(column, str(fault)) from None


def fields_of(row: Row, attributes: Mapping[str, str]) -> dict[str, Any]:
    """The filled cells of a row under the names of the domain's fields."""
    return {attributes[column]: value for column, value in row.values.items() if column in attributes}
