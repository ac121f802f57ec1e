"""Show the eight-digit codes of structures, artists and hosts."""

from __future__ import annotations

from allo.app.lookups.codes import CodeLine, code_lines, naming
from allo.app.ports import Store


async def show_codes(store: Store, text: str = "") -> tuple[CodeLine, ...]:
    """Those whose name contains this text, whatever its accents and case; all where it is empty."""
    async with store.read() as uow:
        lines = await code_lines(uow)
    return naming(lines, text)
