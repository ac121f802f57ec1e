"""The trail of the calendar: who created, programmed, moved or cancelled which session."""

from __future__ import annotations

from datetime import datetime

from allo.app.ports import UnitOfWork
from allo.domain.attendance_sheet import session_name
from allo.domain.records import Change
from allo.domain.sessions import Session


async def leave_trail(
    uow: UnitOfWork, what: str, session: Session, *, now: datetime, who: str = "", before: Session | None = None
) -> None:
    """`before`: the session as it stood; "from" is where it was, for those who are told of a move."""
    data: dict[str, object] = {"to": session_name(session)}
    if before is not None:
        data["from"] = session_name(before)
    if session.reason:
        data["reason"] = session.reason
    await uow.trail.add(Change(at=now, who=who, what=what, subject=f"session:{session.id}", data=data))
