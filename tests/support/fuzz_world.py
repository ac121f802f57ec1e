"""The whole service on the exchange through a stormy hour: people of random kinds, random callers, whims, restarts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from allo.app.dispatch import FrontDesk
from allo.app.house import House
from allo.app.ports import Abilities, Clock, Desk, Telephony
from allo.domain.errors import AlloError, StorageUnavailable
from allo.domain.people import Artist, Consent, DutyOfficer, Group, Host, Listener
from allo.domain.rules import Rules
from allo.domain.sessions import Kind, Session, moment
from allo.domain.structures import Structure
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.habits import PRESSES_A_KEY, SAYS_YES, hangs_up
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.kinds import listener_kind, settle
from allo.telephony.simulator.persons import Habit, Person
from allo.telephony.simulator.timeline import Timeline
from allo.telephony.simulator.transcript import Transcript
from ivr_flows.catalogue import Catalogue
from scheduler.duties import DUTIES, Duty
from tests.support.fuzz_life import Life, MortalStore, MortalTelephony, ProcessDied, Reception
from tests.support.fuzz_truth import Truth
from tests.support.fuzz_weather import Weather
from tests.support.memory_store import MemoryStore, SeededIds

TUESDAY = date(2026, 12, 1)
MINUTES = 24
CATALOGUE = Catalogue()
_LISTENERS, _GROUPS, _CALLERS = 8, 3, 4
STAR_LEAVES = Abilities(keys_in_room=False, private_in_room=False, volume=False, whisper=False)
_TALK_ENDS = Habit("je vous mets en relation", hangs_up, after=(20.0, 90.0))
_EVENING = time(19, 45)  # its last redials would fall outside the hours


@dataclass(frozen=True, slots=True)
class Build:
    """What a mutant changes: the desk, the duties, the provider as the house sees it; the climate it does worst in, and
    what the provider can do there (None: by chance)."""

    desk: Callable[[House, Clock], Desk] = FrontDesk
    duties: tuple[Duty, ...] = DUTIES
    provider: Callable[[Telephony], Telephony] = lambda telephony: telephony
    climate: Mapping[str, float] = field(default_factory=dict)
    can: Abilities | None = None


SOUND = Build()


@dataclass(frozen=True, slots=True)
class Someone:
    """`party`: "" for a stranger; `wanted`: in the wave; `agreed`: may be rung at all; `heads`: of a group."""

    handset: Handset
    kind: str
    party: str = ""
    wanted: bool = False
    agreed: bool = True
    heads: int = 0


class FuzzWorld:
    """`lives`: processes so far; `life`: the present one, None while Allô is away."""

    def __init__(self, seed: int, build: Build = SOUND) -> None:
        self.seed, self.build = seed, build
        self.people: list[Someone] = []
        self.lives = 0
        self.chance = Random(f"world/{self.seed}")
        self.at = _EVENING if self.chance.random() < 0.2 else time(15, 0)
        self.starts_at = moment(TUESDAY, self.at, "Europe/Paris")
        begin, self.over = self.starts_at - timedelta(minutes=22), self.starts_at + timedelta(minutes=MINUTES + 22)
        self.timeline = Timeline(begin)
        self.weather = Weather(self.seed, begin, self.over, build.climate)
        can = self.chance.choice((Abilities(), STAR_LEAVES))
        self.can = build.can or replace(can, machine_detection=self.chance.random() < 0.5)
        self.exchange = Exchange(self.timeline, seed=self.seed, can=self.can)
        self.exchange.wire = self._wire
        self.exchange.faults.decide = self._decide
        self.truth, self.transcript = Truth(), Transcript()
        self.exchange.watch(self.truth)
        self.exchange.watch(self.transcript)
        self.rules = Rules(max_calls=self.chance.choice((None, None, None, 7)))
        self.store = MemoryStore("nobody")
        self.ids = SeededIds(self.seed)
        self._numbers = iter(range(1, 99))
        self.life: Life | None = None
        self.be_born()
        self._tick()

    # --- weather -----------------------------------------------------------------------------------------------------

    def _wire(self, event: Any) -> Any:
        self.weather.now = self.timeline.now()
        return self.weather.wire(event)

    def _decide(self, verb: str, key: str) -> Any:
        self.weather.now = self.timeline.now()
        return self.weather.decide(verb, key)

    # --- lives of the process ----------------------------------------------------------------------------------------

    def be_born(self) -> None:
        """A new process on the same store."""
        self.lives += 1
        self.life = life = Life(f"life-{self.lives}", self.weather)
        provider = self.build.provider(MortalTelephony(self.exchange, life))
        self.house = House(MortalStore(self.store, life), provider, self.rules, self.ids, CATALOGUE)
        self.exchange.connect(Reception(self.weather, self.build.desk(self.house, self.timeline)))
        self._next: dict[str, datetime] = {}

    def bury(self) -> None:
        """It is dead: its lock is free, nobody is at the desk; another begins in a while."""
        life, self.life = self.life, None
        if life is not None:
            life.dead = True
            self.store.alive.discard(life.name)
            self.exchange.connect(Reception(self.weather))
            self.timeline.call_later(self.chance.uniform(1.0, 25.0), self.be_born)

    def _tick(self) -> None:
        async def tick() -> None:
            self.weather.now = self.timeline.now()
            if self.life is not None and not self.life.dead:
                await self._duties()
            if self.life is not None and self.life.dead:
                self.bury()
            self.timeline.call_later(1.0, tick)

        self.timeline.call_later(0.0, tick)

    async def _duties(self) -> None:
        """As the ticker does: a duty that fails is asked again at its next tick."""
        now = self.timeline.now()
        for duty in self.build.duties:
            if now < self._next.get(duty.name, now):
                continue
            self._next[duty.name] = now + timedelta(seconds=duty.period)
            try:
                await duty.do(self.house, now)
            except AlloError:
                continue
            except ProcessDied:
                return

    def plan_deaths(self) -> None:
        """kill -9 at some read, write or request, in storms only."""
        for spell in self.weather.spells:
            if spell.storm and not self.weather.blind and self.chance.random() < 0.35:
                at = spell.begin + (spell.end - spell.begin) * self.chance.random() * 0.8
                self.timeline.call_at(at, self._light_fuse)

    def _light_fuse(self) -> None:
        if self.life is not None and self.life.fuse is None:
            self.life.fuse = self.chance.randint(1, 60)

    def failures(self) -> list[Exception]:
        """What the desk raised that the weather does not explain."""
        return [one for _, one in self.exchange.failures if not isinstance(one, ProcessDied | StorageUnavailable)]

    # --- who there is ------------------------------------------------------------------------------------------------

    async def add(self, table: str, record: Any) -> Any:
        async with self.store.write() as uow:
            return await getattr(uow, table).add(record)

    def number(self) -> str:
        return f"+331990000{next(self._numbers):02}"

    def settle(self, name: str, kind: str, options: dict[str, object] | None = None, **fields: Any) -> Someone:
        """Somebody of this kind at a telephone of their own."""
        number = fields.pop("number", None) or self.number()
        handset = settle(self.exchange, number, name, kind, seed=self.seed, options=options)
        one = Someone(handset, kind, **fields)
        self.people.append(one)
        return one

    async def populate(self) -> None:
        """Everybody, the session, what they will do unasked, and when the process dies."""
        await self._stage()
        structure = await self.add("structures", Structure(name="Les Tilleuls", department="75"))
        for place in range(_LISTENERS):
            await self._listener(place)
        for place in range(_GROUPS):
            await self._group(place, structure.id)
        for place in range(self.chance.randint(0, 2)):
            await self._officer(place)
        self._callers()
        self._whims()
        self.plan_deaths()

    async def _stage(self) -> None:
        chance = self.chance
        artist, host = self.number(), self.number()
        self.artist = await self.add("artists", Artist(name="Camille", number=artist))
        self.host = await self.add("hosts", Host(name="Hugo", number=host))
        artist_kind = "absent" if chance.random() < 0.2 else "artist"
        host_kind = "absent" if chance.random() < 0.2 else "host"
        minutes: dict[str, object] = {"minutes": chance.uniform(6, 16)}
        self.settle("Camille", artist_kind, minutes, number=artist, party=f"artist:{self.artist.id}")
        self.settle("Hugo", host_kind, number=host, party=f"host:{self.host.id}")
        await self._session()

    async def _session(self) -> None:
        """Mostly an artist and a host; now and then an artist alone, or a host and no artist."""
        lot = self.chance.random()
        artists, hosts = (self.artist.id,) if lot > 0.15 else (), (self.host.id,) if lot < 0.85 else ()
        kind = Kind.PERFORMANCE if artists else Kind.OPEN_FLOOR
        fields = {"starts_at": self.starts_at, "minutes": MINUTES, "kind": kind}
        session = Session(date=TUESDAY, time=self.at, artists=artists, hosts=hosts, **fields)
        self.session = await self.add("sessions", session)

    async def _listener(self, place: int) -> None:
        number, name = self.number(), f"Auditeur{place}"
        kinds = ("stops_calls", "unreachable", "invalid", "cut")
        kind = listener_kind(self.seed, number) if self.chance.random() < 0.75 else self.chance.choice(kinds)
        consent = Consent.GIVEN if place else self.chance.choice((Consent.STOPPED, Consent.SUSPENDED))
        fields = {"consent": consent, "call_me": True, "until_21": self.chance.random() < 0.3}
        listener = await self.add("listeners", Listener(first_name=name, number=number, **fields))
        agreed = consent is Consent.GIVEN
        cut: dict[str, object] = {"after": self.chance.uniform(20, 900), "times": 2}
        options = cut if kind == "cut" else None
        self.settle(name, kind, options, number=number, party=f"listener:{listener.id}", wanted=agreed, agreed=agreed)

    async def _group(self, place: int, structure: int) -> None:
        number, heads = self.number(), self.chance.randint(3, 9)
        fields = {"usual_count": 12 + place, "call_me": True}
        group = await self.add("groups", Group(name=f"Groupe{place}", structure=structure, number=number, **fields))
        who = {"party": f"group:{group.id}", "wanted": True, "heads": heads}
        one = self.settle(f"Groupe{place}", "group", {"heads": heads}, number=number, **who)
        if isinstance(one.handset.person, Person) and not self.can.machine_detection:  # they answer by a key
            spoken = [habit for habit in one.handset.person.habits if habit is not SAYS_YES]
            one.handset.person.habits = (*spoken, PRESSES_A_KEY)

    async def _officer(self, place: int) -> None:
        number = self.number()
        always = {"days": tuple(range(7)), "begin": time(8, 0), "end": time(20, 30)}
        officer = await self.add("duty", DutyOfficer(name=f"Denise{place}", number=number, rank=place, **always))
        kind = self.chance.choice(("duty", "duty", "absent"))
        denise = self.settle(f"Denise{place}", kind, number=number, party=f"duty:{officer.id}")
        if isinstance(denise.handset.person, Person):
            denise.handset.person.habits = (*denise.handset.person.habits, _TALK_ENDS)

    # --- what people do by themselves --------------------------------------------------------------------------------

    def _callers(self) -> None:
        """Strangers, and some who are registered, ring the line themselves."""
        for place in range(_CALLERS):
            kind = self.chance.choice(("listener", "key_listener", "rotary", "deaf"))
            self.settle(f"Inconnu{place}", kind, {"withheld": self.chance.random() < 0.3}, agreed=False)
        registered = [one for one in self.people if one.party.startswith("listener:")]
        for one in [*self.people[-_CALLERS:], *self.chance.sample(registered, 3)]:
            at = self.starts_at + timedelta(seconds=self.chance.uniform(-1200, 60 * MINUTES + 300))
            self.timeline.call_at(at, self._dials(one.handset))

    def _dials(self, handset: Handset) -> Callable[[], None]:
        def dials() -> None:
            if not (handset.ringing or handset.talking or handset._line):
                handset.dials()

        return dials

    def _whims(self) -> None:
        """Now and then somebody hangs up, is cut off, or presses a key."""
        chance = self.chance
        public = [one for one in self.people if one.party.partition(":")[0] in ("listener", "group", "")]
        staff = [one for one in self.people if one.party.startswith(("artist:", "host:"))]
        for one in [*chance.choices(public, k=8), *chance.choices(staff, k=chance.choice((0, 0, 1, 2)))]:
            at = self.starts_at + timedelta(seconds=chance.uniform(-500, 60 * MINUTES))
            act = chance.choice(("hang", "cut", "*1", "*0", "*81", "*6", "**", "0", "5"))
            self.timeline.call_at(at, self._does(one, act))

    def _does(self, one: Someone, act: str) -> Callable[[], None]:
        """A group, which is counted, presses keys of a whim in the room only."""
        handset = one.handset

        def does() -> None:
            if one.heads and handset not in [leg.telephone for leg in self.exchange.in_room()]:
                return
            if handset.talking and act == "hang":
                handset.hangs_up()
            elif handset.talking and act == "cut":
                handset.is_cut_off()
            elif handset.talking:
                handset.presses(act)

        return does

    # --- what there is to see ----------------------------------------------------------------------------------------

    async def all(self, table: str, **equal: object) -> list[Any]:
        async with self.store.read() as uow:
            return list(await getattr(uow, table).find(**equal))

    async def room_name(self) -> str:
        records = await self.all("rooms", session=self.session.id)
        return records[0].name if records else ""
