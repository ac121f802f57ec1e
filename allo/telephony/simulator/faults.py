"""Faults a provider can have, for tests: what is asked of it fails before or after it was done, or is put off; events
come late, twice, or in another order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from allo.domain.events import Event

Wire = Callable[[Event], Sequence[float]]
"""For each event the delays (seconds) after which a copy of it arrives; none: it is lost."""


def faithful(event: Event) -> Sequence[float]:
    return (0.0,)


@dataclass(frozen=True, slots=True)
class Fault:
    """`error`: what the caller of the port gets; `done`: the thing was done all the same."""

    error: Exception
    done: bool = False


@dataclass(slots=True)
class Faults:
    """`decide(verb, key)`: asked where none is queued; verbs: dial, instruct, hang_up, order, snapshot, trace;
    key: the call (the room of an announcement)."""

    queued: dict[str, list[Fault]] = field(default_factory=dict)
    decide: Callable[[str, str], Fault | None] = lambda verb, key: None

    def next(self, verb: str, error: Exception, *, done: bool = False, times: int = 1) -> None:
        """The next `times` requests of this verb fail so."""
        self.queued.setdefault(verb, []).extend([Fault(error, done)] * times)

    def draw(self, verb: str, key: str) -> Fault | None:
        waiting = self.queued.get(verb)
        return waiting.pop(0) if waiting else self.decide(verb, key)
