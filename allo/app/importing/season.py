"""What the store holds, laid out for an import: one shelf per sheet, structures by name, the frame of the import."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from allo.app.importing.cells import BadCell, bad
from allo.app.importing.shelf import Shelf
from allo.domain.connections import WITHHELD
from allo.domain.errors import BadNumber
from allo.domain.names import normal
from allo.domain.people import Artist, DutyOfficer, Group, Host, Listener
from allo.domain.phone_numbers import read
from allo.domain.records import Presence
from allo.domain.sessions import Session
from allo.domain.structure_names import StructureNames
from allo.domain.structures import Structure
from allo.domain.territories import territory_of_department


@dataclass(frozen=True, slots=True)
class Frame:
    """The moment of the import, and the line and zone of the programme's slots."""

    now: datetime
    line: str
    zone: str


@dataclass(slots=True)
class Stock:
    """The stored records an import may meet."""

    structures: Iterable[Structure] = ()
    artists: Iterable[Artist] = ()
    hosts: Iterable[Host] = ()
    listeners: Iterable[Listener] = ()
    groups: Iterable[Group] = ()
    duty: Iterable[DutyOfficer] = ()
    sessions: Iterable[Session] = ()
    presences: Iterable[Presence] = ()


class Season:
    """The shelves, under the names of the tables of the store. Sessions of other lines only matter for overlaps."""

    def __init__(self, stock: Stock, frame: Frame) -> None:
        self.frame = frame
        self.structures = Shelf(Structure, lambda one: (normal(one.name), one.department), stock.structures)
        self.artists = Shelf(Artist, lambda one: normal(one.name), stock.artists)
        self.hosts = Shelf(Host, lambda one: normal(one.name), stock.hosts)
        self.listeners = Shelf(Listener, lambda one: (normal(one.first_name), one.number), stock.listeners)
        self.groups = Shelf(Group, lambda one: (normal(one.name), one.structure), stock.groups)
        self.duty = Shelf(DutyOfficer, lambda one: (normal(one.name), one.number), stock.duty)
        sessions = list(stock.sessions)
        here = [one for one in sessions if one.line in (frame.line, "")]
        self.elsewhere = [one for one in sessions if one.line not in (frame.line, "")]
        self.sessions = Shelf(Session, lambda one: (one.date, one.time), here)
        self.presences = Shelf(Presence, presence_key, stock.presences)
        self.names = Names()


def presence_key(presence: Presence) -> Hashable:
    """A withheld caller has no name to be matched by: its whole row is its key."""
    caller = normal(presence.caller)
    where = (presence.session, caller, presence.arrived_at)
    if caller != WITHHELD:
        return where
    details = (presence.left_at, presence.mode, presence.structure, presence.head_count, presence.spoke)
    return (*where, *details)


@dataclass(slots=True)
class Names:
    """Structures by the name a cell gives them; refreshed once the structures are merged."""

    _index: StructureNames = field(default_factory=StructureNames)
    _departments: dict[int, str] = field(default_factory=dict)

    def learn(self, structures: Iterable[Structure]) -> None:
        known = list(structures)
        self._index = StructureNames(known)
        self._departments = {one.id: one.department for one in known}

    def structure(self, name: str) -> Structure:
        """Raises BadCell where there is none such, or one in several departments."""
        found = self._index.find(name)
        if not found:
            raise bad(name, "n'est connue d'aucune feuille ni d'aucune fiche")
        if len(found) > 1:
            choices = " ou ".join(f"« {one.name} ({one.department}) »" for one in found)
            raise bad(name, f"existe dans plusieurs départements : écrivez {choices}")
        return found[0]

    def territory(self, structure: int | None) -> str:
        """The telephone region of a structure's numbers."""
        return territory_of_department(self.department(structure))

    def department(self, structure: int | None) -> str:
        return self._departments.get(structure or 0, "")

    def spelling(self, text: str) -> str:
        """Free text in the spelling of the structure it names, where it names one: with its department where two
        structures share the name."""
        found = self._index.find(text)
        return self._index.label(found[0]) if len(found) == 1 else text


def number(text: str, territory: str) -> str:
    """The E.164 form of a cell's number. Raises BadCell."""
    try:
        return read(text, territory)
    except BadNumber as fault:
        raise BadCell(str(fault)) from None
