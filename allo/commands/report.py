"""`allo report`: the figures of a period (DATA.md, "Report"). Exactly one of --year and the pair --from, --to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from allo.app.make_report import Report, ReportFilters, make_report
from allo.app.ports import Store
from allo.commands.french import FrenchCommand
from allo.commands.kit import Preferences, kit_of
from allo.commands.printing import as_json, say, tell
from allo.commands.values import TEXT_OR_JSON, a_day, a_format, a_year
from allo.documents.report_text import report_text
from allo.domain.errors import AlloError, why_not
from allo.domain.figures import Period

_FORMATS = (*TEXT_OR_JSON, "html", "pdf", "xlsx")


def add_to(application: typer.Typer) -> None:
    application.command("report", cls=FrenchCommand)(report)


def report(
    context: typer.Context,
    *,
    year: Annotated[str, typer.Option("--year", metavar="AAAA", help="Une année entière.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="JOUR", help="Premier jour, compris.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="JOUR", help="Dernier jour, compris.")] = "",
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json, html, pdf ou xlsx.")] = "text",
    structure: Annotated[str, typer.Option("--structure", metavar="NOM", help="Une seule structure.")] = "",
    programmed_by: Annotated[str, typer.Option("--programmed-by", metavar="NOM", help="Séances de ce programme.")] = "",
    department: Annotated[str, typer.Option("--department", metavar="D", help="Un seul département (75, 2A…).")] = "",
    public: Annotated[bool, typer.Option("--public", help="Cache ce qui repose sur 1 à 10 personnes.")] = False,
    output: Annotated[str, typer.Option("--output", metavar="FICHIER", help="Écrit dans ce fichier.")] = "",
) -> int:
    """Les chiffres d'une année ou d'une période."""
    a_format(form, _FORMATS)
    if form not in TEXT_OR_JSON and not output:
        raise typer.BadParameter(f"--format {form} demande --output FICHIER")
    period = _period(year, first, last)
    if form not in TEXT_OR_JSON:
        raise AlloError(f"Le rapport en {form} n'est pas encore disponible : prenez --format text ou --format json.")
    filters = ReportFilters(structure, programmed_by, department)

    async def count(store: Store, _settings: Preferences) -> Report:
        return await make_report(store, period=period, filters=filters, public=public)

    made = kit_of(context).read(count)
    if made.empty:
        tell("Aucune séance tenue sur cette période : les chiffres ne reposent sur rien.")
    _deliver(as_json(made.figures) + "\n" if form == "json" else report_text(made), output)
    return 0


def _period(year: str, first: str, last: str) -> Period:
    if year and not (first or last):
        return Period.of_year(a_year(year))
    if year or not (first and last):
        raise typer.BadParameter("donnez --year, ou --from et --to ensemble, et l'un des deux seulement")
    period = Period(a_day(first), a_day(last))
    if period.last < period.first:
        raise typer.BadParameter(f"--to ({last}) précède --from ({first})")
    return period


def _deliver(text: str, output: str) -> None:
    if not output:
        say(text, end="")
        return
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as fault:
        raise AlloError(f"« {output} » ne peut être écrit ({why_not(fault)}) : donnez un autre --output.") from None
