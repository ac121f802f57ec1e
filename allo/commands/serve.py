"""`allo serve`: the whole service, until it is told to stop (SIGTERM, Ctrl-C). Calls are not hung up by a stop."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from allo.commands.french import FrenchCommand
from allo.commands.kit import kit_of
from allo.domain.errors import AlloError
from allo.logs import set_up_logs

_TALKATIVE = ("alembic", "apscheduler")  # libraries that tell each step


class NotThereYet(AlloError):
    """A provider that this version cannot speak to."""


def add_to(application: typer.Typer) -> None:
    application.command("serve", cls=FrenchCommand)(serve)


def serve(
    context: typer.Context,
    people: Annotated[
        bool, typer.Option("--people", help="Des gens simulés répondent aux numéros de la saison, comme dans la démo.")
    ] = False,
    exchange: Annotated[str, typer.Option("--exchange", hidden=True, metavar="PRISE")] = "",
) -> int:
    """Fait tourner Allô : séances, appels, salles. Ctrl-C l'arrête."""
    kit = kit_of(context)
    settings = kit.settings()
    if settings.telephony != "simulator":
        raise NotThereYet(
            f"ALLO_TELEPHONY = « {settings.telephony} » : cet opérateur n'est pas encore disponible. "
            "Mettez ALLO_TELEPHONY=simulator (le central intégré)."
        )
    set_up_logs(as_json=not sys.stderr.isatty())
    for library in _TALKATIVE:
        logging.getLogger(library).setLevel(logging.ERROR)
    from allo.commands.serving import run_service  # noqa: PLC0415 - aiohttp takes 0.3 s to load, other commands need none

    run_service(kit, settings, exchange, people=people)
    return 0
