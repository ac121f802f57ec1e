"""An association with its calendar: what the tests of planning are written with. Now is Monday 23 November 2026, 09:00
in Paris; Ana performs, Paul hosts, Jeanne and a group asked to be called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any, cast

from allo.app.arrange_moments import arrange_moments
from allo.app.cancel_session import Cancelled, cancel_session
from allo.app.create_session import create_session
from allo.app.house import House
from allo.app.move_session import Moved, move_session
from allo.app.plan_sessions import Planned, plan_sessions
from allo.app.ports import Store, Telephony
from allo.app.program_session import Programme, program_session
from allo.domain.ledger import Attempt
from allo.domain.people import Artist, Consent, Group, Host, Listener
from allo.domain.records import Moment, SlotException
from allo.domain.rules import Rules
from allo.domain.sessions import Session, moment
from allo.domain.structures import Structure
from ivr_flows.catalogue import Catalogue
from tests.support.memory_store import MemoryStore, SeededIds

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PARIS = "Europe/Paris"
TUESDAY, THURSDAY = date(2026, 12, 1), date(2026, 12, 3)
THREE, FIVE = time(15), time(17)
CATALOGUE = Catalogue()


@dataclass
class CalendarHouse:
    rules: Rules = field(default_factory=Rules)
    now: datetime = NOW
    store: Store = field(default_factory=MemoryStore)

    @property
    def house(self) -> House:
        return House(self.store, cast("Telephony", None), self.rules, SeededIds(), CATALOGUE)

    async def add(self, table: str, *records: Any) -> list[Any]:
        async with self.store.write() as uow:
            return [await getattr(uow, table).add(one) for one in records]

    async def find(self, table: str, **equal: object) -> Sequence[Any]:
        async with self.store.read() as uow:
            return cast("Sequence[Any]", await getattr(uow, table).find(**equal))

    async def people(self) -> None:
        await self.add("artists", Artist(name="Ana Ruiz", number="+33199000001"), Artist(name="Tom Li"))
        await self.add("hosts", Host(name="Paul Roy", number="+33199000002"))
        agreed = {"call_me": True, "consent": Consent.GIVEN}
        await self.add("listeners", Listener(first_name="Jeanne", number="+33199000003", **agreed))  # type: ignore[arg-type]
        await self.add("listeners", Listener(first_name="Luc", number="+33199000004", call_me=True))
        await self.add("structures", Structure(name="Les Lilas", department="75"))
        await self.add("groups", Group(name="Atelier", structure=1, number="+33199000005", call_me=True))

    async def plan(self) -> Planned:
        return await plan_sessions(self.house, self.now)

    async def arrange(self) -> int:
        return await arrange_moments(self.house, self.now)

    async def create(self, day: date = TUESDAY, at: time = THREE, **fields: Any) -> Session:
        asked = Session(date=day, time=at, **{"artists": (1,), "hosts": (1,), **fields})
        return await create_session(self.store, asked, rules=self.rules, now=self.now, who="coordination")

    async def program(self, session: Session, **fields: Any) -> Session:
        programme = Programme(**fields)
        return await program_session(self.store, session.id, programme, rules=self.rules, now=self.now)

    async def move(self, session: Session, day: date, at: time) -> Moved:
        return await move_session(self.store, session.id, day, at, rules=self.rules, now=self.now)

    async def cancel(self, session: Session, reason: str = "artiste souffrante") -> Cancelled:
        return await cancel_session(self.store, session.id, reason=reason, rules=self.rules, now=self.now)

    async def done(self, session: Session, *names: str) -> None:
        """These moments were done at their hour."""
        async with self.store.write() as uow:
            for one in await uow.moments.find(session=session.id, name=names):
                await uow.moments.save(replace(one, done_at=one.due))

    async def imported(self, day: date = TUESDAY, at: time = THREE, **fields: Any) -> Session:
        """A row of `seances`, as an import writes it."""
        row = Session(line=self.rules.line, date=day, time=at, starts_at=moment(day, at, PARIS), **fields)
        return cast("Session", (await self.add("sessions", row))[0])

    async def decide(self, on: date, *, to: date | None = None, at: time | None = None, slot: str = "mardi") -> None:
        await self.add("exceptions", SlotException(slot=slot, on=on, moved_to_date=to, moved_to_time=at))

    async def at(self, day: date = TUESDAY, hour: time = THREE) -> Session | None:
        found = await self.find("sessions", date=day, time=hour)
        return cast("Session", found[0]) if found else None

    async def moments(self, session: Session) -> dict[str, Moment]:
        return {one.name.value: one for one in await self.find("moments", session=session.id)}

    async def calls(self, session: Session, **equal: object) -> list[Attempt]:
        return list(await self.find("attempts", session=session.id, **equal))
