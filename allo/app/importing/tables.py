"""What a spreadsheet holds before anything is understood: sheets, lines, cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class RawRow:
    """`line`: the line number a spreadsheet program shows, the header being 1 unless empty lines come first."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One table under its own name; `header` are the column titles as they were written."""

    name: str
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawTables:
    """All sheets of a workbook or folder, in their order."""

    sheets: tuple[RawSheet, ...] = ()
