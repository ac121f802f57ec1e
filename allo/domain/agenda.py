"""The agenda: what is due for a session, at what moment; how stored moments follow a session that changes.

Moments are rows with a due time in UTC, done once. What is past due is made up at once, in order, until T+20; past it
the moments up to the session's own (`BEFORE_CLOSING`) are too late and ring nobody, the others still run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from allo.domain.records import Moment, MomentName
from allo.domain.rules import Rules
from allo.domain.sessions import Kind, Session, Status

TOO_LATE = "trop tard"
"""The result of a moment that was met after T+20."""

CLOSING = (MomentName.WARN, MomentName.CLOSE, MomentName.ARCHIVE)
BEFORE_CLOSING = tuple(name for name in MomentName if name not in CLOSING)
_ORDER = {name: place for place, name in enumerate(MomentName)}


def moments_of(session: Session, rules: Rules) -> tuple[Moment, ...]:
    """In the order they fall due. None for a session that is not to come (held, cancelled, settled by an import);
    an unprogrammed one only has its check, a rehearsal all but that and the wave."""
    if session.status is not Status.PLANNED or session.settled:
        return ()
    due = {} if session.rehearsal else {MomentName.CHECK: _before(session, rules.check_lead_minutes)}
    if session.programmed:
        due |= _stage_due(session, rules) | _room_due(session, rules)
    return in_order(Moment(session=session.id, name=name, due=at) for name, at in due.items())


def _stage_due(session: Session, rules: Rules) -> dict[MomentName, datetime]:
    due: dict[MomentName, datetime] = {}
    if session.hosts:
        due[MomentName.CALL_HOST] = _before(session, rules.host_lead_minutes)
    if session.artists:
        due[MomentName.CALL_ARTIST] = _before(session, rules.artist_lead_minutes)
    return due


def _room_due(session: Session, rules: Rules) -> dict[MomentName, datetime]:
    """A very short session has neither a warning before its start nor a late artist."""
    late = _before(session, -rules.late_minutes)
    warn = session.ends_at - timedelta(minutes=rules.warn_lead_minutes)
    due = {
        MomentName.OPEN: _before(session, rules.open_lead_minutes),
        MomentName.WAVE: _before(session, rules.open_lead_minutes),
        MomentName.START: session.starts_at,
        MomentName.WARN: max(warn, session.starts_at),
        MomentName.CLOSE: session.ends_at,
        MomentName.ARCHIVE: session.ends_at + timedelta(minutes=rules.archive_minutes),
    }
    if session.rehearsal:
        del due[MomentName.WAVE]
    return due | ({MomentName.LATE: late} if late < session.ends_at else {})


def _before(session: Session, minutes: int) -> datetime:
    return session.starts_at - timedelta(minutes=minutes)


def in_order(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """By due time; at one time as their names stand (a room opens before its wave)."""
    return tuple(sorted(moments, key=lambda one: (one.due is not None, one.due, _ORDER[one.name])))


def last_call(session: Session, rules: Rules) -> datetime:
    """T+20: past it nothing is made up and nobody is rung."""
    return session.starts_at + timedelta(minutes=rules.grace_minutes)


def too_late(moment: Moment, session: Session, now: datetime, rules: Rules) -> bool:
    """The moment is only to be marked done, with `TOO_LATE` as its result. One that was put off while the session was
    under way (the artist's five minutes more) has its own time."""
    limit = last_call(session, rules)
    if moment.due is not None:
        limit = max(limit, moment.due + timedelta(minutes=rules.more_time_minutes))
    return moment.name in BEFORE_CLOSING and now > limit


def truly_done(moment: Moment | None) -> bool:
    return moment is not None and moment.done_at is not None and moment.result != TOO_LATE


def begun(session: Session, stored: Mapping[MomentName, Moment], now: datetime) -> bool:
    """The hour has struck, or the room is open: from here the room keeps its own time (an artist's five minutes, the
    host's ten), and the session cannot be moved."""
    return now >= session.starts_at or truly_done(stored.get(MomentName.OPEN))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What makes the stored moments equal to those wanted."""

    add: tuple[Moment, ...] = ()
    save: tuple[Moment, ...] = ()
    remove: tuple[Moment, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.add or self.save or self.remove)

    def made_to(self, stored: Iterable[Moment]) -> tuple[Moment, ...]:
        """The moments as they are after it."""
        changed = {one.name: one for one in self.save}
        gone = {one.name for one in self.remove}
        kept = (changed.get(one.name, one) for one in stored if one.name not in gone)
        return in_order((*kept, *self.add))


def arranged(session: Session, stored: Iterable[Moment], rules: Rules, now: datetime) -> Arrangement:
    """Before the session begins its moments follow it wherever it goes. Once it has begun missing ones are still made,
    but none is re-dated or taken away: those that moved, moved on purpose."""
    here = {one.name: one for one in stored}
    wanted = moments_of(session, rules)
    if not wanted:
        return Arrangement(remove=_left_over(here))
    missing = tuple(one for one in wanted if one.name not in here)
    if begun(session, here, now):
        return Arrangement(add=missing)
    known = [(here[one.name], one) for one in wanted if one.name in here]
    names = {one.name for one in wanted}
    return Arrangement(
        add=missing,
        save=tuple(_redated(old, new, now) for old, new in known if old.due != new.due),
        remove=tuple(one for name, one in here.items() if name not in names),
    )


def _redated(old: Moment, new: Moment, now: datetime) -> Moment:
    """A moment that was done is to be done anew where it now lies ahead (the host who was rung for 15:00 is rung for
    16:00); where both its times are past, once is enough."""
    ahead = new.due is not None and new.due > now
    return replace(old, due=new.due, done_at=None, result="") if ahead else replace(old, due=new.due)


def _left_over(stored: Mapping[MomentName, Moment]) -> tuple[Moment, ...]:
    """All moments of a session that is over, or will not be. Where somebody was already rung or let in, its close and
    archive remain: calls must end and facts be kept."""
    touched = any(truly_done(one) for one in stored.values() if one.name is not MomentName.CHECK)
    if not touched:
        return tuple(stored.values())
    remaining = (MomentName.CLOSE, MomentName.ARCHIVE)
    return tuple(one for one in stored.values() if one.done_at is None and one.name not in remaining)


def outcome_of(session: Session, *, began: bool, artist_came: bool, reason: str) -> Session:
    """What a session was, at its close. `began`: its performance or exchange, with an artist or host in the room.
    A session that has its outcome, or was never programmed, stays as it is."""
    if session.status is not Status.PLANNED or not session.programmed:
        return session
    if not began:
        return replace(session, status=Status.CANCELLED, reason=reason)
    held = replace(session, status=Status.HELD, reason="")
    if session.kind.has_artist and not artist_came:
        return replace(held, kind=Kind.OPEN_FLOOR, artists=())
    return held
