"""Corrections of the attendance, made by a person afterwards; they outlive facts that arrive later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from allo.domain.connections import is_withheld
from allo.domain.errors import AlloError
from allo.domain.records import Mode, Presence


class UnknownPresence(AlloError):
    """No presence of this number."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What to change; None leaves as it is. `confirmed`: a line on probation was, or was not, a person."""

    head_count: int | None = None
    spoke: bool | None = None
    mode: Mode | None = None
    confirmed: bool | None = None

    def made_to(self, row: Presence) -> Presence:
        return replace(
            row,
            head_count=row.head_count if self.head_count is None else self.head_count,
            spoke=row.spoke if self.spoke is None else self.spoke,
            mode=self.mode or row.mode,
            confirmed=row.confirmed if self.confirmed is None else self.confirmed,
        )

    def trail(self, row: Presence) -> dict[str, object]:
        """The fields changed: {"head_count": [before, after]}."""
        names = [one.name for one in fields(self)]
        return {
            name: [getattr(row, name), getattr(self, name)]
            for name in names
            if getattr(self, name) not in (None, getattr(row, name))
        }


def keep_corrections(folded: Sequence[Presence], stored: Sequence[Presence]) -> tuple[Presence, ...]:
    """The folded presences with the ids of those already stored for the same stay, and what somebody corrected there
    left as corrected (on later stays of the same caller too)."""
    by_stay = {one.stay: one for one in stored if one.stay}
    corrected = {one.caller: one for one in stored if one.corrected_by and not is_withheld(one.caller)}
    return tuple(_kept(one, by_stay.get(one.stay), corrected.get(one.caller)) for one in folded)


def _kept(fresh: Presence, stored: Presence | None, of_caller: Presence | None) -> Presence:
    mended = stored if stored is not None and stored.corrected_by else of_caller
    if mended is not None:
        fresh = replace(
            fresh,
            head_count=mended.head_count,
            spoke=mended.spoke,
            mode=mended.mode,
            confirmed=mended.confirmed,
            corrected_by=mended.corrected_by,
        )
    return replace(fresh, id=stored.id) if stored is not None else fresh
