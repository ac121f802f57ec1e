"""How a party is reached, as the records stand at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from allo.app.ports import UnitOfWork
from allo.domain.callees import Callee, of_artist, of_group, of_host, of_listener, of_officer, one_per_telephone
from allo.domain.ledger import Attempt
from allo.domain.people import Telephone
from allo.domain.structures import Structure

GONE = "n'est plus enregistré"
OTHER_NUMBER = "a changé de numéro"


async def callee_of(uow: UnitOfWork, party: str, zone: str, day: date) -> Callee | None:
    """The callee of one party, objections included; None for a stranger or a structure's own telephone, which never
    agreed to be called. `zone`: the programme's."""
    kind, _, number = party.partition(":")
    if not number.isdecimal():
        return None
    if kind in ("listener", "group"):
        return await _audience(uow, kind, int(number), zone, day)
    return await _staff(uow, kind, int(number), zone)


async def _audience(uow: UnitOfWork, kind: str, key: int, zone: str, day: date) -> Callee | None:
    if kind == "listener":
        listener = await uow.listeners.get(key)
        return of_listener(listener, await _structure(uow, listener.structure), zone, day) if listener else None
    group = await uow.groups.get(key)
    return of_group(group, await _structure(uow, group.structure), zone) if group else None


async def _staff(uow: UnitOfWork, kind: str, key: int, zone: str) -> Callee | None:
    match kind:
        case "artist" if (artist := await uow.artists.get(key)) is not None:
            return of_artist(artist, zone)
        case "host" if (host := await uow.hosts.get(key)) is not None:
            return of_host(host, await _structure(uow, host.structure), zone)
        case "duty" if (officer := await uow.duty.get(key)) is not None:
            return of_officer(officer, zone)
    return None


async def _structure(uow: UnitOfWork, key: int | None) -> Structure | None:
    return await uow.structures.get(key) if key else None


async def callee_of_row(uow: UnitOfWork, row: Attempt, zone: str, day: date) -> Callee:
    """Who may be rung by this row now: those of its parties who still agree and are still at that telephone. Where
    nobody is left, the callee has an objection."""
    found = [await callee_of(uow, party, zone, day) for party in row.parties]
    known = [_at(one, row.instrument) for one in found if one is not None]
    willing = [one for one in known if not one.objection]
    if willing:
        return one_per_telephone(willing)[0]
    return known[0] if known else Callee(row.instrument, row.parties, None, row.zone, objection=GONE)


def _at(callee: Callee, telephone: Telephone) -> Callee:
    if callee.telephone.key == telephone.key:
        return callee
    return replace(callee, objection=callee.objection or OTHER_NUMBER)


async def callees_of_parties(uow: UnitOfWork, parties: Iterable[str], zone: str, day: date) -> tuple[Callee, ...]:
    """One per telephone, of those who may be rung."""
    found = [await callee_of(uow, party, zone, day) for party in parties]
    return one_per_telephone(one for one in found if one is not None and not one.objection)
