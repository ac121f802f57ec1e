"""The season of `examples/` brought to today: its dates shifted by whole weeks, so that its Tuesday is the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from allo.app.importing import cells
from allo.app.importing.cells import BadCell
from allo.app.importing.sheets import SHEETS
from allo.app.importing.tables import Cell, RawRow, RawSheet, RawTables
from allo.domain.names import code

EXAMPLE_TUESDAY = date(2026, 12, 1)
"""The session that `examples/` leads up to, at 15:00."""
_AT = time(15, 0)
_WEEK = timedelta(weeks=1)


def shift_season(tables: RawTables, *, now: datetime, zone: str, tuesday: date = EXAMPLE_TUESDAY) -> RawTables:
    """`tuesday` becomes the first of its weekday whose 15:00 is strictly after `now`, in the zone of the slots; every
    other date keeps its distance to it. Cells that are no dates stay as they are: the import tells them."""
    shift = next_tuesday(now, zone, tuesday.weekday()) - tuesday
    return RawTables(tuple(_shifted(sheet, shift) for sheet in tables.sheets))


def next_tuesday(now: datetime, zone: str, weekday: int = 1) -> date:
    """The day of the next 15:00 on that weekday (Tuesday) after `now`: today, where it is one, until 15:00."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
    begins = datetime.combine(day, _AT, ZoneInfo(zone)).astimezone(UTC)
    return day if begins > now else day + _WEEK


def _shifted(sheet: RawSheet, shift: timedelta) -> RawSheet:
    columns = next((its for name, its in SHEETS.items() if code(name) == code(sheet.name)), {})
    days = {code(name) for name, column in columns.items() if column.read is cells.day}
    places = {place for place, title in enumerate(sheet.header) if code(title) in days}
    return replace(sheet, rows=tuple(_shifted_row(row, places, shift) for row in sheet.rows))


def _shifted_row(row: RawRow, places: set[int], shift: timedelta) -> RawRow:
    moved = (_later(cell, shift) if place in places else cell for place, cell in enumerate(row.cells))
    return replace(row, cells=tuple(moved))


def _later(cell: Cell, shift: timedelta) -> Cell:
    if not cells.text_of(cell):
        return cell
    try:
        return cells.day(cell) + shift
    except BadCell:
        return cell
