"""What may not be there twice is refused, and the transaction goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from allo.app.ports import Conflict, Store
from allo.domain.calls import Call
from allo.domain.ledger import Attempt, Why
from allo.domain.records import (
    Code,
    Fact,
    HelpRequest,
    Message,
    Moment,
    Presence,
    RoomRecord,
    SlotException,
    SlotRule,
    SurveyAnswer,
    Task,
)
from allo.domain.sessions import Session
from tests.contract.test_storage_records import table

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
RING = Attempt(session=1, telephone="+33199000001||", number_of=1)

# (table, a record, what differs in a second one that is another, what differs in a second one that is the same)
TWINS: list[tuple[str, Any, dict[str, Any], dict[str, Any]]] = [
    ("slots", SlotRule(name="mardi"), {"name": "jeudi"}, {"minutes": 45}),
    ("exceptions", SlotException(slot="mardi"), {"on": date(2026, 8, 4)}, {"reason": "congés"}),
    ("sessions", Session(line="+33199000000"), {"line": "+33199000009"}, {"title": "autre"}),
    ("moments", Moment(session=1), {"session": 2}, {"due": NOON}),
    ("attempts", RING, {"number_of": 2}, {"state": "planned", "zone": "Indian/Reunion"}),
    ("attempts", RING, {"session": 2}, {"call": "another"}),
    ("attempts", replace(RING, session=None, why=Why.RING_BACK), {"number_of": 2}, {}),
    ("attempts", replace(RING, help=1, why=Why.DUTY), {"help": 2}, {"freed": True}),
    ("attempts", replace(RING, session=None, help=1), {"help": 2}, {"due": NOON}),
    ("calls", Call(id="a"), {"id": "b"}, {"party": "listener:1"}),
    ("rooms", RoomRecord(session=1, name="k7"), {"session": 2, "name": "k8"}, {"name": "k9"}),
    ("rooms", RoomRecord(session=1, name="k7"), {"session": 2, "name": "k8"}, {"session": 2}),
    ("facts", Fact(key="in:a.1"), {"key": "in:a.2"}, {"at": NOON}),
    ("presences", Presence(session=1, stay="a.1"), {"session": 2}, {"caller": "masque"}),
    ("tasks", Task(key="missed:1"), {"key": "missed:2"}, {"number": "+33199000001"}),
    ("codes", Code(party="artist:1", digits="12345678"), {"party": "host:1", "digits": "8"}, {"digits": "9"}),
    ("codes", Code(party="artist:1", digits="12345678"), {"party": "host:1", "digits": "8"}, {"party": "host:1"}),
    ("messages", Message(call="a", at=NOON), {"call": "b"}, {"sound": "s2"}),
    ("answers", SurveyAnswer(session=1, seat="listener:1", question="q"), {"seat": "listener:2"}, {"value": 3}),
]


@pytest.mark.parametrize(("name", "record", "other", "same"), TWINS)
async def test_the_same_is_refused_and_another_is_taken(
    store: Store, name: str, record: Any, other: dict[str, Any], same: dict[str, Any]
) -> None:
    async with store.write() as unit:
        for day in (2, 3):
            await unit.sessions.add(Session(date=date(2020, 1, day)))
            await unit.helps.add(HelpRequest())
        await table(unit, name).add(record)
        with pytest.raises(Conflict):
            await table(unit, name).add(replace(record, **same))
        await table(unit, name).add(replace(record, **other))
    async with store.read() as unit:
        assert len(await table(unit, name).find()) >= 2


async def test_imported_presences_without_a_stay_are_never_the_same(store: Store) -> None:
    async with store.write() as unit:
        session = (await unit.sessions.add(Session())).id
        for _ in range(2):
            await unit.presences.add(Presence(session=session, caller="masque"))
    async with store.read() as unit:
        assert len(await unit.presences.find(session=session)) == 2


async def test_a_change_into_the_same_is_refused_too(store: Store) -> None:
    async with store.write() as unit:
        await unit.slots.add(SlotRule(name="mardi"))
        thursday = await unit.slots.add(SlotRule(name="jeudi"))
        with pytest.raises(Conflict):
            await unit.slots.save(replace(thursday, name="mardi"))
        await unit.slots.save(replace(thursday, minutes=45))
    async with store.read() as unit:
        assert [one.minutes for one in await unit.slots.find(name="jeudi")] == [45]


async def test_what_was_removed_may_come_again(store: Store) -> None:
    async with store.write() as unit:
        old = await unit.codes.add(Code(party="artist:1", digits="12345678"))
        await unit.codes.remove(old.id)
        await unit.codes.add(Code(party="artist:1", digits="12345678"))
