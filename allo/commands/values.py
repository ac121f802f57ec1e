"""The values of options as people type them; a wrong one is a wrong command line (exit 2)."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

import typer

from allo.app.importing import cells
from allo.app.importing.cells import BadCell

TEXT_OR_JSON = ("text", "json")


def a_format(value: str, formats: Collection[str] = TEXT_OR_JSON) -> str:
    if value not in formats:
        raise typer.BadParameter(f"« {value} » n'est pas un format ({', '.join(formats)})")
    return value


def a_year(value: str) -> int:
    if not re.fullmatch(r"(19|20|21)\d\d", value):
        raise typer.BadParameter(f"« {value} » n'est pas une année (2021)")
    return int(value)


def a_day(value: str) -> date:
    try:
        return cells.day(value)
    except BadCell as fault:
        raise typer.BadParameter(str(fault)) from None


def a_count(value: str, most: int) -> int:
    """A whole number from 1."""
    if not re.fullmatch(r"[0-9]{1,6}", value) or not 1 <= int(value) <= most:
        raise typer.BadParameter(f"« {value} » n'est pas un nombre entre 1 et {most}")
    return int(value)
