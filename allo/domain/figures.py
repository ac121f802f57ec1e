"""The figures of a period, and their form under the keys of the report (DATA.md, section Report)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median


@dataclass(frozen=True, slots=True)
class Period:
    """Local dates, both included. `year` where it is a whole calendar year asked for as such."""

    first: date
    last: date
    year: int | None = None

    @staticmethod
    def of_year(year: int) -> Period:
        return Period(date(year, 1, 1), date(year, 12, 31), year)

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Month:
    """`month`: "2021-03"; sessions held, their connections and people."""

    month: str
    sessions: int
    connections: int
    participants: int


@dataclass(frozen=True, slots=True)
class Partners:
    """The structures that were partners in the period, and how many of them are what."""

    total: int = 0
    new: int = 0
    non_members: int = 0
    priority_district: int = 0
    audiences: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """Answers to one survey question: how many, and the sum of their values."""

    answers: int
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts all shares, means and medians are made from. `returning`: listeners present at two sessions or more;
    `minutes`: those of each connection whose departures are all known."""

    period: Period
    sessions_held: int
    sessions_cancelled: int
    sessions_by_kind: Mapping[str, int]
    artists: int
    programming_structures: int
    partners: Partners
    connections: int
    group_connections: int
    individual_connections: int
    scouting_connections: int
    short_calls: int
    participants: int
    distinct_listeners: int
    returning: int
    spoke: int
    minutes: tuple[float, ...]
    months: tuple[Month, ...]
    survey: Mapping[str, Question]


def share(part: float, whole: int) -> float | None:
    """A fraction, a mean; None where it rests on nothing."""
    return part / whole if whole else None


def as_dict(figures: Figures, hidden: Collection[str] = ()) -> dict[str, object]:
    """The report under DATA.md's keys, in its order. `hidden`: keys to be null, those inside a list or map written
    "by_month.2021-03.connections", "survey.CODE"."""
    period, partners = figures.period, figures.partners
    report: dict[str, object] = (
        {"from": period.first.isoformat(), "to": period.last.isoformat()}
        if period.year is None
        else {"year": period.year}
    )
    report |= {
        "sessions_held": figures.sessions_held,
        "sessions_cancelled": figures.sessions_cancelled,
        "sessions_by_kind": dict(figures.sessions_by_kind),
        "artists": figures.artists,
        "programming_structures": figures.programming_structures,
        "partner_structures": partners.total,
        "new_structures": partners.new,
        "non_member_share": share(partners.non_members, partners.total),
        "qpv_share": share(partners.priority_district, partners.total),
        "audience_shares": {code: share(count, partners.total) for code, count in partners.audiences.items()},
    }
    report |= {key: None if key in hidden else value for key, value in _people(figures).items()}
    report["by_month"] = [_month(one, hidden) for one in figures.months]
    report["survey"] = {code: _question(code, one, hidden) for code, one in figures.survey.items()}
    return report


def _people(figures: Figures) -> dict[str, object]:
    return {
        "connections": figures.connections,
        "group_connections": figures.group_connections,
        "individual_connections": figures.individual_connections,
        "scouting_connections": figures.scouting_connections,
        "short_calls": figures.short_calls,
        "participants": figures.participants,
        "mean_participants": share(figures.participants, figures.sessions_held),
        "mean_connections": share(figures.connections, figures.sessions_held),
        "median_minutes": median(figures.minutes) if figures.minutes else None,
        "distinct_listeners": figures.distinct_listeners,
        "returning_share": share(figures.returning, figures.distinct_listeners),
        "spoke_share": share(figures.spoke, figures.connections),
    }


def _month(month: Month, hidden: Collection[str]) -> dict[str, object]:
    counts = {"connections": month.connections, "participants": month.participants}
    shown = {key: None if f"by_month.{month.month}.{key}" in hidden else value for key, value in counts.items()}
    return {"month": month.month, "sessions": month.sessions, **shown}


def _question(code: str, one: Question, hidden: Collection[str]) -> dict[str, object]:
    if f"survey.{code}" in hidden:
        return {"n": None, "mean": None}
    return {"n": one.answers, "mean": share(one.total, one.answers)}
