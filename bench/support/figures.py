"""What a run was measured to be, and the table of several."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from itertools import pairwise

from allo.app.ports import Desk, Store, UnitOfWork
from allo.domain.calls import Listing
from allo.domain.events import Event
from ivr_flows.instructions import Pause, Play, Say


class CountingStore:
    """A store that counts the transactions it gives."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.writes = self.reads = 0

    @property
    def owner(self) -> str:
        return self._store.owner

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]:
        self.writes += 1
        return self._store.write()

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        self.reads += 1
        return self._store.read()

    async def is_alive(self, owner: str) -> bool:
        return await self._store.is_alive(owner)


class TimedDesk:
    """A desk whose reactions are timed: seconds from an event to its answer, all transactions and orders included.
    `answers`: of those events somebody on the telephone waits for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.reactions: list[float] = []
        self.answers: list[float] = []

    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        began = time.perf_counter()
        listing = await self._desk.react(event, can_reply)
        lasted = time.perf_counter() - began
        self.reactions.append(lasted)
        if can_reply:
            self.answers.append(lasted)
        return listing

    async def current(self, call: str) -> Listing:
        return await self._desk.current(call)

    async def waiting(self, room: str) -> tuple[Say | Play | Pause, ...]:
        return await self._desk.waiting(room)


@dataclass(frozen=True, slots=True)
class Figures:
    """One run. Seconds are real ones unless they are called simulated."""

    name: str
    simulated: float
    minutes: Sequence[float]  # the real seconds that each simulated minute took
    processor: float  # seconds of it, all threads together
    reactions: Sequence[float]
    answers: Sequence[float]
    writes: int
    reads: int
    people: int  # in rooms at once, at the most
    held: int
    missing: Sequence[str] = field(default_factory=tuple)  # what should have come out and did not

    @property
    def seconds(self) -> float:
        return sum(self.minutes)

    @property
    def speed(self) -> float:
        """How many times faster than real time."""
        return self.simulated / self.seconds

    @property
    def complete(self) -> bool:
        return not self.missing


def quantile(values: Sequence[float], share: float) -> float:
    """By nearest rank; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _thousandths(values: Sequence[float]) -> str:
    return " / ".join(f"{quantile(values, share) * 1000:.1f}" for share in (0.5, 0.95, 0.99))


def _column(one: Figures) -> list[str]:
    transactions = one.writes + one.reads
    return [
        one.name,
        f"{one.simulated / 60:.0f} min",
        f"{one.seconds:.1f} s",
        f"{one.processor:.1f} s",
        f"{one.speed:.1f} ×",
        f"{max(one.minutes):.1f} s",
        f"{one.people}",
        f"{one.held}",
        f"{len(one.reactions)}",
        f"{len(one.reactions) / one.seconds:.0f}",
        _thousandths(one.reactions),
        _thousandths(one.answers),
        f"{one.writes} + {one.reads}",
        f"{transactions / one.seconds:.0f}",
        f"{transactions / one.simulated:.0f}",
        "; ".join(one.missing) or "rien",
    ]


_ROWS = (
    "",
    "temps simulé",
    "temps réel",
    "dont processeur",
    "plus vite que le temps réel",
    "minute simulée la plus lente",
    "personnes en salle à la fois",
    "séances tenues",
    "événements",
    "événements par seconde",
    "réaction, p50 / p95 / p99 (ms)",
    "réponse attendue, p50 / p95 / p99 (ms)",
    "transactions, écriture + lecture",
    "transactions par seconde",
    "transactions par seconde simulée",
    "manque",
)


def table(found: Sequence[Figures]) -> str:
    """The runs side by side; under two of them, how many times as long the first took."""
    columns = [list(_ROWS), *(_column(one) for one in found)]
    widths = [max(len(cell) for cell in column) for column in columns]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in zip(*columns, strict=True)
    ]
    lines += [
        f"{one.name} / {other.name} : {one.seconds / other.seconds:.2f} × le temps" for one, other in pairwise(found)
    ]
    return "\n".join(lines)
