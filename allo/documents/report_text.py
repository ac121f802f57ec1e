"""The report of a period as a text for people. « — »: what rests on nothing, or is hidden in public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from allo.app.make_report import Report
from allo.documents.words import AUDIENCES, KINDS, day, month, number, percent

Line = tuple[str, str]
_WIDTH = 34


def report_text(report: Report) -> str:
    """Ends with a line break."""
    figures: Mapping[str, Any] = report.figures
    blocks = [
        "\n".join(_title(report)),
        _block("Séances", _sessions(figures)),
        _block("Structures partenaires", _structures(figures)),
        _block("Connexions", _connections(figures)),
        _table(figures["by_month"]),
        _block("Questions aux auditeurs", _survey(figures["survey"])),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _title(report: Report) -> Iterable[str]:
    period, filters = report.period, report.filters
    yield (
        f"Allô l'artiste : {period.year}"
        if period.year
        else f"Allô l'artiste : du {day(period.first)} au {day(period.last)}"
    )
    named = {
        "Structure": filters.structure,
        "Programmées par": filters.programmed_by,
        "Département": filters.department,
    }
    yield from (f"{label} : {name}" for label, name in named.items() if name)
    if report.public:
        yield "Version publique : aucun chiffre ne repose sur moins de onze personnes."


def _sessions(figures: Mapping[str, Any]) -> Iterable[Line]:
    yield "tenues", number(figures["sessions_held"])
    yield from ((f"  {KINDS[code]}", number(count)) for code, count in figures["sessions_by_kind"].items())
    yield "annulées", number(figures["sessions_cancelled"])
    yield "artistes", number(figures["artists"])
    yield "structures qui programment", number(figures["programming_structures"])


def _structures(figures: Mapping[str, Any]) -> Iterable[Line]:
    yield "partenaires", number(figures["partner_structures"])
    yield "nouvelles", number(figures["new_structures"])
    yield "non adhérentes", percent(figures["non_member_share"])
    yield "en quartier prioritaire", percent(figures["qpv_share"])
    yield from ((f"  {AUDIENCES[code]}", percent(share)) for code, share in figures["audience_shares"].items())


def _connections(figures: Mapping[str, Any]) -> Iterable[Line]:
    yield "connexions", number(figures["connections"])
    yield "  individuelles", number(figures["individual_connections"])
    yield "  collectives", number(figures["group_connections"])
    yield "en repérage (à part)", number(figures["scouting_connections"])
    yield "appels trop courts (à part)", number(figures["short_calls"])
    yield "participants", number(figures["participants"])
    yield "participants par séance", number(figures["mean_participants"])
    yield "connexions par séance", number(figures["mean_connections"])
    yield "durée médiane, minutes", number(figures["median_minutes"])
    yield "auditeurs différents", number(figures["distinct_listeners"])
    yield "revenus une fois ou plus", percent(figures["returning_share"])
    yield "ont pris la parole", percent(figures["spoke_share"])


def _survey(survey: Mapping[str, Mapping[str, Any]]) -> Iterable[Line]:
    for code, answers in survey.items():
        yield code, f"{number(answers['n'])} réponses, moyenne {number(answers['mean'], 2)}"


def _block(title: str, lines: Iterable[Line]) -> str:
    written = [f"  {label.ljust(_WIDTH)}{value}" for label, value in lines]
    return "\n".join([title, *written]) if written else ""


def _table(months: Sequence[Mapping[str, Any]]) -> str:
    if not months:
        return ""
    head = f"{'Par mois'.ljust(_WIDTH + 2)}{'séances':>10}{'connexions':>12}{'participants':>14}"
    rows = (
        f"  {month(one['month']).ljust(_WIDTH)}{number(one['sessions']):>10}"
        f"{number(one['connections']):>12}{number(one['participants']):>14}"
        for one in months
    )
    return "\n".join([head, *rows])
