"""How figures, days and codes are written for French readers."""

from __future__ import annotations

from datetime import date, datetime

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
NOTHING = "—"
KINDS = {
    "intervention": "intervention d'artiste",
    "parole": "la parole est à vous",
    "temoignage": "témoignage",
    "partenariat": "partenariat",
    "improvisation": "improvisation",
    "evaluation": "évaluation",
}
AUDIENCES = {
    "adultes_isoles": "adultes isolés",
    "familles": "familles",
    "handicap": "handicap",
    "personnes_agees": "personnes âgées",
    "jeunes": "jeunes",
    "migrants": "migrants",
    "autre": "autre",
}
MODES = {"individuel": "individuel", "collectif": "collectif", "reperage": "repérage"}
ROLES = {
    "artist": "artiste",
    "host": "animateur",
    "listener": "auditeur",
    "group": "groupe",
    "scout": "repérage",
    "guest": "invité",
    "duty": "permanence",
    "structure": "structure",
}


def number(value: object, decimals: int = 1) -> str:
    """ "7,6"; a whole number as it is; « — » for None."""
    if value is None:
        return NOTHING
    if isinstance(value, int):
        return f"{value}"
    if isinstance(value, float):
        return f"{value:.{decimals}f}".replace(".", ",")
    return str(value)


def percent(value: object) -> str:
    """A fraction of 1 as "36 %"."""
    return f"{round(value * 100)} %" if isinstance(value, int | float) else NOTHING


def day(value: date) -> str:
    """ "mardi 1er décembre 2026"."""
    of_month = "1er" if value.day == 1 else str(value.day)
    return f"{DAYS[value.weekday()]} {of_month} {MONTHS[value.month - 1]} {value.year}"


def month(value: str) -> str:
    """ "2021-03" → "mars 2021"."""
    year, of_year = value.split("-")
    return f"{MONTHS[int(of_year) - 1]} {year}"


def hour(value: datetime | None) -> str:
    return NOTHING if value is None else f"{value:%H:%M}"
