"""Numbers, hours, dates and lists as French says them aloud: no text that is heard holds a digit.

Moments are local: the caller converts them to the zone of the slot or of the person first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

LARGEST = 9999

_UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 7: "soixante", 8: "quatre-vingt"}
_TENS[9] = _TENS[8]
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def spoken_number(number: int, *, feminine: bool = False) -> str:
    """0 to 9999 in words: « vingt et un », « quatre-vingts »; feminine: « vingt et une » (personnes, heures, minutes).

    Larger or negative numbers raise ValueError.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"only 0 to {LARGEST} can be said: {number}")
    words = _thousands(number)
    return words[:-2] + "une" if feminine and words.endswith("un") else words


def _thousands(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _hundreds(rest)
    head = "mille" if thousands == 1 else f"{_UNITS[thousands]} mille"
    return f"{head} {_hundreds(rest)}" if rest else head


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    if hundreds == 1:
        return f"cent {_below_hundred(rest)}" if rest else "cent"
    return f"{_UNITS[hundreds]} cent {_below_hundred(rest)}" if rest else f"{_UNITS[hundreds]} cents"


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    if number == 80:
        return "quatre-vingts"
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        unit += 10
    if not unit:
        return _TENS[tens]
    link = " et " if unit in (1, 11) and tens < 8 else "-"
    return f"{_TENS[tens]}{link}{_UNITS[unit]}"


def spoken_time(at: time) -> str:
    """ "quinze heures", "une heure dix", "vingt et une heures", "midi", "minuit trente"."""
    minutes = f" {spoken_number(at.minute, feminine=True)}" if at.minute else ""
    if at.hour in (0, 12):
        return ("minuit" if at.hour == 0 else "midi") + minutes
    return f"{spoken_number(at.hour, feminine=True)} heure{'s' if at.hour > 1 else ''}{minutes}"


def spoken_date(day: date) -> str:
    """ "mardi premier décembre"; the year goes without saying."""
    number = "premier" if day.day == 1 else spoken_number(day.day)
    return f"{_DAYS[day.weekday()]} {number} {_MONTHS[day.month - 1]}"


def spoken_moment(moment: datetime, now: datetime) -> str:
    """ "aujourd'hui à quinze heures", "demain à midi", "mardi premier décembre à quinze heures". Both local."""
    days = (moment.date() - now.date()).days
    day = {0: "aujourd'hui", 1: "demain"}.get(days) or spoken_date(moment.date())
    return f"{day} à {spoken_time(moment.time())}"


def spoken_list(things: Sequence[str]) -> str:
    """ "Jeanne", "Jeanne et Paul", "Jeanne, Paul et Marie"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} et {things[-1]}"
