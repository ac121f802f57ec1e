"""The count of rings: what the tests of "never twice" read. It outlives Allô."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Ring:
    """A telephone that was reached for by Allô."""

    at: datetime
    call: str
    number: str


@dataclass(slots=True)
class Rings:
    """`log`: telephones reached, in order; `asked`: how many times each call id was asked for."""

    log: list[Ring] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)

    def of_number(self, number: str) -> int:
        return sum(1 for ring in self.log if ring.number == number)

    def of_call(self, call: str) -> int:
        return sum(1 for ring in self.log if ring.call == call)

    @property
    def asked_twice(self) -> list[str]:
        return [call for call, count in self.asked.items() if count > 1]
