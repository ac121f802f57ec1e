"""Whatever is put into a store comes out as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from allo.app.ports import Store, Table, UnitOfWork
from allo.domain.calls import Call
from allo.domain.ledger import Attempt
from allo.domain.records import Fact, HelpRequest, Task
from allo.domain.sessions import Session
from allo.domain.structures import Structure
from tests.support.memory_table import KINDS
from tests.support.samples import filled

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def table(unit: UnitOfWork, name: str) -> Table[Any]:
    found: Table[Any] = getattr(unit, name)
    return found


async def with_references(unit: UnitOfWork) -> None:
    """The rows that samples refer to by 1."""
    await unit.structures.add(Structure())
    await unit.sessions.add(Session(line="+33199000009"))
    await unit.helps.add(HelpRequest())


@pytest.mark.parametrize("name", KINDS)
async def test_a_record_full_of_values_comes_back(store: Store, name: str) -> None:
    async with store.write() as unit:
        await with_references(unit)
        added = await table(unit, name).add(filled(KINDS[name]))
    async with store.read() as unit:
        assert await table(unit, name).get(added.id) == added


@pytest.mark.parametrize("name", KINDS)
async def test_a_changed_record_comes_back_changed(store: Store, name: str) -> None:
    sample = filled(KINDS[name])
    references = {one: 1 for one in ("session", "structure") if hasattr(sample, one)}
    async with store.write() as unit:
        await with_references(unit)
        added = await table(unit, name).add(sample)
        bare = KINDS[name](id=added.id, **references)
        await table(unit, name).save(bare)
    async with store.read() as unit:
        assert await table(unit, name).get(added.id) == bare


@pytest.mark.parametrize("name", KINDS)
async def test_a_removed_record_is_gone(store: Store, name: str) -> None:
    async with store.write() as unit:
        await with_references(unit)
        added = await table(unit, name).add(filled(KINDS[name]))
        await table(unit, name).remove(added.id)
    async with store.read() as unit:
        assert await table(unit, name).get(added.id) is None


async def test_a_new_record_gets_an_id_and_an_old_id_never_comes_back(store: Store) -> None:
    async with store.write() as unit:
        first = await unit.structures.add(Structure(name="Les Tilleuls"))
        await unit.structures.remove(first.id)
        second = await unit.structures.add(Structure(name="Les Lilas"))
    assert 0 < first.id < second.id


async def test_a_given_id_is_kept_and_not_drawn_again(store: Store) -> None:
    async with store.write() as unit:
        given = await unit.structures.add(Structure(id=1))
        drawn = await unit.structures.add(Structure())
    assert given.id == 1
    assert drawn.id > 1


async def test_moments_come_back_in_utc(store: Store) -> None:
    paris = timezone(timedelta(hours=1))
    async with store.write() as unit:
        await unit.tasks.add(Task(key="one", due=NOON.astimezone(paris)))
    async with store.read() as unit:
        (found,) = await unit.tasks.find()
    assert found.due == NOON


async def test_saving_what_is_not_there_is_a_fault(store: Store) -> None:
    async with store.write() as unit:
        with pytest.raises(LookupError):
            await unit.structures.save(Structure(id=99))


async def test_removing_what_is_not_there_changes_nothing(store: Store) -> None:
    async with store.write() as unit:
        await unit.calls.remove("nobody")


async def test_an_attempt_keeps_its_telephone(store: Store) -> None:
    row = Attempt(number="+33199000001", extension="12", ask_for="Jeanne")
    async with store.write() as unit:
        added = await unit.attempts.add(replace(row, telephone=row.instrument.key))
    async with store.read() as unit:
        found = await unit.attempts.get(added.id)
    assert found is not None
    assert found.telephone == found.instrument.key


async def test_an_empty_call_is_empty_again(store: Store) -> None:
    async with store.write() as unit:
        await unit.calls.add(Call(id="a"))
        await unit.facts.add(Fact(key="in:a.1", call="a"))
    async with store.read() as unit:
        assert await unit.calls.get("a") == Call(id="a")


async def test_a_fingerprint_is_always_the_same_and_tells_nothing(store: Store) -> None:
    async with store.read() as unit:
        once, again, other = (unit.fingerprint(text) for text in ("+33199000001", "+33199000001", "+33199000002"))
    assert once == again != other
    assert len(once) == 64
    assert "99000001" not in once
