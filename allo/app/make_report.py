"""Make the report of a period: whole tables are read once, the domain counts, secrecy hides where asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allo.app.ports import Store, UnitOfWork
from allo.domain.directory import directory_of
from allo.domain.evaluation import Filters, Season, UnknownStructure, evaluate
from allo.domain.figures import Period, as_dict
from allo.domain.secrecy import hidden_keys
from allo.domain.sessions import Status
from allo.domain.structure_names import StructureNames
from allo.domain.structures import Structure
from allo.domain.territories import read_department


@dataclass(frozen=True, slots=True)
class ReportFilters:
    """As they are typed; empty: all. All of them hold together."""

    structure: str = ""
    programmed_by: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """`figures`: DATA.md's keys, in order. `empty`: no session was held, the figures rest on nothing."""

    period: Period
    filters: ReportFilters
    public: bool
    empty: bool
    figures: dict[str, object]


async def make_report(
    store: Store, *, period: Period, filters: ReportFilters | None = None, public: bool = False
) -> Report:
    """Raises UnknownStructure where a filter names none, or one of several departments."""
    filters = filters or ReportFilters()
    async with store.read() as uow:
        season = await _season(uow, period)
    figures = evaluate(season, period, _resolved(filters, season.structures))
    report = as_dict(figures, hidden_keys(figures) if public else ())
    return Report(period, filters, public, figures.sessions_held == 0, report)


async def _season(uow: UnitOfWork, period: Period) -> Season:
    sessions = [one for one in await uow.sessions.find() if one.date in period]
    held = tuple(one.id for one in sessions if one.status is Status.HELD)
    structures = await uow.structures.find()
    directory = directory_of(
        structures=structures,
        listeners=await uow.listeners.find(),
        groups=await uow.groups.find(),
        artists=await uow.artists.find(),
        hosts=await uow.hosts.find(),
        duty=await uow.duty.find(),
    )
    return Season(
        sessions=sessions,
        structures=structures,
        presences=await uow.presences.find(session=held) if held else (),
        answers=await uow.answers.find(session=held) if held else (),
        directory=directory,
    )


def _resolved(filters: ReportFilters, structures: Sequence[Structure]) -> Filters:
    by = filters.programmed_by.strip()
    if not filters.structure.strip() and not filters.department.strip():
        return Filters(programmed_by=by)
    department = _department(filters.department)
    return Filters(frozenset(one.id for one in _structures(filters.structure, department, structures)), by)


def _department(text: str) -> str:
    code = read_department(text) if text.strip() else ""
    if code is None:
        raise UnknownStructure(f"« {text} » n'est pas un département (75, 2A, 971…).")
    return code


def _structures(name: str, department: str, structures: Sequence[Structure]) -> tuple[Structure, ...]:
    """One structure by its name, or all of the department where no name is given."""
    named = StructureNames(structures).find(name) if name.strip() else tuple(structures)
    if name.strip() and not named:
        raise UnknownStructure(f"« {name} » : aucune structure de ce nom.")
    fitting = tuple(one for one in named if not department or one.department == department)
    if name.strip() and len(fitting) > 1:
        choices = " ou ".join(f"« {one.name} ({one.department}) »" for one in fitting)
        raise UnknownStructure(f"« {name} » existe dans plusieurs départements : écrivez {choices}.")
    return fitting
