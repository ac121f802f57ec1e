"""Who may have an eight-digit code, and by which name they are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allo.app.ports import UnitOfWork
from allo.domain.names import normal


@dataclass(frozen=True, slots=True)
class CodeLine:
    """Whose code it is. `kind`: structure, artist or host; `digits`: "" where none was drawn yet."""

    party: str
    name: str
    digits: str = ""
    drawn_at: datetime | None = None

    @property
    def kind(self) -> str:
        return self.party.partition(":")[0]


async def code_lines(uow: UnitOfWork) -> tuple[CodeLine, ...]:
    """Everybody who may have a code: structures, then artists, then hosts, each by name."""
    drawn = {one.party: one for one in await uow.codes.find()}
    named = {f"structure:{one.id}": f"{one.name} ({one.department})" for one in await uow.structures.find()}
    named |= {f"artist:{one.id}": one.name for one in await uow.artists.find()}
    named |= {f"host:{one.id}": one.name for one in await uow.hosts.find()}
    lines = [
        CodeLine(party, name, drawn[party].digits, drawn[party].drawn_at) if party in drawn else CodeLine(party, name)
        for party, name in named.items()
    ]
    order = {"structure": 0, "artist": 1, "host": 2}
    return tuple(sorted(lines, key=lambda one: (order[one.kind], normal(one.name))))


def naming(lines: Iterable[CodeLine], text: str) -> tuple[CodeLine, ...]:
    """Those of exactly this name, with or without its department; else those whose name contains the text."""
    wanted, every = normal(text), tuple(lines)
    exact = tuple(one for one in every if wanted in (normal(one.name), normal(one.name).rpartition(" (")[0]))
    if exact and wanted:
        return exact
    return tuple(one for one in every if wanted in normal(one.name))
