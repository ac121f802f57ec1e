"""Every few seconds, from the first call to staff until T+20: who is registered or programmed late joins the calls of a
session, and where nobody is on stage in time the people on duty are rung."""

from __future__ import annotations

from datetime import datetime, timedelta

from allo.app.dialling.alert import alert_duty, is_time
from allo.app.dialling.presence import may_be_called, stage_expected
from allo.app.dialling.ringing import plan_staff_calls
from allo.app.dialling.rolls import roll_of
from allo.app.house import House
from allo.app.plan_wave import plan_wave
from allo.app.planning.people import People, load_people
from allo.app.ports import UnitOfWork
from allo.domain.callees import Callee
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.people import Role
from allo.domain.rules import Rules
from allo.domain.sessions import Session


async def plan_waves(house: House, now: datetime) -> int:
    """All sessions that are about to begin or have just begun. Returns how many calls are new."""
    rules = house.rules
    ahead = timedelta(minutes=max(rules.host_lead_minutes, rules.artist_lead_minutes, rules.open_lead_minutes))
    async with house.store.read() as uow:
        near = await uow.sessions_between(now - timedelta(minutes=rules.grace_minutes), now + ahead)
        calling = [one for one in near if may_be_called(one)]
        people = await load_people(uow, rules.zone) if calling else People(rules.zone)
        lacking = [one for one in calling if await _lacks(house, uow, one, people, now)]
    return sum([await _look_after(house, one.id, people, now) for one in lacking])


async def _lacks(house: House, uow: UnitOfWork, session: Session, people: People, now: datetime) -> bool:
    """A look without a lock: somebody to be called stands in no row yet, or nobody is on stage."""
    rows = {row.instrument.key: row for row in await uow.attempts.find(session=session.id, why=Why.WAVE, number_of=1)}
    if any(_is_new(one, rows.get(one.telephone.key)) for one in _wanted(house.rules, session, people, now)):
        return True
    return is_time(session, house.rules, now) and not await stage_expected(uow, session, now)


def _is_new(callee: Callee, row: Attempt | None) -> bool:
    return row is None or (row.state is DialState.PLANNED and not set(callee.parties) <= set(row.parties))


def _wanted(rules: Rules, session: Session, people: People, now: datetime) -> list[Callee]:
    """Whose ring is to be in the ledger by now."""
    wanted: list[Callee] = []
    if _is_before(session, rules.host_lead_minutes, now):
        wanted += people.hosts_of(session)
    if _is_before(session, rules.artist_lead_minutes, now):
        wanted += people.artists_of(session)
    if _is_before(session, rules.open_lead_minutes, now):
        roll = roll_of(people, session)
        wanted += (*roll.callees, *roll.undialable)
    return wanted


def _is_before(session: Session, minutes: int, now: datetime) -> bool:
    """It is this near to the start, or past it."""
    return now >= session.starts_at - timedelta(minutes=minutes)


async def _look_after(house: House, key: int, people: People, now: datetime) -> int:
    rules = house.rules
    async with house.store.write() as uow:
        session = await uow.lock_session(key)
        if session is None or not may_be_called(session):
            return 0
        planned = 0
        if _is_before(session, rules.host_lead_minutes, now):
            planned += await plan_staff_calls(house, uow, session, now, Role.HOST)
        if _is_before(session, rules.artist_lead_minutes, now):
            planned += await plan_staff_calls(house, uow, session, now, Role.ARTIST)
        if _is_before(session, rules.open_lead_minutes, now):
            planned += await plan_wave(house, uow, session, now, people)
            await alert_duty(house, uow, session, now)
        return planned
