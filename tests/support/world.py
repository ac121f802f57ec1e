"""A whole Allô on the exchange, in virtual time: people with telephones, a session, the duties of each second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from allo.app.dispatch import FrontDesk
from allo.app.house import House
from allo.app.ports import Abilities, Store
from allo.app.show_attendance import show_attendance
from allo.domain import room as rooms
from allo.domain.attendance_sheet import AttendanceSheet, PresentLine
from allo.domain.calls_made import CalledLine
from allo.domain.people import Artist, Consent, DutyOfficer, Group, Host, Listener
from allo.domain.records import Code, Task
from allo.domain.room import Room
from allo.domain.rules import Rules
from allo.domain.sessions import Kind, Session, moment
from allo.domain.structures import Structure
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.kinds import settle
from allo.telephony.simulator.timeline import Timeline
from allo.telephony.simulator.transcript import Transcript
from ivr_flows.catalogue import Catalogue
from scheduler.duties import DUTIES
from scheduler.rounds import Rounds
from tests.support.memory_store import MemoryStore, SeededIds

TUESDAY = date(2026, 12, 1)
THREE = time(15, 0)
PARIS = "Europe/Paris"
CATALOGUE = Catalogue()
ALWAYS: Mapping[str, Any] = {"days": tuple(range(7)), "begin": time(8, 0), "end": time(20, 0)}


class World:
    """`start`: the local wall-clock time at which the run begins, on the day of the session."""

    camille: Handset
    hugo: Handset

    def __init__(
        self,
        *,
        start: time = time(14, 30),
        rules: Rules | None = None,
        can: Abilities | None = None,
        store: Store | None = None,
        seed: int = 0,
    ) -> None:
        self.rules = rules or Rules()
        self.timeline = Timeline(moment(TUESDAY, start, PARIS))
        self.exchange = Exchange(self.timeline, seed=seed, can=can or Abilities())
        self.store = store or MemoryStore()
        self.transcript = Transcript()
        self.exchange.watch(self.transcript)
        self._numbers = iter(range(1, 99))
        self._lives = 0
        self._begin()

    def _begin(self) -> None:
        """A process of Allô: its house, its desk, its duties."""
        self._lives += 1
        self.house = House(self.store, self.exchange, self.rules, SeededIds(self._lives), CATALOGUE)
        self.exchange.connect(FrontDesk(self.house, self.timeline))
        self._tick(self._lives, Rounds(self.house, DUTIES))

    def _tick(self, life: int, rounds: Rounds) -> None:
        async def tick() -> None:
            if life == self._lives:
                await rounds.go(self.timeline.now())
                self.timeline.call_later(1.0, tick)

        self.timeline.call_later(0.0, tick)

    async def restarts(self, away: float = 8.0) -> None:
        """Allô dies, and is started again so many seconds later on the same store and the same exchange."""
        self.dies()
        await self.wait(away)
        self.comes_back()

    def dies(self) -> None:
        """The process of Allô is gone; the telephone network is not."""
        self._lives += 1
        self.exchange.connect(None)

    def comes_back(self) -> None:
        self._begin()

    # --- who there is ------------------------------------------------------------------------------------------------

    async def add(self, table: str, record: Any) -> Any:
        async with self.store.write() as uow:
            return await getattr(uow, table).add(record)

    def number(self) -> str:
        return f"+331990000{next(self._numbers):02}"

    async def session(self, at: time = THREE, *, on: date = TUESDAY, **fields: Any) -> Session:
        """Today's session, programmed unless told."""
        return await self.add("sessions", Session(date=on, time=at, starts_at=moment(on, at, PARIS), **fields))

    async def evening(self, title: str = "Chansons", *, hosted: bool = True, **fields: Any) -> Session:
        """Today's session with Camille, who sings, and Hugo, who hosts (`hosted`)."""
        artist, self.camille = await self.artist()
        host, self.hugo = await self.host() if hosted else (None, self.camille)
        kind = fields.get("kind", Kind.PERFORMANCE)
        staff = {"artists": (artist.id,) if kind.has_artist else (), "hosts": (host.id,) if host else ()}
        return await self.session(title=title, **{**staff, **fields})

    async def structure(self, name: str = "Les Tilleuls", **fields: Any) -> Structure:
        return await self.add("structures", Structure(name=name, department="75", **fields))

    async def listener(self, name: str, *, handset: dict[str, Any] | None = None, **fields: Any) -> Handset:
        """A person who agreed to be called, and their telephone."""
        home = Handset(self.exchange, fields.pop("number", None) or self.number(), name, **(handset or {}))
        await self.add_listener_at(home, name, **fields)
        return home

    async def add_listener_at(self, home: Handset, name: str, **fields: Any) -> None:
        """A person reached at a telephone that is there already."""
        agreed = {"call_me": True, "consent": Consent.GIVEN, "consent_on": TUESDAY - timedelta(days=30)}
        await self.add("listeners", Listener(first_name=name, number=home.number, **{**agreed, **fields}))

    async def lively(self, name: str, kind: str = "listener", *, options: Any = None, **fields: Any) -> Handset:
        """A listener who acts by themselves, of a kind of allo.telephony.simulator.kinds."""
        known = await self.listener(name, **fields)
        return settle(self.exchange, known.number, name, kind, options=options)

    async def group(self, name: str, structure: int, **fields: Any) -> Handset:
        number = self.number()
        await self.add("groups", Group(name=name, structure=structure, number=number, **fields))
        return Handset(self.exchange, number, name)

    async def artist(self, name: str = "Camille", **fields: Any) -> tuple[Artist, Handset]:
        number = self.number()
        artist = await self.add("artists", Artist(name=name, number=number))
        await self.add("codes", Code(party=f"artist:{artist.id}", digits=f"1111000{artist.id}"))
        return artist, Handset(self.exchange, number, name, **fields)

    async def host(self, name: str = "Hugo", **fields: Any) -> tuple[Host, Handset]:
        number = self.number()
        host = await self.add("hosts", Host(name=name, number=number))
        await self.add("codes", Code(party=f"host:{host.id}", digits=f"2222000{host.id}"))
        return host, Handset(self.exchange, number, name, **fields)

    async def officer(self, name: str = "Denise", rank: int = 0, **hours: Any) -> Handset:
        number = self.number()
        await self.add("duty", DutyOfficer(name=name, number=number, rank=rank, **{**ALWAYS, **hours}))
        return Handset(self.exchange, number, name)

    def stranger(self, name: str = "Inconnu", **fields: Any) -> Handset:
        return Handset(self.exchange, self.number(), name, **fields)

    # --- time --------------------------------------------------------------------------------------------------------

    async def until(self, hour: int, minute: int = 0, second: int = 0) -> None:
        """Let everything happen until this local time."""
        local = moment(TUESDAY, time(hour, minute), PARIS)
        await self.timeline.run_until(local + timedelta(seconds=second))
        self.check()

    async def wait(self, seconds: float) -> None:
        await self.timeline.run_for(seconds)
        self.check()

    def check(self) -> None:
        """Nothing may have failed at the desk unseen."""
        if self.exchange.failures:
            raise self.exchange.failures[0][1]

    # --- what people do ----------------------------------------------------------------------------------------------

    async def picks_up(self, handset: Handset, within: float = 1200) -> None:
        """Wait until it rings, and take the call."""
        await handset.rings(within)
        await self.wait(4)
        handset.picks_up()

    async def takes_call(self, handset: Handset, within: float = 1200) -> None:
        """Wait until it rings, take the call, press a key when asked, be in the room."""
        await self.picks_up(handset, within)
        await handset.hears("Bonjour")
        handset.presses("1")
        await self.enters(handset)

    async def calls_in(self, handset: Handset, code: str = "") -> None:
        """Ring the line (with a code where one is asked for) and be in the room."""
        handset.dials()
        if code:
            await handset.hears("tapez les huit chiffres")
            handset.presses(code)
        await self.enters(handset)

    async def enters(self, handset: Handset, within: float = 60) -> None:
        if not await self.timeline.until(lambda: self.is_in(handset), within):
            raise AssertionError(f"{handset.name} is not in the room; heard {handset.heard[-3:]}")
        await self.wait(1)

    async def stage(self, *, artist: bool = True) -> None:
        """Hugo takes the call at −20, Camille hers at −15."""
        if self.hugo is not self.camille:
            await self.takes_call(self.hugo)
        if artist:
            await self.takes_call(self.camille)

    async def card(self, handset: Handset, digits: str) -> None:
        """Étoile and a digit (or étoile alone), and the time to be back in the room."""
        handset.presses("*", digits)
        await self.wait(8)

    # --- what there is to see ----------------------------------------------------------------------------------------

    async def all(self, table: str, **equal: object) -> list[Any]:
        async with self.store.read() as uow:
            return list(await getattr(uow, table).find(**equal))

    async def change(self, table: str, key: int, **fields: Any) -> None:
        async with self.store.write() as uow:
            rows = getattr(uow, table)
            await rows.save(replace(await rows.get(key), **fields))

    async def tasks(self) -> list[str]:
        found: list[Task] = await self.all("tasks")
        return [one.kind.value for one in found]

    async def tonight(self) -> Session:
        """The programmed session of today, as it now stands."""
        return next(one for one in await self.all("sessions", date=TUESDAY) if one.slot == "")

    async def room(self) -> Room:
        records = await self.all("rooms")
        return rooms.from_plain(records[-1].state)

    async def phase(self) -> str:
        return (await self.room()).phase.value

    def inside(self) -> list[str]:
        """The names of those in a room, in order of arrival."""
        return [leg.telephone.name for leg in self.exchange.in_room()]

    def is_in(self, handset: Handset) -> bool:
        return any(leg.telephone is handset for leg in self.exchange.in_room())

    def is_heard(self, handset: Handset) -> bool:
        """Their microphone is open in a room."""
        legs = [leg for leg in self.exchange.in_room() if leg.telephone is handset]
        return bool(legs) and legs[0].open_microphone

    def rings(self, handset: Handset) -> int:
        return len(self.rung(handset))

    def rung(self, handset: Handset) -> list[str]:
        """The local times at which this telephone rang: "14:56:01"."""
        mine = [ring.at for ring in self.exchange.rings.log if ring.number == handset.number]
        return [f"{at.astimezone(ZoneInfo(PARIS)):%H:%M:%S}" for at in mine]

    async def sheet(self) -> AttendanceSheet:
        return await show_attendance(self.store, TUESDAY.isoformat())

    async def present(self, name: str) -> PresentLine:
        return next(one for one in (await self.sheet()).present if one.name == name)

    async def called(self, name: str) -> CalledLine:
        return next(one for one in (await self.sheet()).called if one.name == name)

    def now(self) -> datetime:
        return self.timeline.now()
