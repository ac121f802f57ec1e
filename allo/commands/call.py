"""`allo call`: a handset in the terminal that rings the line of the running server, on the built-in exchange."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from typing import Annotated

import typer

from allo.commands.french import FrenchCommand
from allo.commands.handset import HELP, Owner, TerminalHandset
from allo.commands.kit import Preferences, kit_of
from allo.commands.printing import say, tell
from allo.commands.sockets import SOCKET, short_path
from allo.domain.errors import AlloError
from allo.domain.phone_numbers import pretty, read

_NUMBER = "01 99 00 99 99"  # of the range that Arcep keeps for fiction
_PIECE = 4096


class NoServer(AlloError):
    """Nobody listens where handsets connect."""


class LineInUse(AlloError):
    """Somebody is on the telephone at that number."""


def add_to(application: typer.Typer) -> None:
    application.command("call", cls=FrenchCommand)(call)


def call(
    context: typer.Context,
    number: Annotated[str, typer.Option("--number", metavar="NUMÉRO", help="Qui appelle.")] = _NUMBER,
    withheld: Annotated[bool, typer.Option("--masque", help="Appelle en numéro masqué.")] = False,
    rotary: Annotated[
        bool, typer.Option("--cadran", help="Un téléphone à cadran : ses touches ne s'entendent pas.")
    ] = False,
    waits: Annotated[bool, typer.Option("--attendre", help="N'appelle pas : attend que le téléphone sonne.")] = False,
) -> int:
    """Un téléphone dans le terminal : appelle Allô (allo serve), écrit ce qu'on entend, fait ce qu'on tape."""
    settings = kit_of(context).settings()
    owner = Owner(read(number), settings.line_number, rotary=rotary, withheld=withheld, waits=waits)
    _say(f"{pretty(owner.number)} {'attend un appel' if waits else f'appelle le {pretty(owner.line)}'}.")
    _say(HELP)
    return asyncio.run(_call(settings, owner))


async def _call(settings: Preferences, owner: Owner) -> int:
    place = settings.data_dir / SOCKET
    try:
        with short_path(place) as short:
            there = await TerminalHandset(short, owner, _say).use(_typed())
    except OSError:
        raise NoServer(f"Aucun serveur ne répond ({place}) : lancez « allo serve » dans un autre terminal.") from None
    except ValueError:
        raise LineInUse(f"Le {pretty(owner.number)} est déjà en communication : prenez un autre --number.") from None
    if not there:
        tell("Le serveur s'est arrêté : la ligne est coupée.")
    return 0 if there else 1


def _typed() -> asyncio.Queue[str | None]:
    """The lines of standard input as they come; None at their end. On a thread that nothing waits for, since one who
    types nothing holds it."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def put(line: str | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(lines.put_nowait, line)

    def read_all() -> None:
        rest = b""
        while piece := os.read(sys.stdin.fileno(), _PIECE):
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                put(line.decode(errors="replace"))
        if rest:
            put(rest.decode(errors="replace"))
        put(None)

    threading.Thread(target=read_all, daemon=True).start()
    return lines


def _say(line: str) -> None:
    say(line)
    sys.stdout.flush()
