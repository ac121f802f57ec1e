"""`allo dial next`: where calls leave one by one (`ALLO_DIAL_MODE=un_par_un`), a person lets the next one leave."""

from __future__ import annotations

from typing import Annotated

import typer

from allo.app.dial_next import NextCall, dial_next
from allo.app.find_session import find_session
from allo.app.ports import Store
from allo.commands.french import FrenchCommand, group
from allo.commands.kit import Preferences, kit_of
from allo.commands.printing import say


def add_to(application: typer.Typer) -> None:
    dial = group("Les appels à faire partir un par un.")
    dial.callback()(lambda: None)  # keeps `next` a sub-command, though it is alone
    dial.command("next", cls=FrenchCommand)(next_call)
    application.add_typer(dial, name="dial")


def next_call(
    context: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SÉANCE", help="AAAA-MM-JJ, ou AAAA-MM-JJTHH:MM.")],
) -> int:
    """Laisse partir le prochain appel de la séance ; le service en marche (allo serve) le passe."""
    kit = kit_of(context)

    async def free(store: Store, settings: Preferences) -> NextCall:
        async with store.read() as uow:
            found = await find_session(uow, session)
        return await dial_next(store, found, rules=settings.rules(), now=kit.clock.now())

    call = kit.write(free)
    who = f"{call.name}, {call.number}" if call.name else call.number
    when = "dès que l'artiste ou l'animateur est en ligne" if call.waits else "maintenant"
    say(f"Allô appelle {when} : {who}.")
    return 0
