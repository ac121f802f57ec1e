"""Cancel a session: nothing rings for it any more but the calls that tell it to those who were to be called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from allo.app.planning.moments import arrange, end_now
from allo.app.planning.news import stop_calls, tell_news
from allo.app.planning.places import check_open_to_change, locked, remove
from allo.app.planning.series import note_cancelled
from allo.app.planning.trail import leave_trail
from allo.app.ports import Store
from allo.domain.ledger import Attempt
from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status

POSTPONED = "reportee"
"""The reason of a session whose new date is a new session."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """`told`: the calls written to tell it, one a telephone. `removed`: an occurrence that nobody had programmed is in
    no figure, so it is not kept."""

    session: Session
    told: tuple[Attempt, ...] = ()
    removed: bool = False


async def cancel_session(
    store: Store, session: int, *, reason: str, rules: Rules, now: datetime, who: str = ""
) -> Cancelled:
    """Raises TooLate (it is over), UnknownSession."""
    async with store.write() as uow:
        before = await locked(uow, session)
        check_open_to_change(before, rules, now)
        cancelled = replace(before, status=Status.CANCELLED, reason=reason)
        await leave_trail(uow, "session_cancelled", cancelled, now=now, who=who)
        if before.slot and not before.programmed:
            await note_cancelled(uow, rules, before, reason)
            await remove(uow, before)
            return Cancelled(cancelled, removed=True)
        told = await tell_news(uow, before, rules, now)
        await uow.sessions.save(cancelled)
        await stop_calls(uow, session)
        await arrange(uow, [cancelled], rules, now)
        await end_now(uow, session, rules, now)
    return Cancelled(cancelled, told)
