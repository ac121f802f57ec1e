"""Show what is due in the next days: what `allo plan` shows. Reads only, also before anything has been planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from allo.app.planning.labels import MOMENT_LABELS
from allo.app.planning.moments import moments_by_session
from allo.app.planning.people import People, load_people
from allo.app.planning.series import occurrences_between, place_of, planned_between
from allo.app.ports import Store, UnitOfWork
from allo.domain.agenda import arranged, moments_of
from allo.domain.attendance_sheet import session_name
from allo.domain.planner import PlanWarning, close_by, warnings_for
from allo.domain.records import Moment, MomentName
from allo.domain.rules import Rules
from allo.domain.sessions import Session
from allo.domain.slots import default_slots

_LONGEST = timedelta(days=1)  # how long before now a session with something left to do may have begun


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One moment. `calls`: telephones it will ring, at most."""

    session: Session
    moment: Moment
    calls: int

    @property
    def due(self) -> datetime:
        assert self.moment.due is not None
        return self.moment.due

    @property
    def local(self) -> datetime:
        """In the zone of the session."""
        return self.due.astimezone(ZoneInfo(self.session.zone))

    @property
    def label(self) -> str:
        return MOMENT_LABELS[self.moment.name]

    def as_dict(self) -> dict[str, object]:
        one = self.session
        return {
            "session": session_name(one),
            "title": one.title,
            "kind": one.kind.value,
            "programmed": one.programmed,
            "moment": self.moment.name.value,
            "label": self.label,
            "local": self.local.isoformat(),
            "zone": one.zone,
            "utc": self.due.isoformat(),
            "calls": self.calls,
            "done": self.moment.done_at is not None,
            "result": self.moment.result or None,
        }


@dataclass(frozen=True, slots=True)
class Agenda:
    """`warnings`: by session, in the order of their start."""

    lines: tuple[AgendaLine, ...]
    warnings: tuple[tuple[Session, PlanWarning], ...]

    def as_dict(self) -> dict[str, object]:
        return {
            "moments": [one.as_dict() for one in self.lines],
            "warnings": [
                {"session": session_name(session), "worry": one.worry.value, "text": one.text}
                for session, one in self.warnings
            ],
        }


async def show_agenda(store: Store | None, *, rules: Rules, now: datetime, days: int = 7, seats: int = 250) -> Agenda:
    """`store` None is an empty one; `seats`: the most lines the provider has in one room. Raises BadSlot."""
    until = now + timedelta(days=days)
    far = until + timedelta(minutes=rules.check_lead_minutes)
    if store is None:
        bare = planned_between(default_slots(rules), (), rules, now, far)
        return _agenda(_computed(bare.values(), rules), People(rules.zone), rules, (now, until), seats)
    async with store.read() as uow:
        due = await _due(uow, rules, now, far)
        people = await load_people(uow, rules.zone)
    return _agenda(due, people, rules, (now, until), seats)


Due = list[tuple[Session, tuple[Moment, ...]]]


async def _due(uow: UnitOfWork, rules: Rules, now: datetime, far: datetime) -> Due:
    """The sessions as they will be once the calendar is planned, with their moments as they will be arranged."""
    sessions = await uow.sessions_between(now - _LONGEST, far)
    stored = await moments_by_session(uow, [one.id for one in sessions])
    due: Due = []
    for one in sessions:
        here = stored.get(one.id, [])
        due.append((one, arranged(one, here, rules, now).made_to(here)))
    taken = {place_of(one) for one in sessions}
    wanted = await occurrences_between(uow, rules, now, far)
    return due + _computed((one for place, one in wanted.items() if place not in taken), rules)


def _computed(sessions: Iterable[Session], rules: Rules) -> Due:
    return [(one, moments_of(one, rules)) for one in sessions]


def _agenda(due: Due, people: People, rules: Rules, between: tuple[datetime, datetime], seats: int) -> Agenda:
    begin, until = between
    lines = [
        AgendaLine(session, moment, _calls(moment.name, session, people))
        for session, moments in sorted(due, key=lambda one: one[0].starts_at)
        for moment in moments
        if moment.due is not None and begin <= moment.due < until
    ]
    coming = sorted({one.session for one in lines}, key=lambda one: (one.starts_at, one.line))
    warnings = [(one, found) for one in coming for found in _warnings(one, coming, people, rules, seats)]
    return Agenda(tuple(sorted(lines, key=lambda one: one.due)), tuple(warnings))


def _calls(name: MomentName, session: Session, people: People) -> int:
    match name:
        case MomentName.CALL_HOST:
            return len(people.hosts_of(session))
        case MomentName.CALL_ARTIST:
            return len(people.artists_of(session))
        case MomentName.WAVE:
            return len(people.wave(session).callees)
    return 0


def _warnings(
    session: Session, others: Iterable[Session], people: People, rules: Rules, seats: int
) -> tuple[PlanWarning, ...]:
    callees = len(people.wave(session).callees)
    return warnings_for(session, callees, rules, seats) + close_by(session, others, rules)
