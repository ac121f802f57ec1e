"""How people are named aloud: a first name, a group's name; never on a line where anybody could listen in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allo.app.ports import Table, UnitOfWork
from allo.domain.people import Listener
from allo.domain.room import Seat
from ivr_flows.catalogue import Catalogue
from ivr_flows.spoken import spoken_list


async def party_name(uow: UnitOfWork, party: str) -> str:
    """The name of a party, "" where it has none (a stranger, a structure's own telephone)."""
    kind, _, number = party.partition(":")
    if not number.isdecimal():
        return ""
    tables: Mapping[str, Table[Any]] = {
        "listener": uow.listeners,
        "group": uow.groups,
        "artist": uow.artists,
        "host": uow.hosts,
        "structure": uow.structures,
    }
    record = await tables[kind].get(int(number)) if kind in tables else None
    if record is None:
        return ""
    return await _first_names(uow, record) if isinstance(record, Listener) else str(record.name)


async def _first_names(uow: UnitOfWork, listener: Listener) -> str:
    """Those who share a telephone are named together: nobody knows who of them holds it."""
    if not listener.shared_line:
        return listener.first_name
    there = await uow.listeners.find(number=listener.number)
    return spoken_list([one.first_name for one in there if one.telephone == listener.telephone])


async def spoken_name(uow: UnitOfWork, catalogue: Catalogue, seat: Seat) -> str:
    """The name of who sits there, or « une personne »."""
    return await party_name(uow, seat.party) or catalogue.words("app.someone", {}).text
