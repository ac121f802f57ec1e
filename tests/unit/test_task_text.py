"""What a human is asked to do, in French."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from allo.app.list_tasks import TaskLine, list_tasks
from allo.documents.task_text import SENTENCES, task_text
from allo.domain.people import Listener
from allo.domain.records import Task, TaskKind
from allo.domain.sessions import Session
from tests.support.memory_store import MemoryStore

SESSION = Session(date=date(2026, 12, 1), time=time(15, 0), starts_at=datetime(2026, 12, 1, 14, tzinfo=UTC))


@pytest.mark.parametrize("kind", TaskKind)
def test_every_kind_of_task_is_a_whole_sentence(kind: TaskKind) -> None:
    said = task_text(
        TaskLine(Task(kind=kind, values={"text": "trop peu de lignes.", "count": 12}), ("Odette",), SESSION)
    )
    assert said[0].isupper()
    assert said.endswith(".")
    assert "{" not in said


def test_every_kind_has_its_sentence() -> None:
    assert set(SENTENCES) == set(TaskKind)


def test_a_stranger_is_a_number_or_withheld() -> None:
    asked = Task(kind=TaskKind.CALL_BACK, number="+33199000071")
    assert task_text(TaskLine(asked, (), None)) == "Rappelez la personne du 01 99 00 00 71, qui demandait une personne."
    assert "masqué" in task_text(TaskLine(Task(kind=TaskKind.CALL_BACK), (), None))


async def test_people_are_named_as_the_store_names_them() -> None:
    store = MemoryStore()
    async with store.write() as uow:
        odette = await uow.listeners.add(Listener(first_name="Odette", last_name="Bellamy", number="+33199000014"))
        session = await uow.sessions.add(SESSION)
        values = {"parties": [f"listener:{odette.id}"], "reason": "répondeur"}
        await uow.tasks.add(
            Task(key="a", kind=TaskKind.MISSED, session=session.id, number=odette.number, values=values)
        )
        await uow.tasks.add(Task(key="b", kind=TaskKind.POSTPONE, session=session.id, done_at=SESSION.starts_at))
    [line] = await list_tasks(store)
    assert task_text(line) == (
        "Appelez Odette (01 99 00 00 14), que nous n'avons pas pu joindre pour la séance du mardi 1er décembre 2026 à "
        "15:00 : répondeur."
    )
