"""The attendance of a session as tables for a terminal: who was there, who was called, the figures of the session."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from allo.documents.words import MODES, NOTHING, ROLES, day, hour, number
from allo.domain.attendance_sheet import AttendanceSheet, PresentLine, SessionFigures
from allo.domain.calls_made import CalledLine
from allo.domain.phone_numbers import pretty


def attendance_tables(sheet: AttendanceSheet) -> RenderableType:
    session = sheet.session
    title = f"{session.title or 'Séance'}, {day(session.date)} à {session.time:%H:%M}"
    parts: list[RenderableType] = [Text(title, style="bold"), _present("Présents", sheet.present)]
    if sheet.unconfirmed:
        parts.append(_present("Lignes à vérifier (personne n'y a répondu)", sheet.unconfirmed))
    if sheet.called:
        parts.append(_called(sheet.called))
    return Group(*parts, Text(_figures(sheet.figures)))


def _present(title: str, lines: Iterable[PresentLine]) -> Table:
    columns = ("nom", "numéro", "rôle", "mode", "structure", "personnes", "a parlé", "présence", "minutes")
    table = _table(title, columns)
    for one in lines:
        stays = ", ".join(f"{hour(begin)}-{hour(end)}" for begin, end in one.stays)
        table.add_row(
            one.name or NOTHING,
            "masqué" if one.number is None and one.name is None else pretty(one.number or NOTHING),
            ROLES.get(one.role, one.role),
            MODES[one.mode.value],
            one.structure or "",
            number(1 if one.head_count is None else one.head_count),
            "oui" if one.spoke else "non",
            stays,
            number(one.minutes),
        )
    return table


def _called(lines: Iterable[CalledLine]) -> Table:
    table = _table("Appelés", ("nom", "numéro", "sonneries", "résultat"))
    for one in lines:
        table.add_row(one.name or NOTHING, pretty(one.number), number(one.rings), one.reason or "dans la salle")
    return table


def _figures(figures: SessionFigures) -> str:
    return (
        f"{figures.connections} connexions dont {figures.group_connections} collectives, "
        f"{figures.participants} participants, {figures.spoke} ont pris la parole, "
        f"durée médiane {number(figures.median_minutes)} min ; à part : "
        f"{figures.scouting_connections} en repérage, {figures.short_calls} appels trop courts"
    )


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
