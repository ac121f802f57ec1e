"""What is due for a session is done once, in order, and made up after a stop until T+20."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from allo.app.do_due_moments import DONE, Keeper, do_due_moments
from allo.app.errands import Errand, Instruct
from allo.app.house import House
from allo.app.ports import UnitOfWork
from allo.domain.agenda import TOO_LATE
from allo.domain.records import MomentName
from allo.domain.sessions import Session, Status
from tests.unit.dialling_house import HOST, Evening

ROOM = (MomentName.OPEN, MomentName.START, MomentName.LATE, MomentName.WARN, MomentName.CLOSE, MomentName.ARCHIVE)


class Diary:
    """Writes down which moments came, and for which session."""

    def __init__(self) -> None:
        self.came: list[str] = []
        self.errands: list[Errand] = []

    @property
    def keepers(self) -> dict[MomentName, Keeper]:
        return {name: self._keeper(name) for name in ROOM}

    def _keeper(self, name: MomentName) -> Keeper:
        async def keep(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
            self.came.append(name.value)
            return self.errands

        return keep


async def results(evening: Evening) -> dict[str, str]:
    return {one.name.value: one.result for one in await evening.all("moments") if one.done_at}


async def test_each_moment_comes_once_in_order():
    evening, diary = Evening(-60 * 49), Diary()
    await evening.session()
    for _ in range(200):
        await do_due_moments(evening.house, evening.now, diary.keepers)
        evening.now += timedelta(minutes=16)
    assert diary.came == ["open", "start", "late", "warn", "close", "archive"]
    assert set((await results(evening)).values()) == {DONE}


async def test_after_a_stop_what_was_missed_is_made_up_at_once():
    evening, diary = Evening(5), Diary()
    await evening.session()
    await do_due_moments(evening.house, evening.now, diary.keepers)
    assert diary.came == ["open", "start"]
    assert next(row.number for row in await evening.all("attempts")) == HOST


async def test_past_t_plus_20_only_the_end_is_kept():
    evening, diary = Evening(120), Diary()
    await evening.session()
    await do_due_moments(evening.house, evening.now, diary.keepers)
    assert diary.came == ["warn", "close", "archive"]
    assert (await results(evening))["wave"] == TOO_LATE
    assert await evening.all("attempts") == []


async def test_a_cancelled_session_is_only_closed():
    evening, diary = Evening(70), Diary()
    session = await evening.session()
    async with evening.store.write() as uow:
        await uow.sessions.save(replace(session, status=Status.CANCELLED))
    await do_due_moments(evening.house, evening.now, diary.keepers)
    assert diary.came == ["close"]


async def test_the_provider_is_asked_after_the_commit():
    evening, diary = Evening(1), Diary()
    await evening.session()
    diary.errands = [Instruct("a call")]
    await do_due_moments(evening.house, evening.now, diary.keepers)
    assert evening.telephony.told == ["a call", "a call"]


async def test_a_fault_in_one_session_does_not_stop_the_others():
    evening, diary = Evening(1), Diary()
    await evening.session()
    await evening.session(line="+33199000099")

    async def fails(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
        if session.id == 1:
            raise RuntimeError("a fault")
        return []

    keepers = {**diary.keepers, MomentName.OPEN: fails}
    with pytest.raises(RuntimeError):
        await do_due_moments(evening.house, evening.now, keepers)
    assert diary.came == ["start"]
    done = [one.session for one in await evening.all("moments", name=MomentName.OPEN) if one.done_at]
    assert done == [2]


async def test_a_moment_that_puts_itself_off_comes_again():
    evening, diary = Evening(10), Diary()
    await evening.session()

    async def five_minutes_more(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
        (moment,) = await uow.moments.find(session=session.id, name=MomentName.LATE)
        await uow.moments.save(replace(moment, due=now + timedelta(minutes=5)))
        return []

    await do_due_moments(evening.house, evening.now, {**diary.keepers, MomentName.LATE: five_minutes_more})
    evening.now += timedelta(minutes=5)
    await do_due_moments(evening.house, evening.now, diary.keepers)
    assert diary.came[-1] == "late"


async def test_too_few_lines_are_a_task_two_days_before():
    evening = Evening(-48 * 60, max_calls=3)
    await evening.session()
    await evening.listener()
    await evening.tick()
    assert await evening.tasks() == ["capacity"]
