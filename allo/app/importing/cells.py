"""One cell → one value of the domain. A cell that cannot be read raises BadCell, in French, naming its value.

Source of the forms: DATA.md, "Import" (dates, times, yes/no, codes compared without accents, case or spaces).
Readers never meet an empty cell: empty means "leave".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import TypeVar
from zoneinfo import available_timezones

from allo.app.importing.tables import Cell
from allo.domain.names import code, normal
from allo.domain.territories import read_department

_Choice = TypeVar("_Choice", bound=StrEnum)
_YES, _NO = {"oui", "1", "x", "vrai", "o"}, {"non", "0", "faux", "n"}
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class BadCell(Exception):
    """This cell is refused; the message names its value and the reason."""


def bad(cell: Cell, reason: str) -> BadCell:
    """The refusal of a cell: « its value » reason."""
    shown = " ".join(text_of(cell).split())
    value = shown if len(shown) <= 60 else f"{shown[:59]}…"
    return BadCell(f"« {value} » {reason}" if value else f"« » {reason}")


def text_of(cell: Cell) -> str:
    """A cell as a person would type it. An apostrophe that only protects a formula sign is dropped."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, time):
        return cell.isoformat("seconds" if cell.second else "minutes")
    text = str(cell)
    if not text.isprintable():
        text = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def words(cell: Cell) -> str:
    """A name or title, on one line, of at most 200 signs."""
    return _at_most(cell, " ".join(text_of(cell).split()), 200)


def prose(cell: Cell) -> str:
    """A longer text, of at most 5000 signs."""
    return _at_most(cell, text_of(cell), 5000)


def _at_most(cell: Cell, text: str, limit: int) -> str:
    if len(text) > limit:
        raise bad(cell, f"est trop long : {limit} signes au plus")
    return text


def several(cell: Cell) -> tuple[str, ...]:
    """Names separated by `+`, each once."""
    named: dict[str, str] = {}
    for name in filter(None, map(str.strip, words(cell).split("+"))):
        named.setdefault(normal(name), name)
    if not named:
        raise bad(cell, "ne nomme personne")
    return tuple(named.values())


def yes_no(cell: Cell) -> bool:
    text = code(re.sub(r"^([01])[.,]0+$", r"\1", text_of(cell)))
    if text not in _YES | _NO:
        raise bad(cell, "n'est ni oui ni non")
    return text in _YES


def day(cell: Cell) -> date:
    """`AAAA-MM-JJ`, `JJ/MM/AAAA` or a spreadsheet's own date."""
    read = _day_in(cell)
    if not 1900 <= read.year < 2200:
        raise bad(cell, "n'est pas une année vraisemblable")
    return read


def _day_in(cell: Cell) -> date:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    text = text_of(cell)
    if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]00:00(?::00)?)?", text):
        year, month, of_month = map(int, found.groups())
    elif found := re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})(?: 00:00(?::00)?)?", text):
        of_month, month, year = map(int, found.groups())
    else:
        raise bad(cell, "n'est pas une date : écrivez AAAA-MM-JJ ou JJ/MM/AAAA")
    try:
        return date(year, month, of_month)
    except ValueError:
        raise bad(cell, "n'existe pas") from None


def clock(cell: Cell) -> time:
    """`HH:MM`, `HH:MM:SS`, `15h05` or a spreadsheet's own time, to the second."""
    if isinstance(cell, datetime | time):
        return _of_second(cell, timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second + _rounded(cell)))
    if isinstance(cell, timedelta):
        return _of_second(cell, cell)
    if isinstance(cell, float) and 0 < cell < 1:
        return _of_second(cell, timedelta(seconds=round(cell * 86400)))
    found = re.fullmatch(r"(\d\d?)(?::|\s?[hH]\s?)(\d\d)?(?::(\d\d))?", text_of(cell))
    if not found or (found[2] is None and ":" in text_of(cell)):
        raise bad(cell, "n'est pas une heure : écrivez HH:MM")
    try:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return time(hours, minutes, seconds)
    except ValueError:
        raise bad(cell, "n'existe pas") from None


