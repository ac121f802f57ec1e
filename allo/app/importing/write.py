"""Loads what an import may meet, writes what it changed, draws the codes of those it creates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from allo.app.importing.season import Season, Stock
from allo.app.importing.shelf import Shelf
from allo.app.ports import Ids, Table, UnitOfWork
from allo.domain.records import Code

_REFERENCES = {"structure": "structures", "session": "sessions", "artists": "artists", "hosts": "hosts"}
_WITH_CODE = {"structures": "structure", "artists": "artist", "hosts": "host"}
_ORDER = ("structures", "artists", "hosts", "listeners", "groups", "duty", "sessions", "presences")

Written = dict[tuple[str, int], int]  # (table, id in the season) → id in the store


async def load(uow: UnitOfWork, sheets: Collection[str]) -> Stock:
    """One query a table; the largest ones only where their sheet is there. Live presences are not a spreadsheet's."""
    return Stock(
        structures=await uow.structures.find(),
        artists=await uow.artists.find(),
        hosts=await uow.hosts.find(),
        listeners=await uow.listeners.find() if "auditeurs" in sheets else (),
        groups=await uow.groups.find() if "groupes" in sheets else (),
        duty=await uow.duty.find() if "permanence" in sheets else (),
        sessions=await uow.sessions.find() if {"seances", "presences"} & set(sheets) else (),
        presences=await uow.presences.find(live=False) if "presences" in sheets else (),
    )


async def write(uow: UnitOfWork, season: Season, ids: Ids, now: datetime) -> None:
    """In the caller's transaction."""
    written: Written = {}
    for name in _ORDER:
        shelf: Shelf[Any] = getattr(season, name)
        table: Table[Any] = getattr(uow, name)
        for record in shelf.added:
            stored = await table.add(_linked(replace(record, id=0), written))
            written[name, record.id] = stored.id
        for record in shelf.changed:
            await table.save(_linked(record, written))
    await _draw_codes(uow, written, ids, now)


def _linked(record: Any, written: Written) -> Any:
    """The record, its references to new records turned into their stored ids."""
    links: dict[str, Any] = {}
    for attribute, table in _REFERENCES.items():
        value = getattr(record, attribute, None)
        if isinstance(value, tuple):
            links[attribute] = tuple(written.get((table, one), one) for one in value)
        elif isinstance(value, int):
            links[attribute] = written.get((table, value), value)
    return replace(record, **links)


async def _draw_codes(uow: UnitOfWork, written: Written, ids: Ids, now: datetime) -> None:
    """Eight digits for each new structure, artist and host, never those of another."""
    created = [f"{_WITH_CODE[table]}:{stored}" for (table, _), stored in written.items() if table in _WITH_CODE]
    taken = {code.digits for code in await uow.codes.find()} if created else set()
    for party in created:
        while (digits := ids.digits(8)) in taken:
            pass
        taken.add(digits)
        await uow.codes.add(Code(party=party, digits=digits, drawn_at=now))
