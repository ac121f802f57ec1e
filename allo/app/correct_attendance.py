"""Correct the attendance of a caller after the session, and leave a trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allo.app.ports import Store
from allo.domain.connections import caller_key
from allo.domain.corrections import Correction, UnknownPresence
from allo.domain.records import Change, Presence


async def correct_attendance(
    store: Store, presence: int, correction: Correction, *, who: str, now: datetime
) -> tuple[Presence, ...]:
    """All stays of this presence's caller in its session, corrected. Says nothing new: nothing is written.
    Raises UnknownPresence."""
    async with store.write() as uow:
        named = await uow.presences.get(presence)
        if named is None:
            raise UnknownPresence(f"Aucune présence n° {presence}.")
        rows = await uow.presences.find(session=named.session)
        keys = {row.id: caller_key(row, row.id) for row in rows}
        before = tuple(row for row in rows if keys[row.id] == keys[named.id])
        after = tuple(correction.made_to(row) for row in before)
        if after == before:
            return before
        signed = tuple(replace(row, corrected_by=who) for row in after)
        for row in signed:
            await uow.presences.save(row)
        await uow.trail.add(
            Change(
                at=now,
                who=who,
                what="attendance_corrected",
                subject=f"presence:{presence}",
                data=correction.trail(named),
            )
        )
    return signed
