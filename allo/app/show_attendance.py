"""Show who attended a session and who was called for it, imported or live, even while it is under way."""

from __future__ import annotations

from collections.abc import Sequence

from allo.app.find_session import find_session
from allo.app.ports import Store, UnitOfWork
from allo.domain.attendance import presences_of
from allo.domain.attendance_sheet import AttendanceSheet, attendance_sheet
from allo.domain.directory import directory_of
from allo.domain.records import Presence
from allo.domain.structure_names import StructureNames


async def show_attendance(store: Store, text: str) -> AttendanceSheet:
    """The sheet of the session named "AAAA-MM-JJ" or "AAAA-MM-JJTHH:MM". Raises UnknownSession."""
    async with store.read() as uow:
        session = await find_session(uow, text)
        presences = await _presences(uow, session.id)
        attempts = await uow.attempts.find(session=session.id)
        structures = await uow.structures.find()
        directory = directory_of(
            structures=structures,
            listeners=await uow.listeners.find(),
            groups=await uow.groups.find(),
            artists=await uow.artists.find(),
            hosts=await uow.hosts.find(),
            duty=await uow.duty.find(),
        )
    names = StructureNames(structures)
    return attendance_sheet(session, presences, attempts, directory, {one.id: names.label(one) for one in structures})


async def _presences(uow: UnitOfWork, session: int) -> Sequence[Presence]:
    """The presences kept; until a live session is archived, its facts so far beside what was imported."""
    kept = await uow.presences.find(session=session)
    if any(one.live for one in kept):
        return kept
    return [*kept, *presences_of(await uow.facts.find(session=session), session, closing=None)]
