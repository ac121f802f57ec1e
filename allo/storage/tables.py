"""All tables of Allô: for each kind of record what is encrypted, unique, looked up and referred to.

Two attempts at one telephone are the same by (session, telephone, why, number); for a duty call the help request
stands for the session. `telephone` is encrypted like a number and looked up by its hash.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from allo.domain.calls import Call
from allo.domain.ledger import Attempt
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
from allo.storage.shapes import METADATA, Personal, Shape, Unique

_OF_SESSION = {"session": "sessions"}
_OF_STRUCTURE = {"structure": "structures"}
_TELEPHONE = ("telephone", "why", "number_of")

SHAPES: tuple[Shape[Any], ...] = (
    Shape("structures", Structure, personal=Personal(names=("referent", "referent_email"), exact=("referent_number",))),
    Shape(
        "listeners",
        Listener,
        personal=Personal(names=("first_name", "last_name", "ask_for", "consent_by"), exact=("number",)),
        refers=_OF_STRUCTURE,
    ),
    Shape("groups", Group, personal=Personal(names=("ask_for",), exact=("number",)), refers=_OF_STRUCTURE),
    Shape("artists", Artist, personal=Personal(names=("name", "email"), exact=("number",))),
    Shape("hosts", Host, personal=Personal(names=("name", "email"), exact=("number",)), refers=_OF_STRUCTURE),
    Shape("duty", DutyOfficer, personal=Personal(names=("name",), exact=("number",))),
    Shape("slots", SlotRule, unique=[Unique(("name",))]),
    Shape("exceptions", SlotException, unique=[Unique(("slot", "on"))]),
    Shape("sessions", Session, unique=[Unique(("line", "date", "time"))], index=[("starts_at",), ("date",)]),
    Shape("moments", Moment, unique=[Unique(("session", "name"))], index=[("done_at", "due")], refers=_OF_SESSION),
    Shape(
        "attempts",
        Attempt,
        personal=Personal(names=("ask_for",), exact=("number", "telephone")),
        unique=[
            Unique(("session", *_TELEPHONE), only="session IS NOT NULL AND help IS NULL"),
            Unique(("help", *_TELEPHONE), only="help IS NOT NULL"),
            Unique(_TELEPHONE, only="session IS NULL AND help IS NULL"),
        ],
        index=[("state", "due"), ("session",), ("call",)],
        refers={"session": "sessions", "help": "helps"},
    ),
    Shape(
        "calls",
        Call,
        personal=Personal(exact=("number",), sealed=("instructions", "position", "notes")),
        index=[("session",), ("state",)],
        refers=_OF_SESSION,
    ),
    Shape("rooms", RoomRecord, unique=[Unique(("session",)), Unique(("name",))], refers=_OF_SESSION),
    Shape("facts", Fact, unique=[Unique(("key",))], index=[("session",), ("call",)], refers=_OF_SESSION),
    Shape(
        "presences",
        Presence,
        personal=Personal(exact=("caller",)),
        unique=[Unique(("session", "stay"), only="stay <> ''")],
        index=[("session",)],
        refers={**_OF_SESSION, **_OF_STRUCTURE},
    ),
    Shape(
        "tasks",
        Task,
        personal=Personal(exact=("number",), sealed=("values",)),
        unique=[Unique(("key",))],
        index=[("done_at",)],
        refers=_OF_SESSION,
    ),
    Shape("codes", Code, personal=Personal(exact=("digits",)), unique=[Unique(("party",)), Unique(("digits",))]),
    Shape("code_tries", CodeTry, personal=Personal(exact=("bucket",)), index=[("at",)]),
    Shape("messages", Message, personal=Personal(exact=("number",)), unique=[Unique(("call", "at"))]),
    Shape("helps", HelpRequest, index=[("session",), ("call",)], refers=_OF_SESSION),
    Shape("answers", SurveyAnswer, unique=[Unique(("session", "seat", "question"))], refers=_OF_SESSION),
    Shape("trail", Change, index=[("at",)]),
)

TABLES = METADATA
SHAPE_OF = {shape.name: shape for shape in SHAPES}

SEALS = sa.Table(  # one row: what tells the key this database was written with
    "seals",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("mark", sa.Text, nullable=False),
)
