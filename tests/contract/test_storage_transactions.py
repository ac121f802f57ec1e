"""A transaction is whole or not at all, and none overwrites another unseen."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from allo.app.ports import Store
from allo.domain.calls import Call
from allo.domain.sessions import Session


async def ids_of_calls(store: Store) -> list[str]:
    async with store.read() as unit:
        return [one.id for one in await unit.calls.find()]


async def turn_of(store: Store, call: str) -> int:
    async with store.read() as unit:
        found = await unit.calls.get(call)
    assert found is not None
    return found.turn


async def test_an_exception_undoes_all(store: Store) -> None:
    async def fail() -> None:
        async with store.write() as unit:
            await unit.calls.add(Call(id="a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await ids_of_calls(store) == []


async def test_a_cancelled_task_undoes_all_and_leaves_the_way_free(store: Store) -> None:
    begun = asyncio.Event()

    async def never_ends() -> None:
        async with store.write() as unit:
            await unit.calls.add(Call(id="a"))
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await begun.wait()
    task.cancel()
    await asyncio.wait([task])
    async with store.write() as unit:
        await unit.calls.add(Call(id="b"))
    assert await ids_of_calls(store) == ["b"]


async def test_tasks_cancelled_at_any_step_leave_the_way_free(store: Store) -> None:
    async def add(name: str) -> None:
        async with store.write() as unit:
            await unit.calls.add(Call(id=name))

    for steps in range(12):
        task = asyncio.create_task(add(f"a{steps}"))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
    await add("z")
    assert "z" in await ids_of_calls(store)


async def test_what_is_not_committed_is_seen_by_nobody_else(store: Store) -> None:
    async with store.write() as unit:
        await unit.calls.add(Call(id="a"))
        assert await asyncio.create_task(ids_of_calls(store)) == []
        assert [one.id for one in await unit.calls.find()] == ["a"]
    assert await ids_of_calls(store) == ["a"]


async def test_a_reader_sees_one_moment(store: Store) -> None:
    async def add() -> None:
        async with store.write() as unit:
            await unit.calls.add(Call(id="a"))

    async with store.read() as unit:
        assert await unit.calls.find() == []
        await asyncio.create_task(add())
        assert await unit.calls.find() == []


async def test_no_update_is_lost_under_the_lock_of_a_call(store: Store) -> None:
    async def count_up() -> None:
        for _ in range(10):
            async with store.write() as unit:
                call = await unit.lock_call("a")
                assert call is not None
                await unit.calls.save(replace(call, turn=call.turn + 1))

    async with store.write() as unit:
        await unit.calls.add(Call(id="a"))
    await asyncio.gather(*(count_up() for _ in range(12)))
    assert await turn_of(store, "a") == 120


async def test_no_update_is_lost_under_the_lock_of_a_session(store: Store) -> None:
    async def longer(session: int) -> None:
        async with store.write() as unit:
            found = await unit.lock_session(session)
            assert found is not None
            await unit.sessions.save(replace(found, minutes=found.minutes + 1))

    async with store.write() as unit:
        session = (await unit.sessions.add(Session(minutes=0))).id
    await asyncio.gather(*(longer(session) for _ in range(40)))
    async with store.read() as unit:
        assert [one.minutes for one in await unit.sessions.find()] == [40]


async def test_locking_what_is_not_there_finds_nothing(store: Store) -> None:
    async with store.write() as unit:
        assert await unit.lock_session(99) is None
        assert await unit.lock_call("nobody") is None


async def test_a_write_inside_a_write_is_a_fault_not_a_silence(store: Store) -> None:
    async with store.write():
        with pytest.raises(RuntimeError):
            async with store.write():
                pass


async def test_the_store_knows_its_own_life(store: Store) -> None:
    assert store.owner
    assert await store.is_alive(store.owner)
    assert not await store.is_alive("")
    assert not await store.is_alive("nobody")
