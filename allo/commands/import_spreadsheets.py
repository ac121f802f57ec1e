"""`allo import`: spreadsheets in. Refused rows go to standard error, one line each (DATA.md, "Import")."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from allo.app.import_season import import_season
from allo.app.importing.notes import Count, ImportReport
from allo.app.ports import Store
from allo.commands.french import FrenchCommand
from allo.commands.kit import Preferences, kit_of
from allo.commands.printing import say, tell
from allo.documents.read_tables import read_tables


def add_to(application: typer.Typer) -> None:
    application.command("import", cls=FrenchCommand)(import_spreadsheets)


def import_spreadsheets(
    context: typer.Context,
    path: Annotated[str, typer.Argument(metavar="CHEMIN", help="Un .xlsx, un dossier de .csv, ou un .csv.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Lit et vérifie tout, n'écrit rien.")] = False,
    partial: Annotated[bool, typer.Option("--partiel", help="Garde les lignes lisibles malgré les refusées.")] = False,
) -> int:
    """Importe structures, auditeurs, groupes, artistes, animateurs, permanence, séances et présences."""
    if not path.strip():
        raise typer.BadParameter("CHEMIN est vide")
    kit = kit_of(context)
    tables = read_tables(Path(path))

    async def take(store: Store, settings: Preferences) -> ImportReport:
        return await import_season(
            store,
            tables,
            now=kit.clock.now(),
            ids=kit.ids,
            line=settings.line_number,
            zone=settings.timezone,
            dry_run=dry_run,
            partial=partial,
        )

    report = kit.read(take) if dry_run else kit.write(take)
    _print(report, dry_run=dry_run)
    return 0 if report.clean else 1


def _print(report: ImportReport, *, dry_run: bool) -> None:
    for refusal in report.refusals:
        tell(str(refusal))
    for warning in report.warnings:
        tell(f"attention : {warning}")
    for sheet, count in report.counts.items():
        if count != Count():
            say(f"{sheet} : {count.added} nouveaux, {count.changed} modifiés, {count.unchanged} inchangés")
    for line in report.to_collect:
        say(line)
    say(_conclusion(report, dry_run=dry_run))


def _conclusion(report: ImportReport, *, dry_run: bool) -> str:
    refused = len(report.refusals)
    lines = f"{refused} ligne refusée" if refused == 1 else f"{refused} lignes refusées"
    if not refused and all(count == Count() for count in report.counts.values()):
        return "Rien à importer : aucune ligne dans une feuille connue."
    if dry_run:
        return f"Essai : rien n'a été écrit, {lines}." if refused else "Essai : rien n'a été écrit, tout est lisible."
    if not report.written:
        return f"Rien n'a été importé : {lines}. Corrigez-les, ou ajoutez --partiel pour garder les autres."
    return f"Importé, sauf {lines}." if refused else "Importé."
