"""The sessions of the bench: people, telephones and lines made up for it, and the whole service that plays them."""

from __future__ import annotations

import time as real
from datetime import date, time, timedelta
from random import Random

from allo.app.dispatch import FrontDesk
from allo.app.house import House
from allo.app.plan_sessions import plan_sessions
from allo.app.ports import Abilities, Store, UnitOfWork
from allo.domain.people import Artist, Host, Listener
from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status, moment
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.kinds import LISTENERS, settle
from allo.telephony.simulator.timeline import Timeline
from bench.support.figures import CountingStore, Figures, TimedDesk
from ivr_flows.catalogue import Catalogue
from scheduler.duties import DUTIES
from scheduler.rounds import Rounds
from tests.support.memory_store import SeededIds

TUESDAY, THREE, ZONE = date(2026, 12, 1), time(15, 0), "Europe/Paris"
BEGINS = timedelta(minutes=9)  # before the hour: just before the hosts are rung
ENDS = timedelta(minutes=3)  # after the planned end: just after the archive
COME = (-350.0, 90.0)  # seconds from the hour within which listeners ring
CALLS_PER_SECOND = 10.0
RULES = Rules(  # leads shorter than usual: more of the run is people talking
    host_lead_minutes=8,
    artist_lead_minutes=7,
    open_lead_minutes=6,
    archive_minutes=2,
    calls_per_second=CALLS_PER_SECOND,
)
NO_CALLERS = {"voicemail", "absent", "refuses", "busy_first", "cut"}  # kinds of people for whom Allô must ring


class Season:
    """`people` of each session: an artist, a host, the others listeners."""

    def __init__(self, store: Store, sessions: int, people: int, minutes: int, seed: int) -> None:
        self.store = CountingStore(store)
        self._people, self._minutes, self._seed = people, minutes, seed
        self._lines = [f"+3319900{9000 + number}" for number in range(sessions)]
        self._chance = Random(seed)  # noqa: S311 - whims, no secret
        self._numbers = iter(range(9000))
        self.starts_at = moment(TUESDAY, THREE, ZONE)
        can = Abilities(calls_per_second=CALLS_PER_SECOND)
        self.timeline = Timeline(self.starts_at - BEGINS)
        self.exchange = Exchange(self.timeline, seed=seed, can=can, lines=self._lines)
        self.house = House(self.store, self.exchange, RULES, SeededIds(), Catalogue())
        self.desk = TimedDesk(FrontDesk(self.house, self.timeline))
        self.exchange.connect(self.desk)
        self._rounds = Rounds(self.house, DUTIES)
        self._most = 0

    # --- who there is ------------------------------------------------------------------------------------------------

    async def write(self) -> None:
        async with self.store.write() as uow:
            for line in self._lines:
                await self._session(uow, line)
        await plan_sessions(self.house, self.timeline.now())

    async def _session(self, uow: UnitOfWork, line: str) -> None:
        artist = await uow.artists.add(Artist(name=f"Artiste {line[-3:]}", number=self._number()))
        host = await uow.hosts.add(Host(name=f"Hôte {line[-3:]}", number=self._number()))
        minutes = self._minutes / 2 - 2
        settle(self.exchange, artist.number, artist.name, "artist", seed=self._seed, options={"minutes": minutes})
        settle(self.exchange, host.number, host.name, "host", seed=self._seed)
        session = Session(line=line, date=TUESDAY, time=THREE, starts_at=self.starts_at, minutes=self._minutes)
        await uow.sessions.add(_with_stage(session, artist.id, host.id))
        for number in range(self._people - 2):
            await self._listener(uow, line, f"Auditeur {line[-3:]}-{number}")

    async def _listener(self, uow: UnitOfWork, line: str, name: str) -> None:
        """Known to us, not to be rung: they ring the line of their session."""
        listener = await uow.listeners.add(Listener(first_name=name, number=self._number()))
        kinds = [one for one in LISTENERS if one not in NO_CALLERS]
        kind = self._chance.choices(kinds, weights=[LISTENERS[one] for one in kinds])[0]
        handset = settle(self.exchange, listener.number, name, kind, seed=self._seed)
        at = self.starts_at + timedelta(seconds=self._chance.uniform(*COME))
        self.timeline.call_at(at, lambda: handset.dials(line))

    def _number(self) -> str:
        return f"+3319900{next(self._numbers):04}"

    # --- the run -----------------------------------------------------------------------------------------------------

    async def play(self, name: str) -> Figures:
        """From before the hosts are rung until the archive, a simulated minute at a time."""
        self.store.writes = self.store.reads = 0
        self.timeline.call_later(0.0, self._tick)
        begins = self.timeline.now()
        ends = self.starts_at + timedelta(minutes=self._minutes) + ENDS
        minutes: list[float] = []
        worked = real.process_time()
        while self.timeline.now() < ends:
            began = real.perf_counter()
            await self.timeline.run_for(60.0)
            minutes.append(real.perf_counter() - began)
            if self.exchange.failures:
                raise self.exchange.failures[0][1]
        worked = real.process_time() - worked
        writes, reads = self.store.writes, self.store.reads
        held, missing = await self._outcome()
        return Figures(
            name=name,
            simulated=(self.timeline.now() - begins).total_seconds(),
            minutes=minutes,
            processor=worked,
            reactions=self.desk.reactions,
            answers=self.desk.answers,
            writes=writes,
            reads=reads,
            people=self._most,
            held=held,
            missing=missing,
        )

    async def _tick(self) -> None:
        await self._rounds.go(self.timeline.now())
        self._most = max(self._most, len(self.exchange.in_room()))
        self.timeline.call_later(1.0, self._tick)

    async def _outcome(self) -> tuple[int, tuple[str, ...]]:
        """How many sessions were held; what is missing of what must come out."""
        async with self.store.read() as uow:
            held = await uow.sessions.find(status=Status.HELD)
            presences = await uow.presences.find()
        expected = len(self._lines) * (self._people - 2)
        came = len({one.party for one in presences if one.party.startswith("listener:")})
        missing = [f"{len(self._lines) - len(held)} séances"] if len(held) != len(self._lines) else []
        missing += [f"{expected - came} auditeurs"] if came != expected else []
        missing += [f"{len(self.exchange.live_legs())} lignes encore ouvertes"] if self.exchange.live_legs() else []
        return len(held), tuple(missing)


def _with_stage(session: Session, artist: int, host: int) -> Session:
    return Session(
        line=session.line,
        date=session.date,
        time=session.time,
        starts_at=session.starts_at,
        minutes=session.minutes,
        artists=(artist,),
        hosts=(host,),
    )
