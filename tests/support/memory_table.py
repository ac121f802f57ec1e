"""The tables of the in-memory store: which kinds there are, what is unique in each, how records are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Generic, TypeVar, cast

from allo.app.ports import Conflict
from allo.domain.calls import Call
from allo.domain.ledger import Attempt
from allo.domain.names import normal
from allo.domain.people import Artist, DutyOfficer, Group, Host, Listener
from allo.domain.records import (
    Change,
    Code,
    CodeTry,
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
from allo.domain.structures import Structure

T = TypeVar("T")
Key = int | str

KINDS: Mapping[str, type] = {
    "structures": Structure,
    "listeners": Listener,
    "groups": Group,
    "artists": Artist,
    "hosts": Host,
    "duty": DutyOfficer,
    "slots": SlotRule,
    "exceptions": SlotException,
    "sessions": Session,
    "moments": Moment,
    "attempts": Attempt,
    "calls": Call,
    "rooms": RoomRecord,
    "facts": Fact,
    "presences": Presence,
    "tasks": Task,
    "codes": Code,
    "code_tries": CodeTry,
    "messages": Message,
    "helps": HelpRequest,
    "answers": SurveyAnswer,
    "trail": Change,
}

UNIQUE: Mapping[str, tuple[Callable[[Any], object], ...]] = {  # what may not be there twice; None: this record is free
    "slots": (lambda one: one.name,),
    "exceptions": (lambda one: (one.slot, one.on),),
    "sessions": (lambda one: (one.line, one.date, one.time),),
    "moments": (lambda one: (one.session, one.name),),
    "attempts": (lambda one: (one.session, one.help, one.telephone, one.why, one.number_of),),
    "rooms": (lambda one: one.session, lambda one: one.name),
    "facts": (lambda one: one.key,),
    "presences": (lambda one: (one.session, one.stay) if one.stay else None,),
    "tasks": (lambda one: one.key,),
    "codes": (lambda one: one.party, lambda one: one.digits),
    "messages": (lambda one: (one.call, one.at),),
    "answers": (lambda one: (one.session, one.seat, one.question),),
}

_NAMES = {"first_name", "last_name", "ask_for", "consent_by", "email", "referent", "referent_email"}
_NAMED = {"artists", "hosts", "duty"}  # kinds whose `name` is that of a person
_LISTS = {
    "slots",
    "artists",
    "hosts",
    "parties",
    "asked",
    "position",
    "instructions",
    "notes",
    "values",
    "data",
    "days",
}


class Shelf:
    """The rows of one table and what is taken by them; copied before a transaction changes it."""

    def __init__(self) -> None:
        self.rows: dict[Key, Any] = {}
        self.taken: dict[tuple[int, object], Key] = {}

    def copy(self) -> Shelf:
        other = Shelf()
        other.rows, other.taken = dict(self.rows), dict(self.taken)
        return other


class MemoryTable(Generic[T]):
    """The records of one kind, as one transaction sees them."""

    def __init__(self, name: str, shelf: Shelf, next_id: Callable[[str], int]) -> None:
        self._name = name
        self.shelf = shelf
        self._next_id = next_id
        self._own = False

    async def get(self, key: Key) -> T | None:
        return cast("T | None", self.shelf.rows.get(key))

    async def find(self, **equal: object) -> Sequence[T]:
        tests = [(name, self._test(name, wanted)) for name, wanted in equal.items()]
        found = [row for row in self.shelf.rows.values() if all(test(getattr(row, name)) for name, test in tests)]
        return sorted(found, key=lambda row: cast("int", row.id))

    async def add(self, record: T) -> T:
        row: Any = record
        while not row.id and self._name != "calls":
            fresh = self._next_id(self._name)
            row = row if fresh in self.shelf.rows else replace(row, id=fresh)
        if row.id in self.shelf.rows:
            raise Conflict(f"{self._name}: {row.id}")
        self._put(row)
        return cast("T", row)

    async def save(self, record: T) -> None:
        row: Any = record
        if row.id not in self.shelf.rows:
            raise LookupError(f"{self._name}: no {row.id} to save")
        self._put(row)

    async def remove(self, key: Key) -> None:
        if key in self.shelf.rows:
            self._take_out(self._writable(), key)

    def _writable(self) -> Shelf:
        if not self._own:
            self.shelf = self.shelf.copy()
            self._own = True
        return self.shelf

    def _put(self, row: Any) -> None:
        taken = self._taken_by(row)
        if any(self.shelf.taken.get(one, row.id) != row.id for one in taken):
            raise Conflict(f"{self._name}: {taken}")
        shelf = self._writable()
        self._take_out(shelf, row.id)
        shelf.rows[row.id] = row
        shelf.taken.update(dict.fromkeys(taken, row.id))

    def _take_out(self, shelf: Shelf, key: Key) -> None:
        if key in shelf.rows:
            for one in self._taken_by(shelf.rows[key]):
                del shelf.taken[one]
            del shelf.rows[key]

    def _taken_by(self, row: Any) -> list[tuple[int, object]]:
        values = [unique(row) for unique in UNIQUE.get(self._name, ())]
        return [(place, value) for place, value in enumerate(values) if value is not None]

    def _test(self, name: str, wanted: object) -> Callable[[object], bool]:
        is_room_state = self._name == "rooms" and name == "state"
        if name not in {one.name for one in fields(KINDS[self._name])} or name in _LISTS or is_room_state:
            raise TypeError(f"{self._name} cannot be found by {name}")
        by_name = name in _NAMES or (name == "name" and self._name in _NAMED)
        several = wanted if isinstance(wanted, tuple | list | set | frozenset) else (wanted,)
        accepted = [normal(one) if by_name and isinstance(one, str) else one for one in several]

        def test(value: object) -> bool:
            if value is None or value == "":
                return None in accepted or value in accepted
            return (normal(value) if by_name and isinstance(value, str) else value) in accepted

        return test
