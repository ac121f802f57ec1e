"""Who a number belongs to. A number can be forged: it opens the room, never anything personal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allo.app.ports import UnitOfWork
from allo.domain.people import Role
from allo.domain.records import Mode


@dataclass(frozen=True, slots=True)
class Identity:
    """`kind`: staff, listener, group, office (a referent's or structure's number) or stranger. `notes`: what the call's
    conversation needs later."""

    kind: str
    party: str = ""
    notes: Mapping[str, object] = field(default_factory=dict)


STRANGER = Identity("stranger", "", {"role": Role.GUEST.value, "mode": Mode.INDIVIDUAL.value})


async def identify(uow: UnitOfWork, number: str | None) -> Identity:
    """Staff first, then listeners, groups, structures."""
    if not number:
        return STRANGER
    searches = (
        ("artist", uow.artists.find(number=number)),
        ("host", uow.hosts.find(number=number)),
        ("listener", uow.listeners.find(number=number)),
        ("group", uow.groups.find(number=number)),
        ("structure", uow.structures.find(referent_number=number)),
    )
    found = [(kind, await search) for kind, search in searches]
    party = next((f"{kind}:{rows[0].id}" for kind, rows in found if rows), "")
    if party.startswith(("listener:", "group:")) and await _is_shared_by_many(uow, number):
        identity = await identity_of(uow, party)
        return _one_of_many(identity.notes.get("structure"))
    return await identity_of(uow, party)


async def _is_shared_by_many(uow: UnitOfWork, number: str) -> bool:
    """Several telephones stand behind this number, and none is the number alone."""
    listeners = [one.telephone for one in await uow.listeners.find(number=number)]
    groups = [one.telephone for one in await uow.groups.find(number=number)]
    known = {one.key: one for one in (*listeners, *groups)}
    return len(known) > 1 and all(one.extension or one.ask_for for one in known.values())


def _one_of_many(structure: object) -> Identity:
    """Somebody behind a switchboard that several people are called at: known, but not who."""
    notes = {"role": Role.LISTENER.value, "mode": Mode.INDIVIDUAL.value, "structure": structure}
    return Identity("listener", "", notes)


async def identity_of(uow: UnitOfWork, party: str) -> Identity:
    """What is known of a registered party."""
    kind, _, key = party.partition(":")
    match kind:
        case "artist" | "host":
            return Identity("staff", party, {"role": kind})
        case "listener":
            return await _listener(uow, party, int(key))
        case "group":
            return await _group(uow, party, int(key))
        case "structure":
            return await _office(uow, party, int(key))
    return STRANGER


async def _listener(uow: UnitOfWork, party: str, key: int) -> Identity:
    known = await uow.listeners.get(key)
    if known is None:
        return STRANGER
    notes: dict[str, object] = {
        "role": Role.LISTENER.value,
        "mode": Mode.INDIVIDUAL.value,
        "structure": known.structure,
        "pace": known.pace,
        "language": known.language,
        "no_keys": known.no_keys,
        "volume": known.volume,
        "behind": bool(known.extension or known.ask_for),
    }
    return Identity("listener", party, notes)


async def _group(uow: UnitOfWork, party: str, key: int) -> Identity:
    known = await uow.groups.get(key)
    if known is None:
        return STRANGER
    notes: dict[str, object] = {
        "role": Role.GROUP.value,
        "mode": Mode.COLLECTIVE.value,
        "structure": known.structure,
        "usual": known.usual_count,
        "behind": bool(known.extension or known.ask_for),
    }
    return Identity("group", party, notes)


async def _office(uow: UnitOfWork, party: str, key: int) -> Identity:
    """`planned`: the group this structure has planned; its usual head count."""
    groups = await uow.groups.find(structure=key)
    planned = next((one for one in groups if not one.stopped), None)
    notes: dict[str, object] = {
        "role": Role.SCOUT.value,
        "mode": Mode.SCOUTING.value,
        "structure": key,
        "planned": f"group:{planned.id}" if planned else "",
        "usual": planned.usual_count if planned else None,
    }
    return Identity("office", party, notes)
