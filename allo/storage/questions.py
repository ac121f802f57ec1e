"""Questions about what is due, built once. Moments given as parameters are aware UTC."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from allo.domain.ledger import DialState
from allo.storage.statements import Statements
from allo.storage.tables import SHAPE_OF


class Questions:
    """`claimed_attempts` passes over rows another worker holds (SKIP LOCKED); SQLite has one writer at a time."""

    def __init__(self, statements: Mapping[str, Statements]) -> None:
        self.due_moments = _due_moments(statements["moments"])
        self.due_attempts = _due_attempts(statements["attempts"])
        self.claimed_attempts = self.due_attempts.with_for_update(skip_locked=True, key_share=True)
        self.sessions_between = _sessions_between(statements["sessions"])


def _due_moments(of: Statements) -> sa.Select[Any]:
    column = SHAPE_OF["moments"].table.c
    return of.all.where(column.done_at.is_(None), column.due <= sa.bindparam("now")).order_by(column.due, column.id)


def _due_attempts(of: Statements) -> sa.Select[Any]:
    column = SHAPE_OF["attempts"].table.c
    planned = column.state == DialState.PLANNED.value
    due = of.all.where(planned, column.due <= sa.bindparam("now"))
    return due.order_by(column.due, column.id).limit(sa.bindparam("at_most", type_=sa.Integer))


def _sessions_between(of: Statements) -> sa.Select[Any]:
    column = SHAPE_OF["sessions"].table.c
    within = of.all.where(column.starts_at >= sa.bindparam("begin"), column.starts_at < sa.bindparam("end"))
    return within.order_by(column.starts_at, column.id)