def _rounded(cell: datetime | time) -> int:
    return int(cell.microsecond >= 500_000)


def _of_second(cell: Cell, since_midnight: timedelta) -> time:
    if not timedelta() <= since_midnight < timedelta(days=1):
        raise bad(cell, "n'est pas une heure : écrivez HH:MM")
    minutes, seconds = divmod(int(since_midnight.total_seconds()), 60)
    return time(minutes // 60, minutes % 60, seconds)


def minute(cell: Cell) -> time:
    """A planned time: no seconds."""
    read = clock(cell)
    if read.second:
        raise bad(cell, "n'est pas une heure : écrivez HH:MM")
    return read


def whole(least: int, most: int) -> Callable[[Cell], int]:
    """Reads a whole number from `least` to `most`."""

    def read(cell: Cell) -> int:
        text = text_of(cell)
        if not re.fullmatch(r"[0-9]{1,9}(?:[.,]0+)?", text):
            raise bad(cell, "n'est pas un nombre entier")
        number = int(re.split(r"[.,]", text)[0])
        if not least <= number <= most:
            raise bad(cell, f"n'est pas entre {least} et {most}")
        return number

    return read


def choice(values: type[_Choice]) -> Callable[[Cell], _Choice]:
    """Reads one of the codes of DATA.md, whatever its accents, case and spaces."""
    by_code = {code(value.value): value for value in values}

    def read(cell: Cell) -> _Choice:
        found = by_code.get(code(text_of(cell)))
        if found is None:
            raise bad(cell, f"n'est pas connu : {', '.join(value.value for value in values)}")
        return found

    return read


def department(cell: Cell) -> str:
    read = read_department(text_of(cell))
    if read is None:
        raise bad(cell, "n'est pas un département (75, 2A, 971…)")
    return read


def zone(cell: Cell) -> str:
    """An IANA time zone, whatever its case."""
    found = _zones().get(text_of(cell).casefold())
    if found is None:
        raise bad(cell, "n'est pas un fuseau (Europe/Paris, Indian/Reunion…)")
    return found


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def email(cell: Cell) -> str:
    text = words(cell)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise bad(cell, "n'est pas une adresse électronique")
    return text


def extension(cell: Cell) -> str:
    """Digits sent to a switchboard."""
    text = "".join(text_of(cell).split())
    if not re.fullmatch(r"[0-9]{1,10}", text):
        raise bad(cell, "n'est pas un poste : des chiffres seulement")
    return text


def language(cell: Cell) -> str:
    text = code(text_of(cell))
    if not re.fullmatch(r"[a-z]{2,3}", text):
        raise bad(cell, "n'est pas une langue (fr, en…)")
    return text


def weekdays(cell: Cell) -> tuple[int, ...]:
    """`lun-ven`, `mardi`, `lun + jeu`…: numbers from 0 = Monday, in order. `tous`: all seven."""
    text = re.sub(r"\s*-\s*", "-", normal(text_of(cell)))
    if text in ("tous", "tous les jours"):
        return tuple(range(7))
    found: set[int] = set()
    for part in re.split(r"[\s+,;/]+(?:et\s+)?", text):
        first, *_, last = [_weekday(cell, name) for name in part.split("-", 1)] * 2
        found |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return tuple(sorted(found))


def slots(cell: Cell) -> tuple[int, ...]:
    """`mardi`, `jeudi`, `tous`: the weekdays somebody wants, () for all."""
    read = weekdays(cell)
    return () if len(read) == 7 else read


def _weekday(cell: Cell, name: str) -> int:
    matches = [number for number, full in enumerate(_DAYS) if len(name) >= 3 and full.startswith(name.rstrip(".s"))]
    if len(matches) != 1:
        raise bad(cell, "n'est pas un jour (lundi, mar, lun-ven, tous)")
    return matches[0]
