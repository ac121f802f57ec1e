"""Who is behind a number or a party, and which structure registered them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from allo.domain.people import Artist, DutyOfficer, Group, Host, Listener
from allo.domain.records import Mode
from allo.domain.structures import Structure

STAFF = frozenset({"artist", "host", "duty"})  # their connections are in no figure


@dataclass(frozen=True, slots=True)
class _Entry:
    """One registered party: what it is, its name and how it is reached."""

    party: str
    name: str
    number: str
    telephone: str = ""
    structure: int | None = None

    @property
    def role(self) -> str:
        return self.party.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Directory:
    """The registered parties. A party is "listener:12", "group:3", "artist:1", "host:2", "duty:5", "structure:4"."""

    by_party: Mapping[str, _Entry] = field(default_factory=dict)
    by_number: Mapping[str, tuple[_Entry, ...]] = field(default_factory=dict)

    def staff_role(self, number: str) -> str:
        """ "artist", "host" or "duty" where the number belongs to one, else ""."""
        return next((one.role for one in self.by_number.get(number, ()) if one.role in STAFF), "")

    def structure_of(self, number: str, party: str, mode: Mode) -> int | None:
        """The structure that registered this caller: the party's own, else that of the number, where a group comes
        first for a collective connection, a listener first otherwise, and the structure's own referent last."""
        known = self.by_party.get(party)
        if known is not None and known.structure is not None:
            return known.structure
        return next((one.structure for one in self._likely(number, mode) if one.structure is not None), None)

    def party_name(self, party: str) -> str:
        """The party's name, joined by « et » with those who share its telephone; "" where unknown."""
        known = self.by_party.get(party)
        if known is None:
            return ""
        if known.role != "listener" or not known.number:
            return known.name
        return self._joined(known.number, lambda one: one.role == "listener" and one.telephone == known.telephone)

    def caller_name(self, number: str, mode: Mode) -> str:
        """Who is registered at this number, those who share it joined by « et »; "" where unknown."""
        role = self.staff_role(number) or next((one.role for one in self._likely(number, mode)), "")
        return self._joined(number, lambda one: one.role == role)

    def _likely(self, number: str, mode: Mode) -> list[_Entry]:
        first = "group" if mode is Mode.COLLECTIVE else "listener"
        callers = [one for one in self.by_number.get(number, ()) if one.role not in STAFF]
        return sorted(callers, key=lambda one: (one.role == "structure", one.role != first))

    def _joined(self, number: str, fits: Callable[[_Entry], bool]) -> str:
        return " et ".join(dict.fromkeys(one.name for one in self.by_number.get(number, ()) if fits(one)))


def directory_of(
    *,
    structures: Iterable[Structure] = (),
    listeners: Iterable[Listener] = (),
    groups: Iterable[Group] = (),
    artists: Iterable[Artist] = (),
    hosts: Iterable[Host] = (),
    duty: Iterable[DutyOfficer] = (),
) -> Directory:
    entries = [_Entry(f"structure:{one.id}", one.name, one.referent_number, structure=one.id) for one in structures]
    entries += [
        _Entry(f"listener:{one.id}", _full_name(one), one.number, one.telephone.key, one.structure) for one in listeners
    ]
    entries += [
        _Entry(f"group:{one.id}", one.name, one.number, one.telephone.key, one.structure or None) for one in groups
    ]
    entries += [_Entry(f"artist:{one.id}", one.name, one.number) for one in artists]
    entries += [_Entry(f"host:{one.id}", one.name, one.number, structure=one.structure) for one in hosts]
    entries += [_Entry(f"duty:{one.id}", one.name, one.number) for one in duty]
    by_number: dict[str, tuple[_Entry, ...]] = {}
    for entry in entries:
        if entry.number:
            by_number[entry.number] = (*by_number.get(entry.number, ()), entry)
    return Directory({entry.party: entry for entry in entries}, by_number)


def _full_name(listener: Listener) -> str:
    return f"{listener.first_name} {listener.last_name}".strip()
