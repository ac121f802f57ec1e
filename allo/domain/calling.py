"""May this telephone ring now? Hours and days are the callee's own (issue 2, point 4; RELIABILITY §3, "Time zones")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from allo.domain.callees import Callee
from allo.domain.rules import CallingHours
from allo.domain.sessions import moment


@dataclass(frozen=True, slots=True)
class Yes:
    """Ring."""


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Not before this moment (UTC)."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class No:
    """Not at all; `why` in French."""

    why: str


Permission = Yes | WaitUntil | No

OUT_OF_HOURS = "hors des heures d'appel"


def may_ring(
    callee: Callee, hours: CallingHours, now: datetime, latest: datetime, *, any_hour: bool = False
) -> Permission:
    """Never against an objection, never a number that may not be dialled, never outside the hours. `latest`: after it
    the call has no sense any more; `any_hour`: a rehearsal, or a person who has just asked for the call."""
    if callee.objection or callee.bad_number:
        return No(callee.objection or callee.bad_number)
    first = now if any_hour else next_allowed(hours, callee.zone, callee.until_21, now)
    if first == now:
        return Yes()
    return WaitUntil(first) if first is not None and first <= latest else No(OUT_OF_HOURS)


def next_allowed(hours: CallingHours, zone: str, until_21: bool, now: datetime) -> datetime | None:
    """The first moment from now on within hours and days, local to `zone`; None where no day is allowed."""
    local = now.astimezone(ZoneInfo(zone))
    if allowed(hours, until_21, local):
        return now
    begin = time(0) if hours.always else hours.begin
    for ahead in range(8):
        day = local.date() + timedelta(days=ahead)
        opening = moment(day, begin, zone)
        if day.weekday() in hours.days and opening > now:
            return opening
    return None


def allowed(hours: CallingHours, until_21: bool, local: datetime) -> bool:
    """The end itself is too late."""
    if local.weekday() not in hours.days:
        return False
    if hours.always:
        return True
    end = max(hours.end, hours.wish_end) if until_21 else hours.end
    return hours.begin <= local.time() < end
