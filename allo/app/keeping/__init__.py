"""The moments of a session that touch its room: open, start, late, warn, close, archive.

Each is `async (house, uow, session, now) -> errands`, in the transaction of its moment, under the session's lock.

May import: allo.domain, ivr_flows, allo.app.stage, allo.app.playing, allo.app.lookups, allo.app.house,
allo.app.errands, allo.app.ports.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from allo.app.errands import Errand
from allo.app.house import House
from allo.app.keeping.archive_session import archive_session
from allo.app.keeping.close_session import close_session
from allo.app.keeping.handle_late import handle_late
from allo.app.keeping.open_room import open_room
from allo.app.keeping.start_session import start_session
from allo.app.keeping.warn_end import warn_end
from allo.app.ports import UnitOfWork
from allo.domain.records import MomentName
from allo.domain.sessions import Session

Keeper = Callable[[House, UnitOfWork, Session, datetime], Awaitable[list[Errand]]]

KEEPERS: Mapping[MomentName, Keeper] = {
    MomentName.OPEN: open_room,
    MomentName.START: start_session,
    MomentName.LATE: handle_late,
    MomentName.WARN: warn_end,
    MomentName.CLOSE: close_session,
    MomentName.ARCHIVE: archive_session,
}
