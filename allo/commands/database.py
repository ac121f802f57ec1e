"""`allo db`: the database brought up to this program."""

from __future__ import annotations

import asyncio

import typer

from allo.commands.french import FrenchCommand, group
from allo.commands.kit import kit_of
from allo.commands.printing import say


def add_to(application: typer.Typer) -> None:
    database = group("La base de données.")
    database.callback()(lambda: None)  # keeps `upgrade` a sub-command, though it is alone
    database.command("upgrade", cls=FrenchCommand)(upgrade)
    application.add_typer(database, name="db")


def upgrade(context: typer.Context) -> int:
    """Crée la base, ou la met à la version de ce programme."""
    kit = kit_of(context)
    settings = kit.settings()

    async def bring_up() -> str:
        return await kit.upgrade(settings)

    say(f"La base est à la version {asyncio.run(bring_up())}.")
    return 0
