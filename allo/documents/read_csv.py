"""One CSV file → a raw sheet: `;` or `,`, UTF-8 (with or without BOM) or Windows-1252, detected."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

from allo.app.importing.cells import text_of
from allo.app.importing.tables import RawRow, RawSheet
from allo.domain.errors import AlloError


class UnreadableFile(AlloError):
    """A file that is no spreadsheet, or is damaged, locked or missing."""


def read_csv(name: str, content: bytes) -> RawSheet:
    """The sheet is named by its file. A line is one row of the spreadsheet, even where a cell holds line breaks."""
    text = _decoded(name, content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows = []
    try:
        for line, cells in enumerate(reader, start=1):
            rows.append(RawRow(line, tuple(cells)))
    except csv.Error:
        place = f"« {name} », ligne {len(rows) + 1}"
        raise UnreadableFile(f"{place} : un guillemet est mal fermé, corrigez cette ligne.") from None
    return titled(PurePath(name).stem, tuple(rows))


def titled(name: str, rows: tuple[RawRow, ...]) -> RawSheet:
    """The first line that is not empty holds the column titles."""
    for place, row in enumerate(rows):
        titles = [" ".join(text_of(cell).split()) for cell in row.cells]
        if any(titles):
            return RawSheet(name, tuple(titles), rows[place + 1 :])
    return RawSheet(name, (), ())


def _decoded(name: str, content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableFile(f"« {name} » n'est pas un fichier CSV : enregistrez-le en « CSV UTF-8 ».")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The separator seen most often in the titles, outside quotes; `;` where there is one column."""
    outside = "".join(text.lstrip().split('"')[::2]).split("\n", 1)[0]
    return "," if outside.count(",") > outside.count(";") else ";"
