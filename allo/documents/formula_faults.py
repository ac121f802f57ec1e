"""Cells of a workbook that hold a fault (#N/A, #REF!…). The reader gives them as empty ones; an import must refuse them
rather than leave what stands in the store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import join, normpath
from zipfile import ZipFile

Place = tuple[int, int]  # line and column, both from 1
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>.*?</(?:\w+:)?c>', re.DOTALL)
_REFERENCE = re.compile(r'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(r"<(?:\w+:)?v>([^<]*)</")
_TAG = r"<(?:\w+:)?{}\b[^>]*>"


def formula_faults(book: ZipFile) -> list[dict[Place, str]]:
    """By worksheet, in the order of the workbook; none where the book is not built as usual."""
    parts = set(book.namelist())
    return [_faults(book.read(part)) if part in parts else {} for part in _worksheets(book, parts)]


def _worksheets(book: ZipFile, parts: set[str]) -> Iterator[str]:
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= parts:
        return
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target")
        for tag in _tags(book, "xl/_rels/workbook.xml.rels", "Relationship")
        if _attribute(tag, "Type").endswith("/worksheet")
    }
    for tag in _tags(book, "xl/workbook.xml", "sheet"):
        target = targets.get(_attribute(tag, r"\w+:id"))
        if target is not None:
            yield normpath(join("xl", target)).lstrip("/")


def _tags(book: ZipFile, part: str, name: str) -> list[str]:
    return re.findall(_TAG.format(name), book.read(part).decode("utf-8", errors="replace"))


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}\s*=\s*"([^"]*)"', tag)
    return found[1] if found else ""


def _faults(sheet: bytes) -> dict[Place, str]:
    faults: dict[Place, str] = {}
    for cell in _CELL.findall(sheet) if b't="e"' in sheet else ():
        text = cell.decode("utf-8", errors="replace")
        place, value = _REFERENCE.search(text), _VALUE.search(text)
        if place and value:
            faults[int(place[2]), _column(place[1])] = value[1]
    return faults


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
