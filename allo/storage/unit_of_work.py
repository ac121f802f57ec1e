"""One transaction with all tables and the few questions that are more than `find`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from allo.app.ports import Table
from allo.domain.calls import Call
from allo.domain.ledger import Attempt, DialState
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
from allo.storage.cipher import Cipher
from allo.storage.codecs import utc
from allo.storage.lanes import Transaction
from allo.storage.questions import Questions
from allo.storage.sql_table import SqlTable
from allo.storage.statements import Statements
from allo.storage.tables import SHAPES

_UNSETTLED = (DialState.SENDING, DialState.DOUBT, DialState.PLACED)


class SqlUnit:
    """The `UnitOfWork` of the ports. `locks`: whether this transaction may lock rows (one that reads may not)."""

    structures: Table[Structure]
    listeners: Table[Listener]
    groups: Table[Group]
    artists: Table[Artist]
    hosts: Table[Host]
    duty: Table[DutyOfficer]
    slots: Table[SlotRule]
    exceptions: Table[SlotException]
    sessions: Table[Session]
    moments: Table[Moment]
    attempts: Table[Attempt]
    calls: Table[Call]
    rooms: Table[RoomRecord]
    facts: Table[Fact]
    presences: Table[Presence]
    tasks: Table[Task]
    codes: Table[Code]
    code_tries: Table[CodeTry]
    messages: Table[Message]
    helps: Table[HelpRequest]
    answers: Table[SurveyAnswer]
    trail: Table[Change]

    def __init__(
        self,
        transaction: Transaction,
        statements: Mapping[str, Statements],
        questions: Questions,
        cipher: Cipher,
        *,
        locks: bool,
    ) -> None:
        self._questions = questions
        self._cipher = cipher
        self._locks = locks
        self._tables: dict[str, SqlTable[Any]] = {}
        for shape in SHAPES:
            table = SqlTable(shape, statements[shape.name], transaction, cipher)
            self._tables[shape.name] = table
            setattr(self, shape.name, table)

    async def lock_session(self, session: int) -> Session | None:
        return cast("Session | None", await self._locked("sessions", session))

    async def lock_call(self, call: str) -> Call | None:
        return cast("Call | None", await self._locked("calls", call))

    async def due_moments(self, now: datetime) -> Sequence[Moment]:
        return await self._tables["moments"].select(self._questions.due_moments, {"now": utc(now)})

    async def due_attempts(self, now: datetime, limit: int) -> Sequence[Attempt]:
        question = self._questions.claimed_attempts if self._locks else self._questions.due_attempts
        return await self._tables["attempts"].select(question, {"now": utc(now), "at_most": limit})

    async def sessions_between(self, begin: datetime, end: datetime) -> Sequence[Session]:
        within: dict[str, object] = {"begin": utc(begin), "end": utc(end)}
        return await self._tables["sessions"].select(self._questions.sessions_between, within)

    async def unsettled(self) -> Sequence[Attempt]:
        return await self.attempts.find(state=_UNSETTLED)

    def fingerprint(self, text: str) -> str:
        return self._cipher.fingerprint(text)

    async def _locked(self, table: str, key: int | str) -> object:
        found = self._tables[table]
        return await (found.lock(key) if self._locks else found.get(key))
