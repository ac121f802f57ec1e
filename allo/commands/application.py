"""The command `allo`: its parts, put together. `allo/__main__.py` adds those that run the whole service."""

from __future__ import annotations

from typing import Protocol

import typer

from allo.commands import attendance, codes, database, dial, doctor, flows, import_spreadsheets, report, sessions
from allo.commands.french import group


class Part(Protocol):
    """A module (or object) that adds its commands."""

    def add_to(self, application: typer.Typer) -> None: ...


_PARTS: tuple[Part, ...] = (import_spreadsheets, sessions, attendance, report, codes, dial, flows, doctor, database)


def application(*more: Part) -> typer.Typer:
    """`more`: parts that only the composition root can make, listed first: serve, demo, call."""
    allo = group("Allô l'artiste : l'art et la parole, au bout d'un téléphone ordinaire.")
    allo.callback()(lambda: None)
    for part in (*more, *_PARTS):
        part.add_to(allo)
    return allo
