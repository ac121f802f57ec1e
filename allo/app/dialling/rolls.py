"""Who stands on the roll of a session's wave."""

from __future__ import annotations

from allo.app.planning.people import People
from allo.domain.callees import Roll
from allo.domain.sessions import Session


def roll_of(people: People, session: Session) -> Roll:
    """Without the telephones of who is on stage in this session: they are rung as artist or host."""
    stage = {one.telephone.key for one in (*people.hosts_of(session), *people.artists_of(session))}
    roll = people.wave(session)
    return Roll(tuple(one for one in roll.callees if one.telephone.key not in stage), roll.undialable)
