"""The attendance of a session as tables for a terminal: who was there, who was called, the figures of the session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from allo.documents.words import MODES, NOTHING, ROLES, day, hour, number
from allo.domain.attendance_sheet import AttendanceSheet, PresentLine, SessionFigures
from allo.domain.calls_made import CalledLine
from allo.domain.phone_numbers import pretty

# the columns of who was there, and how wide a terminal must be to show each
_PRESENT = {
    "nom": 0,
    "numéro": 100,
    "rôle": 0,
    "mode": 130,
    "structure": 90,
    "personnes": 0,
    "a parlé": 0,
    "présence": 0,
    "minutes": 115,
}
_FOLDED = {"nom", "structure", "présence", "résultat"}  # the others are never broken


def attendance_tables(sheet: AttendanceSheet) -> RenderableType:
    session = sheet.session
    title = f"{session.title or 'Séance'}, {day(session.date)} à {session.time:%H:%M}"
    parts: list[RenderableType] = [Text(title, style="bold"), _present("Présents", sheet.present)]
    if sheet.unconfirmed:
        parts.append(_present("Lignes à vérifier (personne n'y a répondu)", sheet.unconfirmed))
    if sheet.called:
        parts.append(_called(sheet.called))
    return Group(*parts, Text(_figures(sheet.figures)))


@dataclass(frozen=True, slots=True)
class _Present:
    """A table that leaves columns out where the terminal is narrow, rather than breaking each cell."""

    title: str
    lines: tuple[PresentLine, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        shown = {name for name, least in _PRESENT.items() if options.max_width >= least}
        table = _table(self.title, [name for name in _PRESENT if name in shown])
        for one in self.lines:
            table.add_row(*[cell for name, cell in _cells(one).items() if name in shown])
        yield table


def _present(title: str, lines: Iterable[PresentLine]) -> _Present:
    return _Present(title, tuple(lines))


def _cells(one: PresentLine) -> dict[str, str]:
    return {
        "nom": one.name or NOTHING,
        "numéro": "masqué" if one.number is None and one.name is None else pretty(one.number or NOTHING),
        "rôle": ROLES.get(one.role, one.role),
        "mode": MODES[one.mode.value],
        "structure": one.structure or "",
        "personnes": number(1 if one.head_count is None else one.head_count),
        "a parlé": "oui" if one.spoke else "non",
        "présence": ", ".join(f"{hour(begin)}-{hour(end)}" for begin, end in one.stays),
        "minutes": number(one.minutes),
    }


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
        table.add_column(column, overflow="fold", no_wrap=column not in _FOLDED)
    return table
