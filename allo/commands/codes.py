"""`allo codes`: the eight-digit codes that structures, artists and hosts dial; redrawn on demand."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from allo.app.lookups.codes import CodeLine
from allo.app.ports import Store
from allo.app.redraw_code import redraw_code
from allo.app.show_codes import show_codes
from allo.commands.french import FrenchCommand
from allo.commands.kit import Preferences, kit_of
from allo.commands.printing import say, show
from allo.documents.words import NOTHING, ROLES
from allo.domain.errors import AlloError

_WHO = "commande allo"  # in the trail


def add_to(application: typer.Typer) -> None:
    application.command("codes", cls=FrenchCommand)(codes)


def codes(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NOM", help="Une structure, un artiste ou un animateur.")] = "",
    redraw: Annotated[bool, typer.Option("--redraw", help="Tire un nouveau code : l'ancien n'ouvre plus.")] = False,
) -> int:
    """Montre les codes à huit chiffres ; avec --redraw, en tire un nouveau."""
    if redraw:
        if not name:
            raise typer.BadParameter("--redraw demande un NOM")
        _redraw(context, name)
        return 0

    async def look(store: Store, _settings: Preferences) -> tuple[CodeLine, ...]:
        return await show_codes(store, name)

    lines = kit_of(context).read(look)
    if name and not lines:
        raise AlloError(f"« {name} » : ni structure, ni artiste, ni animateur de ce nom.")
    show(_table(lines))
    return 0


def _redraw(context: typer.Context, name: str) -> None:
    kit = kit_of(context)

    async def draw(store: Store, _settings: Preferences) -> CodeLine:
        return await redraw_code(store, name, ids=kit.ids, who=_WHO, now=kit.clock.now())

    line = kit.write(draw)
    say(f"{line.name} : {_spaced(line.digits)}. L'ancien code n'ouvre plus.")


def _table(lines: tuple[CodeLine, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("qui", "nom", "code", "tiré le"):
        table.add_column(column, overflow="fold")
    for one in lines:
        drawn = f"{one.drawn_at:%d/%m/%Y}" if one.drawn_at else NOTHING
        table.add_row(ROLES[one.kind], one.name, _spaced(one.digits) or NOTHING, drawn)
    return table


def _spaced(digits: str) -> str:
    """ "1234 5678": read aloud and copied in two halves."""
    return f"{digits[:4]} {digits[4:]}".strip()
