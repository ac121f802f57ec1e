"""The first tables.

A looked-up secret (`_hashed`) is two columns: the encrypted text and the keyed hash it is found by.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Columns = list[sa.Column[Any]]

_CREATED = (
    *("structures", "listeners", "groups", "artists", "hosts", "duty"),
    *("slots", "exceptions", "sessions", "moments", "tasks"),
    *("helps", "attempts", "calls", "rooms", "messages", "codes", "code_tries"),
    *("facts", "presences", "answers", "trail", "seals"),
)


def upgrade() -> None:
    _people()
    _programme()
    _telephone()
    _doors()
    _attendance()
    _office()


def downgrade() -> None:
    for table in reversed(_CREATED):
        op.drop_table(table)


def _people() -> None:
    _table(
        "structures",
        *(_texts("name", "department"), _texts("audience", empty=True)),
        _flags("member", "priority_district", empty=True),
        _days("joined_on", "left_on", "agreement_from", "agreement_until", empty=True),
        _hashed("referent", "referent_email", "referent_number"),
    )
    _table(
        "listeners",
        _refers("structure", "structures", empty=True),
        _hashed("first_name", "last_name", "number", "ask_for", "consent_by"),
        _texts("extension", "language", "slots", "zone", "consent"),
        _flags("shared_line", "no_keys", "call_me", "until_21", "deceased"),
        _integers("pace", "volume", "quick_hang_ups"),
        _days("absent_from", "absent_until", "consent_on", empty=True),
    )
    _table(
        "groups",
        *(_refers("structure", "structures"), _hashed("number", "ask_for"), _texts("name", "extension", "slots")),
        *(_integers("usual_count", empty=True), _flags("call_me", "stopped")),
    )
    _table("artists", _hashed("name", "number", "email"), _texts("discipline", "department"))
    _table("hosts", _refers("structure", "structures", empty=True), _hashed("name", "number", "email"))
    _table("duty", _hashed("name", "number"), _texts("days"), _hours("begin", "end"), _integers("rank"))


def _programme() -> None:
    _table(
        "slots",
        _texts("name", "rule", "zone", "line", "skip_holidays", "skip_months"),
        *(_days("begins_on"), _hours("time"), _integers("minutes"), _flags("active")),
    )
    _unique("slots", "name")
    _table(
        "exceptions",
        *(_texts("slot", "reason"), _days("on")),
        *(_days("moved_to_date", empty=True), _hours("moved_to_time", empty=True)),
    )
    _unique("exceptions", "slot", "on")
    _table(
        "sessions",
        _texts("slot", "line", "zone", "title", "kind", "artists", "hosts"),
        _texts("partner", "programmed_by", "mediation", "access", "status", "reason"),
        *(_days("date"), _hours("time"), _moments("starts_at"), _integers("minutes")),
        _flags("rehearsal", "settled"),
    )
    _unique("sessions", "line", "date", "time")
    _index("sessions", "date")
    _index("sessions", "starts_at")
    _table("moments", _refers("session", "sessions"), _texts("name", "result"), _moments("due", "done_at", empty=True))
    _unique("moments", "session", "name")
    _index("moments", "done_at", "due")


def _telephone() -> None:
    _table(
        "helps",
        *(_refers("session", "sessions", empty=True), _texts("call", "room", "asked", "duty_call", "state")),
        _moments("at", empty=True),
    )
    _index("helps", "session")
    _index("helps", "call")
    _attempts()
    _table(
        "calls",
        _refers("session", "sessions", empty=True),
        _hashed("number"),
        _texts("errand", "line", "party", "seat", "state", "position", "instructions", "verdict", "notes"),
        *(_texts("outcome", empty=True), _integers("attempt", empty=True), _integers("turn")),
        _flags("taken", "proved_human"),
        _moments("began_at", "answered_at", "ended_at", empty=True),
        key=sa.Text(),
    )
    _index("calls", "session")
    _index("calls", "state")


def _attempts() -> None:
    _table(
        "attempts",
        *(_refers("session", "sessions", empty=True), _refers("help", "helps", empty=True)),
        _hashed("number", "ask_for", "telephone"),
        _texts("extension", "why", "parties", "zone", "state", "call", "owner", "reason"),
        *(_texts("outcome", empty=True), _integers("number_of", "fence")),
        _flags("until_21", "freed", "machine", "reached_room"),
        _moments("due", "lease_until", "sent_at", "ended_at", empty=True),
    )
    telephone = ("telephone_hash", "why", "number_of")
    _unique("attempts", "session", *telephone, only="session IS NOT NULL AND help IS NULL")
    _unique("attempts", "help", *telephone, only="help IS NOT NULL")
    _unique("attempts", *telephone, only="session IS NULL AND help IS NULL")
    _index("attempts", "state", "due")
    _index("attempts", "session")
    _index("attempts", "call")


def _doors() -> None:
    _table("rooms", _refers("session", "sessions"), _texts("name", "state"))
    _unique("rooms", "session")
    _unique("rooms", "name")
    _table("codes", _texts("party"), _hashed("digits"), _moments("drawn_at", empty=True))
    _unique("codes", "party")
    _unique("codes", "digits_hash")
    _table("code_tries", _hashed("bucket"), _moments("at", empty=True))
    _index("code_tries", "at")


def _attendance() -> None:
    _table(
        "facts",
        *(_refers("session", "sessions", empty=True), _texts("key", "call", "seat", "data")),
        _moments("at", empty=True),
    )
    _unique("facts", "key")
    _index("facts", "session")
    _index("facts", "call")
    _table(
        "presences",
        *(_refers("session", "sessions"), _refers("structure", "structures", empty=True), _hashed("caller")),
        *(_texts("party", "role", "mode", "stay", "corrected_by"), _integers("head_count", empty=True)),
        *(_flags("spoke", empty=True), _flags("confirmed", "live")),
        _moments("arrived_at", "left_at", empty=True),
    )
    _unique("presences", "session", "stay", only="stay <> ''")
    _index("presences", "session")
    _table(
        "answers",
        *(_refers("session", "sessions"), _texts("seat", "question", "party"), _integers("value")),
        _moments("at", empty=True),
    )
    _unique("answers", "session", "seat", "question")


def _office() -> None:
    _table(
        "tasks",
        *(_refers("session", "sessions", empty=True), _hashed("number")),
        _texts("key", "kind", "party", "values", "outcome"),
        _moments("created_at", "due", "done_at", empty=True),
    )
    _unique("tasks", "key")
    _index("tasks", "done_at")
    _table(
        "messages",
        *(_texts("call", "party", "sound"), _hashed("number"), _floats("seconds")),
        _moments("at", "heard_at", empty=True),
    )
    _unique("messages", "call", "at")
    _table("trail", _moments("at", empty=True), _texts("who", "what", "subject", "data"))
    _index("trail", "at")
    op.create_table(
        "seals",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        *_texts("mark"),
        sa.PrimaryKeyConstraint("id", name="pk_seals"),
    )


def _table(name: str, *several: Columns, key: sa.types.TypeEngine[Any] | None = None) -> None:
    columns = [column for some in several for column in some]
    primary = (sa.Column("id", key or sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{name}"))
    targets = [(column.name, column.info["target"]) for column in columns if "target" in column.info]
    foreign = [sa.ForeignKeyConstraint([one], [f"{to}.id"], name=f"fk_{name}_{one}") for one, to in targets]
    op.create_table(name, *primary, *columns, *foreign, sqlite_autoincrement=key is None)
    for column in columns:
        if column.info.get("hash"):
            _index(name, column.name)


def _index(table: str, *columns: str) -> None:
    op.create_index("_".join(["ix", table, *columns]), table, list(columns))


def _unique(table: str, *columns: str, only: str = "") -> None:
    where: dict[str, Any] = {f"{dialect}_where": sa.text(only) for dialect in ("sqlite", "postgresql") if only}
    op.create_index("_".join(["uq", table, *columns]), table, list(columns), unique=True, **where)


def _columns(kind: sa.types.TypeEngine[Any], *names: str, empty: bool = False) -> Columns:
    return [sa.Column(name, kind, nullable=empty) for name in names]


_texts = partial(_columns, sa.Text())
_integers = partial(_columns, sa.Integer())
_floats = partial(_columns, sa.Float())
_flags = partial(_columns, sa.Boolean())
_days = partial(_columns, sa.Date())
_hours = partial(_columns, sa.Time())
_moments = partial(_columns, sa.DateTime(timezone=True))


def _hashed(*names: str) -> Columns:
    hashes: Columns = [sa.Column(f"{name}_hash", sa.Text, nullable=False, info={"hash": True}) for name in names]
    return [*_texts(*names), *hashes]


def _refers(name: str, target: str, *, empty: bool = False) -> Columns:
    return [sa.Column(name, sa.Integer, nullable=empty, info={"target": target})]
