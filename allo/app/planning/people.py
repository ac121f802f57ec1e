"""Who a session calls: loaded once, asked for each session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allo.app.ports import UnitOfWork
from allo.domain.callees import Callee, Roll, callees_of, of_artist, of_host, one_per_telephone
from allo.domain.people import Artist, DutyOfficer, Group, Host, Listener
from allo.domain.sessions import Session
from allo.domain.structures import Structure


@dataclass(frozen=True, slots=True)
class People:
    """`zone`: the programme's; `staff_numbers`: the only ones a rehearsal rings."""

    zone: str
    listeners: Sequence[Listener] = ()
    groups: Sequence[Group] = ()
    artists: Mapping[int, Artist] | None = None
    hosts: Mapping[int, Host] | None = None
    structures: Mapping[int, Structure] | None = None
    staff_numbers: frozenset[str] = frozenset()

    def wave(self, session: Session) -> Roll:
        """Nobody for a session that is not programmed."""
        if not session.programmed:
            return Roll((), ())
        structures = self.structures or {}
        return callees_of(
            session,
            self.listeners,
            self.groups,
            structures=structures,
            zone=self.zone,
            staff_numbers=self.staff_numbers,
        )

    def hosts_of(self, session: Session) -> tuple[Callee, ...]:
        """Those that can be called; nobody for a session that is not programmed."""
        known, structures = self.hosts or {}, self.structures or {}
        found = [known[one] for one in session.hosts if one in known and session.programmed]
        return _callable(of_host(one, structures.get(one.structure or 0), self.zone) for one in found)

    def artists_of(self, session: Session) -> tuple[Callee, ...]:
        known = self.artists or {}
        found = [known[one] for one in session.artists if one in known and session.programmed]
        return _callable(of_artist(one, self.zone) for one in found)

    def all_of(self, session: Session) -> tuple[Callee, ...]:
        """Staff first, one a telephone."""
        return one_per_telephone((*self.hosts_of(session), *self.artists_of(session), *self.wave(session).callees))


async def load_people(uow: UnitOfWork, zone: str) -> People:
    artists, hosts, duty = await uow.artists.find(), await uow.hosts.find(), await uow.duty.find()
    return People(
        zone=zone,
        listeners=await uow.listeners.find(call_me=True),
        groups=await uow.groups.find(call_me=True),
        artists={one.id: one for one in artists},
        hosts={one.id: one for one in hosts},
        structures={one.id: one for one in await uow.structures.find()},
        staff_numbers=_numbers(*artists, *hosts, *duty),
    )


def _numbers(*staff: Artist | Host | DutyOfficer) -> frozenset[str]:
    return frozenset(one.number for one in staff if one.number)


def _callable(found: Iterable[Callee]) -> tuple[Callee, ...]:
    return tuple(one for one in found if not (one.objection or one.bad_number))
