"""Structures by the name people write: `NOM`, or `NOM (75)` where two departments share it (DATA.md, "Import")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allo.domain.names import normal
from allo.domain.structures import Structure
from allo.domain.territories import read_department

_SUFFIXED = re.compile(r"(.+?)\s*\(([^()]+)\)")


class StructureNames:
    """An index of structures by the normal form of their name."""

    def __init__(self, structures: Iterable[Structure] = ()) -> None:
        self._by_name: dict[str, list[Structure]] = {}
        for structure in structures:
            self._by_name.setdefault(normal(structure.name), []).append(structure)

    def find(self, text: str) -> tuple[Structure, ...]:
        """The structures a text names; several where it lacks the department that tells them apart."""
        if found := self._by_name.get(normal(text)):
            return tuple(found)
        suffixed = _SUFFIXED.fullmatch(text.strip())
        if not suffixed:
            return ()
        department = read_department(suffixed[2])
        return tuple(one for one in self._by_name.get(normal(suffixed[1]), ()) if one.department == department)

    def label(self, structure: Structure) -> str:
        """The name that tells this structure from the others."""
        alone = len(self._by_name.get(normal(structure.name), ())) < 2
        return structure.name if alone else f"{structure.name} ({structure.department})"

    def key(self, text: str) -> str:
        """What tells two free texts apart: the structure they name where they name one, else their normal form."""
        found = self.find(text)
        return f"structure:{found[0].id}" if len(found) == 1 else normal(text)
