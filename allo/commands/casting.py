"""Who plays in the demo: the people of the season at their telephones, by chance of the seed; and some who call in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from allo.app.ports import Store, UnitOfWork
from allo.domain.people import Listener
from allo.domain.sessions import Session
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.kinds import listener_kind, settle

_CALLERS = (("Paulette", "+33199000071"), ("un curieux", "+33353010072"), ("Gisèle", "+33465710073"))
_SWITCHBOARD = "Standard des Glycines"


@dataclass(frozen=True, slots=True)
class Casting:
    """`rotary`: every listener has a telephone without keys."""

    exchange: Exchange
    seed: int
    rotary: bool = False

    async def install(self, store: Store, session: Session | None = None) -> None:
        """A telephone, and somebody by it, for each number of the season; the session's calls from outside too."""
        async with store.read() as uow:
            await self._staff(uow, session)
            await self._groups(uow)
            await self._listeners(uow)
        if session is not None:
            self._callers(session)

    async def _staff(self, uow: UnitOfWork, session: Session | None) -> None:
        """Of the session; all, where none is named."""
        artists, hosts = ({}, {}) if session is None else ({"id": session.artists}, {"id": session.hosts})
        for artist in await uow.artists.find(**artists):
            minutes = Random(f"{self.seed}/piece").uniform(17.0, 24.0)  # noqa: S311 - whims, no secret
            self._settle(artist.number, artist.name, "artist", {"minutes": minutes})
        for host in await uow.hosts.find(**hosts):
            self._settle(host.number, host.name, "host", {})
        for officer in await uow.duty.find():
            self._settle(officer.number, officer.name, "duty", {})

    async def _groups(self, uow: UnitOfWork) -> None:
        for group in await uow.groups.find():
            usual = group.usual_count or 5
            heads = max(1, usual + Random(f"{self.seed}/{group.number}").randint(-2, 2))  # noqa: S311 - whims
            self._settle(group.number, group.name, "group", {"heads": heads})

    async def _listeners(self, uow: UnitOfWork) -> None:
        by_number: dict[str, list[Listener]] = {}
        for listener in await uow.listeners.find():
            by_number.setdefault(listener.number, []).append(listener)
        for number, listeners in by_number.items():
            if any(one.extension or one.ask_for for one in listeners):
                inside = {one.extension or one.ask_for: self._kind(one) for one in listeners}
                self._settle(number, _SWITCHBOARD, "switchboard", {"inside": inside})
            else:
                name = " et ".join(one.first_name for one in listeners)
                self._settle(number, name, self._kind(listeners[0]), {})

    def _kind(self, listener: Listener) -> str:
        if self.rotary or listener.no_keys:
            return "rotary"
        return listener_kind(self.seed, f"{listener.number}/{listener.first_name}")

    def _settle(self, number: str, name: str, kind: str, options: dict[str, object]) -> Handset | None:
        if not number:
            return None
        return settle(self.exchange, number, name, kind, seed=self.seed, options=options)

    def _callers(self, session: Session) -> None:
        """Some who were not called ring the line by themselves, before the hour or after it."""
        chance = Random(f"{self.seed}/callers")  # noqa: S311 - whims, no secret
        kind = "rotary" if self.rotary else "listener"
        for name, number in _CALLERS[: chance.randint(1, len(_CALLERS))]:
            handset = self._settle(number, name, kind, {})
            at = session.starts_at + timedelta(seconds=chance.uniform(-480, 1500))
            if handset is not None:
                self.exchange.timeline.call_at(at, handset.dials)
