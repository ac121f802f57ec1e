"""Never a silent miss: what a human is asked to do when a call cannot be, or was not, made."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allo.app.ports import UnitOfWork
from allo.domain.ledger import Attempt
from allo.domain.records import Task, TaskKind


async def ask_human(uow: UnitOfWork, task: Task, now: datetime) -> None:
    """Once per key."""
    if not await uow.tasks.find(key=task.key):
        await uow.tasks.add(replace(task, created_at=now))


async def ask_about(uow: UnitOfWork, kind: TaskKind, row: Attempt, reason: str, now: datetime) -> None:
    """One task of a kind per telephone and session, however many rings were tried. `reason`: in French."""
    key = f"{kind.value}:{row.session or 0}:{uow.fingerprint(row.instrument.key)[:16]}"
    told = {"reason": reason, "why": row.why.value, "rings": row.number_of, "parties": list(row.parties)}
    lead = row.parties[0] if row.parties else ""
    task = Task(key=key, kind=kind, session=row.session, party=lead, number=row.number, values=told)
    await ask_human(uow, task, now)
