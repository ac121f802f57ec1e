"""Several processes on one database: claims, order, what each sees of the other."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

from allo.domain.calls import Call
from allo.domain.ledger import Attempt, DialState
from allo.domain.records import Fact
from allo.domain.sessions import Session
from allo.storage.sql_store import SqlStore
from tests.contract.conftest import Database

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


async def claim(store: SqlStore, claimed: list[int], limit: int = 3) -> None:
    """Claim until nothing is due, as a dialling worker does."""
    while True:
        async with store.write() as unit:
            rows = await unit.due_attempts(NOON, limit)
            for row in rows:
                await unit.attempts.save(replace(row, state=DialState.SENDING, owner=store.owner, fence=row.fence + 1))
        if not rows:
            return
        claimed.extend(row.id for row in rows)


async def test_two_workers_never_claim_the_same_attempt(database: Database) -> None:
    first, second = await database.open(), await database.open()
    async with first.write() as unit:
        for number in range(40):
            await unit.attempts.add(Attempt(telephone=f"t{number}", due=NOON))
    claimed: list[int] = []
    await asyncio.gather(*(claim(store, claimed) for store in (first, second, first, second)))
    async with first.read() as unit:
        rows = await unit.attempts.find()
    assert sorted(claimed) == [row.id for row in rows]
    assert {row.fence for row in rows} == {1}


async def test_a_worker_passes_over_what_another_holds(postgres_database: Database) -> None:
    first, second = await postgres_database.open(), await postgres_database.open()
    async with first.write() as unit:
        for number in range(2):
            await unit.attempts.add(Attempt(telephone=f"t{number}", due=NOON))
    async with first.write() as mine, second.write() as theirs:
        held = await mine.due_attempts(NOON, 1)
        others = await theirs.due_attempts(NOON, 9)
    assert [row.telephone for row in [*held, *others]] == ["t0", "t1"]


async def test_a_fact_may_be_added_while_another_holds_the_session(postgres_database: Database) -> None:
    first, second = await postgres_database.open(), await postgres_database.open()
    async with first.write() as unit:
        session = (await unit.sessions.add(Session())).id
    async with first.write() as mine, second.write() as theirs:
        await mine.lock_session(session)
        await theirs.facts.add(Fact(key="in:a.1", session=session))


async def test_one_process_sees_what_another_wrote(database: Database) -> None:
    first, second = await database.open(serve=True), await database.open()
    async with second.write() as unit:
        await unit.sessions.add(Session(date=date(2026, 12, 1)))
    async with first.read() as unit:
        assert len(await unit.sessions.find()) == 1


async def test_two_processes_lose_no_update(database: Database) -> None:
    async def count_up(store: SqlStore) -> None:
        for _ in range(25):
            async with store.write() as unit:
                call = await unit.lock_call("a")
                assert call is not None
                await unit.calls.save(replace(call, turn=call.turn + 1))

    first, second = await database.open(), await database.open()
    async with first.write() as unit:
        await unit.calls.add(Call(id="a"))
    await asyncio.gather(count_up(first), count_up(second))
    async with first.read() as unit:
        assert [one.turn for one in await unit.calls.find()] == [50]
