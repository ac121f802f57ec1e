"""Stays on the line and the time they make: DATA.md, `median_minutes`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

GAP = timedelta(minutes=5)  # stays that follow each other within this are one presence, the gap counted


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A time spent, both ends known (aware UTC, `end` never before `begin`)."""

    begin: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.begin


def merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Separate presences, in order: what overlaps or follows within `GAP` is one."""
    presences: list[Interval] = []
    for one in sorted(intervals):
        if presences and one.begin - presences[-1].end <= GAP:
            last = presences.pop()
            presences.append(Interval(last.begin, max(last.end, one.end)))
        else:
            presences.append(one)
    return tuple(presences)


def time_present(intervals: Iterable[Interval]) -> timedelta:
    """The time of all separate presences, added up."""
    return sum((one.length for one in merged(intervals)), timedelta())
