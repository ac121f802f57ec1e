"""What an import has to say: refused rows, warnings, people whose agreement is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allo.app.importing.sheets import SHEETS


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused row. `faults`: (column, « value » and reason); printed on one line."""

    sheet: str
    line: int
    faults: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.sheet}, ligne {self.line}, " + " ; ".join(
            f"{column} : {reason}" for column, reason in self.faults
        )


@dataclass(frozen=True, slots=True)
class Count:
    """Records of one sheet that were, or would be, added, changed or met unchanged."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do. `written`: it stands in the store. `to_collect`: « accord à recueillir »."""

    counts: Mapping[str, Count]
    warnings: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    to_collect: tuple[str, ...]
    written: bool

    @property
    def clean(self) -> bool:
        """No row was refused: exit 0."""
        return not self.refusals


@dataclass(slots=True)
class Notes:
    """Gathers what there is to say while rows are read and merged."""

    warnings: dict[str, None] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    to_collect: list[str] = field(default_factory=list)

    def refuse(self, sheet: str, line: int, *faults: tuple[str, str]) -> None:
        self.refusals.append(Refusal(sheet, line, faults))

    def warn(self, text: str) -> None:
        """The same warning twice is one."""
        self.warnings[text] = None

    def report(self, counts: Mapping[str, Count], written: bool) -> ImportReport:
        order = {sheet: place for place, sheet in enumerate(SHEETS)}
        refusals = sorted(self.refusals, key=lambda refusal: (order[refusal.sheet], refusal.line))
        return ImportReport(counts, tuple(self.warnings), tuple(refusals), tuple(self.to_collect), written)
