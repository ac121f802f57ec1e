"""Who of the people on duty answers `0` now, in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from allo.domain.people import DutyOfficer


def on_duty(
    officers: Iterable[DutyOfficer], now: datetime, zone: str, but: Collection[int] = ()
) -> tuple[DutyOfficer, ...]:
    """Those whose days and hours hold at this moment, local to the programme's zone, but for those already rung."""
    local = now.astimezone(ZoneInfo(zone))
    at = local.time()
    present = [one for one in officers if local.weekday() in one.days and one.begin <= at < one.end]
    return tuple(sorted((one for one in present if one.id not in but), key=lambda one: (one.rank, one.id)))
