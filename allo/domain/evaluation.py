"""The yearly figures (DATA.md, section Report): pure, in full precision, without any personal data.

Only sessions that were held count unless said otherwise; rehearsals are in no figure. Shares are fractions of 1.
What rests on nothing is None (share, mean, median), 0 (count) or empty (list, map).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from allo.domain.connections import Connection, Standing, connections_of
from allo.domain.directory import STAFF, Directory
from allo.domain.errors import AlloError
from allo.domain.figures import Figures, Month, Partners, Period, Question
from allo.domain.records import Mode, Presence, SurveyAnswer
from allo.domain.sessions import Session, Status
from allo.domain.structure_names import StructureNames
from allo.domain.structures import Audience, Structure


class UnknownStructure(AlloError):
    """A filter names no structure, or one that stands in several departments."""


@dataclass(frozen=True, slots=True)
class Filters:
    """All hold together. `structures`: only these structures' connections (None: all); `programmed_by`: only the
    sessions of this name, a structure's or free text ("": all)."""

    structures: frozenset[int] | None = None
    programmed_by: str = ""

    def keep(self, structure: int | None) -> bool:
        return self.structures is None or structure in self.structures


@dataclass(frozen=True, slots=True)
class Season:
    """Everything the figures are made from, unsorted and unfiltered."""

    sessions: Sequence[Session] = ()
    structures: Sequence[Structure] = ()
    presences: Sequence[Presence] = ()
    answers: Sequence[SurveyAnswer] = ()
    directory: Directory = field(default_factory=Directory)


def evaluate(season: Season, period: Period, filters: Filters | None = None) -> Figures:
    """The figures of a period."""
    filters = filters or Filters()
    names = StructureNames(season.structures)
    sessions = [one for one in season.sessions if one.date in period and not one.rehearsal]
    if filters.programmed_by:
        by = names.key(filters.programmed_by)
        sessions = [one for one in sessions if names.key(one.programmed_by) == by]
    held = [one for one in sessions if one.status is Status.HELD]
    ids = {one.id for one in held}
    every = connections_of((row for row in season.presences if row.session in ids), season.directory)
    kept = [one for one in every if filters.keep(one.structure)]
    counted = [one for one in kept if one.standing is Standing.COUNTED]
    individual = [one for one in counted if one.mode is Mode.INDIVIDUAL]
    attended = _sessions_by_listener(individual)
    return Figures(
        period=period,
        sessions_held=len(held),
        sessions_cancelled=sum(one.status is Status.CANCELLED for one in sessions),
        sessions_by_kind=_tally(one.kind.value for one in held),
        artists=len({artist for one in held for artist in one.artists}),
        programming_structures=len({names.key(one.programmed_by) for one in held if one.programmed_by}),
        partners=_partners([one for one in season.structures if filters.keep(one.id)], period),
        connections=len(counted),
        group_connections=len(counted) - len(individual),
        individual_connections=len(individual),
        scouting_connections=sum(one.standing is Standing.SCOUTING for one in kept),
        short_calls=sum(one.standing is Standing.SHORT for one in kept),
        participants=sum(one.people for one in counted),
        distinct_listeners=len(attended),
        returning=sum(len(its) >= 2 for its in attended.values()),
        spoke=sum(one.spoke for one in counted),
        minutes=tuple(one.minutes for one in counted if one.minutes is not None),
        months=_months(held, counted),
        survey=_survey([one for one in season.answers if one.session in ids], every, season.directory, filters),
    )


def _sessions_by_listener(individual: Collection[Connection]) -> dict[str, set[int]]:
    attended: dict[str, set[int]] = {}
    for one in individual:
        if not one.withheld:
            attended.setdefault(one.key, set()).add(one.session)
    return attended


def _partners(structures: Collection[Structure], period: Period) -> Partners:
    partners = [
        one
        for one in structures
        if (one.joined_on is None or one.joined_on <= period.last)
        and (one.left_on is None or one.left_on >= period.first)
    ]
    return Partners(
        total=len(partners),
        new=sum(one.joined_on in period for one in structures),
        non_members=sum(not one.member for one in partners),
        priority_district=sum(bool(one.priority_district) for one in partners),
        audiences=_tally((one.audience or Audience.OTHER).value for one in partners),
    )


def _months(held: Collection[Session], counted: Collection[Connection]) -> tuple[Month, ...]:
    month_of = {one.id: f"{one.date:%Y-%m}" for one in held}
    sessions = _tally(month_of.values())
    lines = _tally(month_of[one.session] for one in counted)
    people: dict[str, int] = {}
    for one in counted:
        month = month_of[one.session]
        people[month] = people.get(month, 0) + one.people
    return tuple(Month(name, count, lines.get(name, 0), people.get(name, 0)) for name, count in sessions.items())


def _survey(
    answers: Collection[SurveyAnswer], connections: Iterable[Connection], directory: Directory, filters: Filters
) -> dict[str, Question]:
    """The answers of callers (staff left out), kept or not like the connection of the same party in that session."""
    where = {(one.session, row.party): one.structure for one in connections for row in one.rows if row.party}
    totals: dict[str, list[int]] = {}
    for one in answers:
        if one.party.partition(":")[0] in STAFF:
            continue
        registered = directory.structure_of("", one.party, Mode.INDIVIDUAL)
        if filters.keep(where.get((one.session, one.party), registered)):
            totals.setdefault(one.question, []).append(one.value)
    return {code: Question(len(values), sum(values)) for code, values in sorted(totals.items())}


def _tally(keys: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items()))
