"""Find the session a person names by its date, and its time where a day has two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

from allo.app.ports import UnitOfWork
from allo.domain.attendance_sheet import session_name
from allo.domain.errors import UnknownSession
from allo.domain.sessions import Session

_NEAREST = 4  # choices offered where no session is that day


async def find_session(uow: UnitOfWork, text: str) -> Session:
    """The session of "AAAA-MM-JJ" or "AAAA-MM-JJTHH:MM". Raises UnknownSession, listing the choices."""
    day, at = _read(text)
    that_day = await uow.sessions.find(date=day)
    found = [one for one in that_day if at is None or one.time == at]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownSession(f"Plusieurs séances le {day:%d/%m/%Y} : précisez {_choices(found)}.")
    nearest = sorted(that_day or await uow.sessions.find(), key=lambda one: (abs(one.date - day), one.starts_at))
    if not nearest:
        raise UnknownSession(f"Aucune séance le {day:%d/%m/%Y} : aucune n'est enregistrée.")
    raise UnknownSession(f"Aucune séance « {text} ». Les plus proches : {_choices(nearest[:_NEAREST])}.")


def _read(text: str) -> tuple[date, time | None]:
    form = re.fullmatch(r"\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?\s*", text)
    try:
        if form:
            return date.fromisoformat(form[1]), time.fromisoformat(form[2]) if form[2] else None
    except ValueError:
        pass
    raise UnknownSession(f"« {text} » n'est pas une date de séance : écrivez AAAA-MM-JJ ou AAAA-MM-JJTHH:MM.")


def _choices(sessions: Iterable[Session]) -> str:
    return ", ".join(session_name(one) for one in sorted(sessions, key=lambda one: one.starts_at))
