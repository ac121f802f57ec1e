"""List the sessions of the calendar: what `allo sessions` shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allo.app.ports import Store
from allo.domain.attendance_sheet import session_name
from allo.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class SessionLine:
    session: Session
    artists: tuple[str, ...]
    hosts: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Codes are those of the import sheets."""
        one = self.session
        return {
            "session": session_name(one),
            "date": one.date.isoformat(),
            "time": f"{one.time:%H:%M}",
            "zone": one.zone,
            "starts_at": one.starts_at.isoformat(),
            "minutes": one.minutes,
            "title": one.title,
            "kind": one.kind.value,
            "artists": list(self.artists),
            "hosts": list(self.hosts),
            "access": one.access.value,
            "rehearsal": one.rehearsal,
            "slot": one.slot or None,
            "status": one.status.value,
            "reason": one.reason or None,
            "programmed": one.programmed,
        }


async def list_sessions(
    store: Store | None, *, begin: date | None = None, end: date | None = None
) -> tuple[SessionLine, ...]:
    """By start; `begin` and `end` are included. `store` None is an empty one."""
    if store is None:
        return ()
    async with store.read() as uow:
        sessions = await uow.sessions.find()
        artists = {one.id: one.name for one in await uow.artists.find()}
        hosts = {one.id: one.name for one in await uow.hosts.find()}
    kept = (one for one in sessions if (begin is None or begin <= one.date) and (end is None or one.date <= end))
    return tuple(
        SessionLine(one, _names(one.artists, artists), _names(one.hosts, hosts))
        for one in sorted(kept, key=lambda one: (one.starts_at, one.id))
    )


def _names(ids: tuple[int, ...], known: dict[int, str]) -> tuple[str, ...]:
    return tuple(known[one] for one in ids if one in known)
