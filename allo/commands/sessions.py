"""`allo sessions` and `allo plan`: the calendar, and what is due in the next days, in local time and UTC."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from allo.app.list_sessions import SessionLine, list_sessions
from allo.app.ports import Store
from allo.app.show_agenda import Agenda, show_agenda
from allo.commands.french import FrenchCommand
from allo.commands.kit import Preferences, kit_of
from allo.commands.printing import as_json, say, show, tell
from allo.commands.values import a_count, a_day, a_format
from allo.documents.words import KINDS, day
from allo.domain.sessions import Status

_STATUS = {Status.PLANNED: "prévue", Status.HELD: "tenue", Status.CANCELLED: "annulée"}
_Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text ou json.")]


def add_to(application: typer.Typer) -> None:
    application.command("sessions", cls=FrenchCommand)(sessions)
    application.command("plan", cls=FrenchCommand)(plan)


def sessions(
    context: typer.Context,
    first: Annotated[str, typer.Option("--from", metavar="JOUR", help="Premier jour, compris.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="JOUR", help="Dernier jour, compris.")] = "",
    form: _Format = "text",
) -> int:
    """Les séances du calendrier."""
    a_format(form)
    begin, end = (a_day(first) if first else None), (a_day(last) if last else None)

    async def look(store: Store, _settings: Preferences) -> tuple[SessionLine, ...]:
        return await list_sessions(store, begin=begin, end=end)

    lines = kit_of(context).read(look)
    if form == "json":
        say(as_json([one.as_dict() for one in lines]))
    elif lines:
        show(_sessions_table(lines))
    else:
        tell("Aucune séance : importez un calendrier (allo import), ou lancez allo serve.")
    return 0


def plan(
    context: typer.Context,
    days: Annotated[str, typer.Option("--days", metavar="N", help="Nombre de jours.")] = "7",
    form: _Format = "text",
) -> int:
    """L'agenda des prochains jours : ce qui est dû, à quel moment."""
    a_format(form)
    ahead = a_count(days, most=400)
    kit = kit_of(context)

    async def look(store: Store, settings: Preferences) -> Agenda:
        return await show_agenda(store, rules=settings.rules(), now=kit.clock.now(), days=ahead)

    agenda = kit.read(look)
    if form == "json":
        say(as_json(agenda.as_dict()))
        return 0
    show(_agenda_table(agenda))
    for session, warning in agenda.warnings:
        say(f"attention, séance du {session.date} à {session.time:%H:%M} : {warning.text}")
    return 0


def _sessions_table(lines: tuple[SessionLine, ...]) -> Table:
    table = _table("séance", "titre", "genre", "artiste", "animateur", "état")
    for line in lines:
        one = line.session
        when = f"{day(one.date)} {one.time:%H:%M}"
        state = "à programmer" if one.status is Status.PLANNED and not one.programmed else _STATUS[one.status]
        essai = " (essai)" if one.rehearsal else ""
        table.add_row(
            when, one.title, KINDS[one.kind.value], " + ".join(line.artists), " + ".join(line.hosts), state + essai
        )
    return table


def _agenda_table(agenda: Agenda) -> RenderableType:
    if not agenda.lines:
        return Text("Rien de dû dans ces jours.")
    table = _table("heure locale", "UTC", "séance", "ce qui est dû", "téléphones")
    for line in agenda.lines:
        local, utc = line.local, line.due
        name = f"{line.session.date} {line.session.time:%H:%M} {line.session.title}".strip()
        calls = str(line.calls) if line.calls else ""
        table.add_row(f"{day(local.date())} {local:%H:%M}", f"{utc:%Y-%m-%d %H:%M}", name, line.label, calls)
    return Group(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
