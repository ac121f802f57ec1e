"""Who plays in the demo: the people of the season at their telephones, by chance of the seed; and some who call in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from allo.app.ports import Store, UnitOfWork
from allo.commands.incidents import caller, incidents, playing
from allo.domain.people import Listener
from allo.domain.sessions import Session
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.kinds import settle
from allo.telephony.simulator.talk_lines import Deck

_STRANGERS = (("Paulette", "+33199000071"), ("Firmin", "+33353010072"), ("Gisèle", "+33465710073"))
_SWITCHBOARD = "Le standard des Glycines"
_BEFORE, _AFTER = -480.0, 1500.0  # seconds from the hour within which strangers ring


@dataclass(frozen=True, slots=True)
class Casting:
    """`rotary`: every listener has a telephone without keys."""

    exchange: Exchange
    seed: int
    rotary: bool = False
    deck: Deck = field(default_factory=Deck)

    async def install(self, store: Store, session: Session | None = None) -> None:
        """A telephone, and somebody by it, for each number of the season; the session's calls from outside too."""
        async with store.read() as uow:
            await self._staff(uow, session)
            await self._groups(uow)
            await self._listeners(uow, session)
            if session is not None:
                await self._scouts(uow, session)
        if session is not None:
            self._strangers(session)

    async def _staff(self, uow: UnitOfWork, session: Session | None) -> None:
        """Of the session; all, where none is named."""
        artists, hosts = ({}, {}) if session is None else ({"id": session.artists}, {"id": session.hosts})
        for artist in await uow.artists.find(**artists):
            doing = {"minutes": self._chance("piece").uniform(17.0, 24.0), "doing": playing(artist.discipline)}
            self._settle(artist.number, artist.name, "artist", doing)
        for host in await uow.hosts.find(**hosts):
            self._settle(host.number, host.name, "host", {})
        for officer in await uow.duty.find():
            self._settle(officer.number, officer.name, "duty", {})

    async def _groups(self, uow: UnitOfWork) -> None:
        for group in await uow.groups.find():
            heads = max(1, (group.usual_count or 5) + self._chance(group.number).randint(-2, 2))
            self._settle(group.number, group.name, "group", {"heads": heads})

    async def _listeners(self, uow: UnitOfWork, session: Session | None) -> None:
        by_number: dict[str, list[Listener]] = {}
        for listener in await uow.listeners.find():
            by_number.setdefault(listener.number, []).append(listener)
        plain = [number for number, people in by_number.items() if self._is_plain(people)]
        kinds = incidents(self._chance("incidents"), plain, rotary=self.rotary)
        for number, people in by_number.items():
            if any(one.extension or one.ask_for for one in people):
                self._switchboard(number, people)
            else:
                self._home(number, people, kinds.get(number) or self._kind(people[0]), session)

    def _is_plain(self, people: Sequence[Listener]) -> bool:
        """Rung on a Tuesday, at a telephone of their own: something may happen to them."""
        one = people[0]
        return one.call_me and one.consent_on is not None and not (one.extension or one.ask_for or one.no_keys)

    def _home(self, number: str, people: Sequence[Listener], kind: str, session: Session | None) -> None:
        """One telephone and who lives there. Those whom nobody rings, and those who come home late, ring us."""
        name = " et ".join(one.first_name for one in people)
        rings_us = session is not None and not people[0].call_me
        handset = self._settle(number, name, "caller" if rings_us else kind, {})
        if session is not None and handset is not None and (rings_us or kind == "late"):
            seconds = (300.0, 800.0) if kind == "late" and not rings_us else (-500.0, 240.0)
            caller(self.exchange, handset, session.starts_at, self._chance(f"{number}/rings").uniform(*seconds))

    def _switchboard(self, number: str, people: Sequence[Listener]) -> None:
        inside = {one.extension or one.ask_for: self._kind(one) for one in people}
        names = {one.extension or one.ask_for: one.first_name for one in people}
        self._settle(number, _SWITCHBOARD, "switchboard", {"inside": inside, "names": names})

    def _kind(self, listener: Listener) -> str:
        if self.rotary or listener.no_keys:
            return "rotary"
        chance = self._chance(f"{listener.number}/{listener.first_name}")
        return chance.choices(("listener", "key_listener", "slow", "pulse"), weights=(70, 20, 6, 4))[0]

    async def _scouts(self, uow: UnitOfWork, session: Session) -> None:
        """In some runs, a referent rings from a structure's own telephone to discover."""
        chance = self._chance("scout")
        offices = [one for one in await uow.structures.find() if one.referent_number]
        taken = {one.structure for one in await uow.groups.find()}
        free = [one for one in offices if one.id not in taken]
        if free and chance.random() < 0.5:
            office = chance.choice(free)
            handset = self._settle(office.referent_number, office.referent or office.name, "scout", {})
            if handset is not None:
                caller(self.exchange, handset, session.starts_at, chance.uniform(-120.0, 600.0))

    def _strangers(self, session: Session) -> None:
        """Some who are not in the season ring the line by themselves."""
        chance = self._chance("callers")
        for name, number in chance.sample(_STRANGERS, chance.choice((0, 1, 1, 2))):
            handset = self._settle(number, name, "caller", {})
            if handset is not None:
                caller(self.exchange, handset, session.starts_at, chance.uniform(_BEFORE, _AFTER))

    def _settle(self, number: str, name: str, kind: str, options: dict[str, object]) -> Handset | None:
        if not number:
            return None
        ways = {**options, "deck": self.deck, "rotary": self.rotary and kind not in ("artist", "host", "duty")}
        return settle(self.exchange, number, name, kind, seed=self.seed, options=ways)

    def _chance(self, what: str) -> Random:
        return Random(f"{self.seed}/{what}")  # noqa: S311 - whims, no secret
