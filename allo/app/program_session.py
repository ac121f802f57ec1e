"""Program a session: give it its artists, hosts and text. From now on it calls people."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from allo.app.planning.moments import arrange, done_anew
from allo.app.planning.places import check_free, check_open_to_change, check_people, check_programmed, locked
from allo.app.planning.trail import leave_trail
from allo.app.ports import Store
from allo.domain.records import MomentName
from allo.domain.rules import Rules
from allo.domain.sessions import Access, Kind, Session


@dataclass(frozen=True, slots=True)
class Programme:
    """What is said of a session; None leaves as it is."""

    artists: tuple[int, ...] | None = None
    hosts: tuple[int, ...] | None = None
    kind: Kind | None = None
    title: str | None = None
    minutes: int | None = None
    partner: str | None = None
    programmed_by: str | None = None
    mediation: str | None = None
    access: Access | None = None
    rehearsal: bool | None = None

    def made_to(self, session: Session) -> Session:
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(session, **{name: value for name, value in said.items() if value is not None})


async def program_session(
    store: Store, session: int, programme: Programme, *, rules: Rules, now: datetime, who: str = ""
) -> Session:
    """What is past due is made up at once: a host added at T−10 is rung then.
    Raises NotProgrammed, Overlap, TooLate, UnknownPerson, UnknownSession."""
    async with store.write() as uow:
        before = await locked(uow, session)
        check_open_to_change(before, rules, now)
        programmed = programme.made_to(before)
        check_programmed(programmed)
        await check_people(uow, programmed)
        await check_free(uow, programmed)
        if programmed == before:
            return before
        await uow.sessions.save(programmed)
        await done_anew(uow, session, _for_the_new(before, programmed))
        await arrange(uow, [programmed], rules, now)
        await leave_trail(uow, "session_programmed", programmed, now=now, who=who)
    return programmed


def _for_the_new(before: Session, after: Session) -> list[MomentName]:
    """The moments that call people who were not there before; the ledger rings nobody twice."""
    names = []
    if set(after.hosts) - set(before.hosts):
        names.append(MomentName.CALL_HOST)
    if set(after.artists) - set(before.artists):
        names.append(MomentName.CALL_ARTIST)
    return names
