"""List what waits for a human, oldest first: what `allo doctor` and the end of the demo show."""

from __future__ import annotations

from dataclasses import dataclass

from allo.app.lookups.names import party_name
from allo.app.ports import Store, UnitOfWork
from allo.domain.records import Task
from allo.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class TaskLine:
    """`names`: of the people it is about, as they are named aloud; none for a stranger."""

    task: Task
    names: tuple[str, ...]
    session: Session | None


async def list_tasks(store: Store) -> tuple[TaskLine, ...]:
    async with store.read() as uow:
        waiting = sorted(await uow.tasks.find(done_at=None), key=lambda one: one.id)
        return tuple([await _line(uow, one) for one in waiting])


async def _line(uow: UnitOfWork, task: Task) -> TaskLine:
    told = task.values.get("parties")
    parties = [str(one) for one in told] if isinstance(told, list | tuple) else [task.party]
    names = [await party_name(uow, party) for party in parties]
    session = await uow.sessions.get(task.session) if task.session is not None else None
    return TaskLine(task, tuple(name for name in names if name), session)
