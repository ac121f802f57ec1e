"""A workbook, a folder of CSV files or one CSV file → raw tables. Nothing is understood here but the container."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from allo.app.importing.tables import Cell, RawRow, RawSheet, RawTables
from allo.documents.formula_faults import Place, formula_faults
from allo.documents.read_csv import UnreadableFile, read_csv, titled
from allo.domain.errors import why_not

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 256 * 1024 * 1024  # of an unpacked workbook: beyond, it is a bomb
_EXPECTED = "un classeur .xlsx, un dossier de .csv ou un fichier .csv"


def read_tables(path: Path) -> RawTables:
    """Raises UnreadableFile, in French, naming the file and the remedy."""
    try:
        if path.is_dir():
            return _read_folder(path)
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"« {path} » n'existe pas : donnez {_EXPECTED}.") from None
    except OSError as fault:
        raise UnreadableFile(f"« {path} » ne peut être lu ({why_not(fault)}) : vérifiez ses droits.") from None
    if content.startswith(_OLE):
        reason = "est protégé par un mot de passe, ou d'un ancien format .xls"
        raise UnreadableFile(f"« {path.name} » {reason} : enregistrez-le en .xlsx sans mot de passe.")
    if content.startswith(_ZIP):
        return _read_workbook(path.name, content)
    if path.suffix.casefold() == ".csv":
        return RawTables((read_csv(path.name, content),))
    raise UnreadableFile(f"« {path.name} » n'est pas un classeur lisible : donnez {_EXPECTED}.")


def _read_folder(folder: Path) -> RawTables:
    found = sorted(file for file in folder.iterdir() if file.suffix.casefold() == ".csv")
    files = [file for file in found if file.is_file() and not file.name.startswith(".")]
    if not files:
        raise UnreadableFile(f"« {folder} » ne contient aucun fichier .csv : donnez {_EXPECTED}.")
    return RawTables(tuple(read_csv(file.name, file.read_bytes()) for file in files))


def _read_workbook(name: str, content: bytes) -> RawTables:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(entry.file_size for entry in parts.infolist()) > _MOST_BYTES:
                raise UnreadableFile(f"« {name} » est démesuré : copiez ses feuilles dans un classeur neuf.")
            faults = formula_faults(parts)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        found = zip(sheets, [*faults, *({} for _ in sheets)], strict=False)
        return RawTables(tuple(_read_sheet(book.get_sheet_by_name(sheet), its) for sheet, its in found))
    except (CalamineError, zipfile.BadZipFile, zlib.error, ValueError) as fault:
        raise UnreadableFile(
            f"« {name} » est abîmé, ou n'est pas un classeur .xlsx : rouvrez-le et enregistrez-le à nouveau."
        ) from fault


def _read_sheet(sheet: CalamineSheet, faults: Mapping[Place, str]) -> RawSheet:
    lines: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (line, column), fault in faults.items():
        if line <= len(lines) and column <= len(lines[line - 1]):
            lines[line - 1][column - 1] = fault
    rows = tuple(RawRow(number, tuple(cells)) for number, cells in enumerate(lines, start=1))
    return titled(sheet.name, rows)
