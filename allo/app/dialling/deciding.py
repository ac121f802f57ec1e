"""May this planned call leave now? One question after the other, from cheap to dear; the first that answers decides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from allo.app.dialling.presence import is_there, may_be_called, room_of, said_ready, stage_expected, stage_is_set
from allo.app.dialling.reach import callee_of_row
from allo.app.dialling.rows import rows_at
from allo.app.dialling.traffic import Traffic
from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.domain.callees import Callee
from allo.domain.calling import No, WaitUntil, may_ring
from allo.domain.calls import Errand
from allo.domain.ledger import Attempt, Why
from allo.domain.people import Role
from allo.domain.records import TaskKind
from allo.domain.redial import count, earliest, is_staff, latest, limit_reached
from allo.domain.room import Room
from allo.domain.rules import DialMode
from allo.domain.sessions import Session

TOO_LATE = "trop tard"
_NOT_ABOUT_TODAY = (Why.NEWS, Why.RING_BACK)  # told or asked for whatever the session has become
_NO_GATE = (Why.NEWS, Why.RING_BACK, Why.DUTY, Why.CALL_BACK)


@dataclass(frozen=True, slots=True)
class Ring:
    callee: Callee


@dataclass(frozen=True, slots=True)
class Stay:
    """Not now; asked again at the next tick."""


@dataclass(frozen=True, slots=True)
class PutOff:
    due: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """Never; `task`: what a human is asked, None where nobody need be."""

    reason: str
    task: TaskKind | None = None


Decision = Ring | Stay | PutOff | Drop
STAY = Stay()


@dataclass(slots=True)
class Case:
    """One planned row and all that bears on it; what is dear to know is looked up once, when it is asked for."""

    house: House
    uow: UnitOfWork
    row: Attempt
    session: Session | None
    traffic: Traffic
    now: datetime
    _room: Room | None = None
    _room_known: bool = False
    _callee: Callee | None = None

    async def room(self) -> Room | None:
        if not self._room_known:
            self._room, self._room_known = await room_of(self.uow, self.session), True
        return self._room

    async def callee(self) -> Callee:
        if self._callee is None:
            day = self.session.date if self.session is not None else self.now.date()
            self._callee = await callee_of_row(self.uow, self.row, self.house.rules.zone, day)
        return self._callee

    @property
    def rehearsal(self) -> bool:
        return self.session is not None and self.session.rehearsal

    @property
    def freed(self) -> bool:
        return self.row.freed

    @property
    def for_help(self) -> bool:
        """A person pressed 0: they get the people on duty in every dial mode."""
        return self.row.why is Why.DUTY and self.row.help is not None


Question = Callable[[Case], Awaitable[Decision | None]]


async def decide(case: Case) -> Decision:
    for question in _QUESTIONS:
        answer = await question(case)
        if answer is not None:
            return answer
    return Ring(await case.callee())


async def _is_wanted(case: Case) -> Decision | None:
    row = case.row
    if case.for_help:
        request = await case.uow.helps.get(row.help or 0)
        return None if request is not None and request.state == "ringing" else Drop("l'appelant a raccroché")
    if row.why in _NOT_ABOUT_TODAY or may_be_called(case.session):
        return None
    return Drop("la séance n'a pas lieu")


async def _in_time(case: Case) -> Decision | None:
    rules = case.house.rules
    if case.now > latest(case.row, case.session, rules):
        spare = case.row.why is Why.DUTY or await _is_spared(case)
        return Drop(TOO_LATE, None if spare else TaskKind.MISSED)
    begin = earliest(case.row, case.session, rules, is_staff(case.row))
    return STAY if begin is not None and case.now < begin else None


async def _is_spared(case: Case) -> bool:
    """Nobody misses them: they are or were in the room, or are not to be rung any more."""
    return bool((await case.callee()).objection) or await is_there(case.uow, await case.room(), case.row)


async def _is_commanded(case: Case) -> Decision | None:
    """`un_par_un`: each call waits for a person's click or key, and for the one that rings."""
    if case.house.rules.dial_mode is not DialMode.ONE_BY_ONE or case.for_help:
        return None
    return STAY if not case.freed or case.traffic.is_ringing else None


async def _stage_is_ready(case: Case) -> Decision | None:
    """Nobody is rung before host or artist is on the line or has said « je suis prêt »; the promise is kept when it
    begins. Where nobody else is on stage the people on duty are rung; where somebody is, they need not be."""
    row, session = case.row, case.session
    if row.why is Why.DUTY and not case.for_help:
        ready = session is not None and await stage_expected(case.uow, session, case.now)
        return Drop("la scène est prête") if ready else None
    if session is None or row.why in _NO_GATE or is_staff(row) or case.house.rules.dial_mode is DialMode.NEVER:
        return None
    if row.why is Why.PROMISED:
        return None if stage_is_set(await case.room()) else STAY
    return None if await _ready(case) else STAY


async def _ready(case: Case) -> bool:
    if stage_is_set(await case.room()):
        return True
    return case.session is not None and await said_ready(case.uow, case.session)


async def _line_is_free(case: Case) -> Decision | None:
    if await is_there(case.uow, await case.room(), case.row):
        return Drop("déjà dans la salle")
    return STAY if case.traffic.is_busy(case.row) else None


async def _may_be_rung(case: Case) -> Decision | None:
    callee = await case.callee()
    if callee.objection:
        return Drop(callee.objection)
    if callee.bad_number:
        return Drop(callee.bad_number, TaskKind.WRONG_NUMBER)
    rows = await rows_at(case.uow, case.row.instrument)
    told = count(rows, case.row.session, callee.zone, case.now)
    if reason := limit_reached(case.row.why, told, case.house.rules, callee.staff):
        return Drop(reason, TaskKind.MISSED)
    by_hand = case.house.rules.dial_mode is DialMode.NEVER and not case.for_help
    return Drop("à appeler à la main", TaskKind.DIAL_BY_HAND) if by_hand else None


async def _at_this_hour(case: Case) -> Decision | None:
    """A rehearsal rings staff at any hour; so does the artist or host who asked for it a moment ago."""
    callee, rules = await case.callee(), case.house.rules
    asked = case.row.why is Why.RING_BACK and callee.staff
    last = latest(case.row, case.session, rules)
    match may_ring(callee, rules.hours, case.now, last, any_hour=case.rehearsal or asked):
        case WaitUntil(moment):
            return PutOff(moment)
        case No(why):
            return Drop(why, None if case.row.why is Why.DUTY else TaskKind.BAD_HOUR)
    return None


async def _line_is_left(case: Case) -> Decision | None:
    errand = errand_of(await case.callee(), case.row)
    full = case.traffic.is_full(errand, case.house.rules)
    return STAY if full or case.traffic.left_now <= 0 else None


def errand_of(callee: Callee, row: Attempt) -> Errand:
    if row.why is Why.NEWS:
        return Errand.NEWS
    roles = {Role.ARTIST: Errand.ARTIST, Role.HOST: Errand.HOST, Role.GROUP: Errand.GROUP}
    return Errand.DUTY if callee.role is None else roles.get(callee.role, Errand.LISTENER)


_QUESTIONS: tuple[Question, ...] = (
    _is_wanted,
    _in_time,
    _is_commanded,
    _stage_is_ready,
    _line_is_free,
    _may_be_rung,
    _at_this_hour,
    _line_is_left,
)
