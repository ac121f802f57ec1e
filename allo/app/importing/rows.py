"""Raw sheets → rows whose cells are read. Rows that cannot be read are refused here, one line each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allo.app.importing.cells import BadCell, bad, text_of
from allo.app.importing.notes import Notes
from allo.app.importing.sheets import SHEETS, Column
from allo.app.importing.tables import RawRow, RawSheet, RawTables
from allo.domain.names import code

_FAULT = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|VALEUR!|NOM\?|NOMBRE!|NUL!)")


@dataclass(frozen=True, slots=True)
class Row:
    """One readable row. `values` holds the filled cells only, by column name."""

    sheet: str
    line: int
    values: Mapping[str, Any]


def read_rows(tables: RawTables, notes: Notes) -> dict[str, list[Row]]:
    """The rows of each known sheet; unknown sheets and columns are warnings."""
    rows: dict[str, list[Row]] = {sheet: [] for sheet in SHEETS}
    known = {code(sheet): sheet for sheet in SHEETS}
    for raw in tables.sheets:
        sheet = known.get(code(raw.name))
        if sheet is None:
            notes.warn(f"feuille « {raw.name} » inconnue, ignorée (feuilles connues : {', '.join(SHEETS)})")
        else:
            rows[sheet] += _read_sheet(sheet, raw, notes)
    return rows


def _read_sheet(sheet: str, raw: RawSheet, notes: Notes) -> list[Row]:
    filled = [row for row in raw.rows if any(text_of(cell) for cell in row.cells)]
    columns = _columns(sheet, raw, filled, notes)
    missing = [name for name, column in SHEETS[sheet].items() if column.key and name not in columns]
    if filled and missing:
        notes.refuse(sheet, 1, *((name, "colonne absente, elle est nécessaire") for name in missing))
        return []
    read = (_read_row(sheet, row, columns, len(raw.header), notes) for row in filled)
    return [row for row in read if row]


def _columns(sheet: str, raw: RawSheet, rows: list[RawRow], notes: Notes) -> dict[str, int]:
    """Where each known column stands; the first of two with one title counts."""
    known = {code(name): name for name in SHEETS[sheet]}
    columns: dict[str, int] = {}
    for place, title in enumerate(raw.header):
        name = known.get(code(title))
        if name is None and title:
            notes.warn(f"{sheet} : colonne « {title} » inconnue, ignorée")
        elif name is None and any(text_of(row.cells[place]) for row in rows if place < len(row.cells)):
            notes.warn(f"{sheet} : colonne {place + 1} sans titre, ignorée")
        elif name in columns:
            notes.warn(f"{sheet} : colonne « {title} » en double, la première compte")
        elif name:
            columns[name] = place
    return columns


def _read_row(sheet: str, raw: RawRow, columns: Mapping[str, int], width: int, notes: Notes) -> Row | None:
    values: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for name, column in SHEETS[sheet].items():
        cell = raw.cells[columns[name]] if columns.get(name, len(raw.cells)) < len(raw.cells) else None
        try:
            _read_cell(name, column, cell, values)
        except BadCell as fault:
            faults.append((name, str(fault)))
    extra = next((cell for cell in raw.cells[width:] if text_of(cell)), None)
    if extra is not None:
        faults.append(("cellule de trop", str(bad(extra, "dépasse les colonnes : un séparateur sans guillemets ?"))))
    if faults:
        notes.refuse(sheet, raw.line, *faults)
        return None
    return Row(sheet, raw.line, values)


def _read_cell(name: str, column: Column, cell: Any, values: dict[str, Any]) -> None:
    if _FAULT.fullmatch(text_of(cell)):
        raise bad(cell, "est une erreur de formule du tableur : remplacez-la par sa valeur")
    if text_of(cell):
        values[name] = column.read(cell)
    elif column.key:
        raise bad(cell, "est vide : il faut le remplir")
