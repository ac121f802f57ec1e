"""Draw a new code for a structure, an artist or a host: the old one opens nothing any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allo.app.lookups.codes import CodeLine, code_lines, naming
from allo.app.ports import Ids, Store, UnitOfWork
from allo.domain.errors import AlloError
from allo.domain.records import Change, Code

DIGITS = 8


class UnknownName(AlloError):
    """Nobody, or more than one, goes by this name."""


async def redraw_code(store: Store, name: str, *, ids: Ids, who: str, now: datetime) -> CodeLine:
    """Raises UnknownName."""
    async with store.write() as uow:
        line = _one(naming(await code_lines(uow), name), name)
        digits = await _fresh(uow, ids)
        held = await uow.codes.find(party=line.party)
        for code in held:
            await uow.codes.save(replace(code, digits=digits, drawn_at=now))
        if not held:
            await uow.codes.add(Code(party=line.party, digits=digits, drawn_at=now))
        await uow.trail.add(Change(at=now, who=who, what="code_redrawn", subject=line.party))
    return replace(line, digits=digits, drawn_at=now)


def _one(found: tuple[CodeLine, ...], name: str) -> CodeLine:
    if not found:
        raise UnknownName(f"« {name} » : ni structure, ni artiste, ni animateur de ce nom.")
    if len(found) > 1:
        names = ", ".join(f"« {one.name} »" for one in found[:6])
        raise UnknownName(f"« {name} » désigne plusieurs codes ({names}) : écrivez le nom entier.")
    return found[0]


async def _fresh(uow: UnitOfWork, ids: Ids) -> str:
    """Digits that nobody has."""
    taken = {one.digits for one in await uow.codes.find()}
    while (digits := ids.digits(DIGITS)) in taken:
        pass
    return digits
