"""`allo attendance`: who was there, who was called and did not come."""

from __future__ import annotations

from typing import Annotated

import typer

from allo.app.ports import Store
from allo.app.show_attendance import show_attendance
from allo.commands.french import FrenchCommand
from allo.commands.kit import Preferences, kit_of
from allo.commands.printing import as_json, say, show
from allo.commands.values import a_format
from allo.documents.attendance_text import attendance_tables
from allo.domain.attendance_sheet import AttendanceSheet


def add_to(application: typer.Typer) -> None:
    application.command("attendance", cls=FrenchCommand)(attendance)


def attendance(
    context: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SÉANCE", help="AAAA-MM-JJ, ou AAAA-MM-JJTHH:MM.")],
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text ou json.")] = "text",
) -> int:
    """La feuille de présence d'une séance."""
    a_format(form)

    async def look(store: Store, _settings: Preferences) -> AttendanceSheet:
        return await show_attendance(store, session)

    sheet = kit_of(context).read(look)
    if form == "json":
        say(as_json(sheet.as_dict()))
    else:
        show(attendance_tables(sheet))
    return 0
