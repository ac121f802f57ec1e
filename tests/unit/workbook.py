"""A small .xlsx written by hand (there is no writer among the dependencies): what a spreadsheet program would save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DATE, _TIME = 1, 2  # styles: numFmtId 14 and 20

Value = str | int | float | bool | date | time | None


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Value]]]) -> Path:
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    links = "".join(_link(n, "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1))
    with ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", _content_types())
        book.writestr("_rels/.rels", _relationships(_link(1, "officeDocument", "xl/workbook.xml")))
        book.writestr(
            "xl/workbook.xml",
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        )
        book.writestr("xl/_rels/workbook.xml.rels", _relationships(links + _link(0, "styles", "styles.xml")))
        book.writestr("xl/styles.xml", _styles())
        for n, rows in enumerate(sheets.values(), 1):
            book.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(rows))
    return path


def _sheet(rows: Sequence[Sequence[Value]]) -> str:
    lines = "".join(
        f'<row r="{line}">{"".join(_cell(f"{chr(65 + place)}{line}", value) for place, value in enumerate(row))}</row>'
        for line, row in enumerate(rows, 1)
    )
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(place: str, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        if value.startswith("#"):  # an error: #N/A, #REF!
            return f'<c r="{place}" t="e"><v>{escape(value)}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        days = (date(value.year, value.month, value.day) - date(1899, 12, 30)).days
        return f'<c r="{place}" s="{_DATE}"><v>{days + _fraction(value)}</v></c>'
    if isinstance(value, time):
        return f'<c r="{place}" s="{_TIME}"><v>{_fraction(value)}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def _fraction(value: date | time) -> float:
    if not isinstance(value, datetime | time):
        return 0
    return (value.hour * 3600 + value.minute * 60 + value.second) / 86400


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relationships(links: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _styles() -> str:
    forms = "".join(f'<xf numFmtId="{form}" applyNumberFormat="1"/>' for form in (0, 14, 20))
    return f'{_HEAD}<styleSheet xmlns="{_MAIN}"><cellXfs count="3">{forms}</cellXfs></styleSheet>'


def _content_types() -> str:
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}"/></Types>'
    )
