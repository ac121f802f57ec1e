"""A session about to begin, its people and a provider that only writes down: for the tests of dialling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from allo.app.dialling.ringing import end_attempt
from allo.app.do_due_moments import do_due_moments
from allo.app.errands import Errand
from allo.app.house import House
from allo.app.place_calls import place_calls
from allo.app.plan_waves import plan_waves
from allo.app.ports import UnitOfWork
from allo.app.settle_doubts import settle_doubts
from allo.domain import room as rooms
from allo.domain.agenda import moments_of
from allo.domain.calls import Call, State
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt
from allo.domain.people import Artist, Consent, DutyOfficer, Group, Host, Listener, Role
from allo.domain.records import MomentName, RoomRecord, Task
from allo.domain.room import Room, Seat
from allo.domain.rules import Rules
from allo.domain.sessions import Session, moment
from ivr_flows.catalogue import Catalogue
from tests.support.fake_telephony import FakeTelephony
from tests.support.memory_store import MemoryStore, SeededIds

TUESDAY = datetime(2026, 12, 1).date()  # noqa: DTZ001 - a day
START = moment(TUESDAY, time(15), "Europe/Paris")
JEANNE, ROSE, PAUL = "+33199000001", "+33199000002", "+33199000003"
HOST, ARTIST, DUTY, DUTY_2 = "+33199000011", "+33199000012", "+33199000021", "+33199000022"
CATALOGUE = Catalogue()


class Evening:
    """`at`: minutes from the start of the session. Seconds pass with `waits`, and all duties with them."""

    def __init__(self, at: float = -21, **rules: Any) -> None:
        self.rules = Rules(**rules)
        self.store = MemoryStore("this")
        self.telephony = FakeTelephony()
        self.house = House(self.store, self.telephony, self.rules, SeededIds(), CATALOGUE)
        self.now = START + timedelta(minutes=at)
        self.key = 0

    # --- who there is

    async def add(self, table: str, record: Any) -> Any:
        async with self.store.write() as uow:
            return await getattr(uow, table).add(record)

    async def session(self, *, staff: bool = True, **fields: Any) -> Session:
        """Programmed with an artist and a host; they have telephones where `staff`."""
        artist = await self.add("artists", Artist(name="Camille", number=ARTIST if staff else ""))
        host = await self.add("hosts", Host(name="Hugo", number=HOST if staff else ""))
        fields = {"artists": (artist.id,), "hosts": (host.id,), **fields}
        made = await self.add("sessions", Session(date=TUESDAY, time=time(15), starts_at=START, **fields))
        self.key = made.id
        for one in moments_of(made, self.rules):
            await self.add("moments", one)
        return made

    async def listener(self, number: str = JEANNE, **fields: Any) -> Listener:
        agreed = {"first_name": "Jeanne", "number": number, "call_me": True, "consent": Consent.GIVEN}
        return await self.add("listeners", Listener(**{**agreed, **fields}))

    async def group(self, number: str = PAUL, **fields: Any) -> Group:
        return await self.add("groups", Group(name="Le salon", number=number, call_me=True, **fields))

    async def officer(self, number: str = DUTY, **fields: Any) -> DutyOfficer:
        return await self.add("duty", DutyOfficer(name="Denise", number=number, **fields))

    # --- time

    async def waits(self, seconds: int) -> Evening:
        for _ in range(seconds):
            await self.tick()
            self.now += timedelta(seconds=1)
        return self

    async def until(self, minutes: float) -> Evening:
        return await self.waits(int((START + timedelta(minutes=minutes) - self.now).total_seconds()))

    async def tick(self) -> None:
        await do_due_moments(self.house, self.now, {MomentName.OPEN: open_room})
        if int(self.now.timestamp()) % 5 == 0:
            await plan_waves(self.house, self.now)
            await settle_doubts(self.house, self.now)
        await place_calls(self.house, self.now)

    # --- what happens on the telephone

    async def comes_in(self, party: str, role: Role = Role.HOST, *, inside: bool = True) -> None:
        """Sits in the room (or was in it), whoever rang whom."""
        async with self.store.write() as uow:
            (record,) = await uow.rooms.find(session=self.key)
            room = rooms.from_plain(record.state)
            seat = Seat(party, role, party, call=f"in-{party}", inside=inside, entered_at=self.now)
            room = replace(room, seats={**room.seats, party: seat})
            await uow.rooms.save(replace(record, state=rooms.to_plain(room)))

    async def ends(self, number: str, outcome: Outcome, *, answered: float | None = None, **row: Any) -> Attempt | None:
        """The live call to that number ends now; `answered`: so many seconds after it was picked up; `row`: what was
        noted of the attempt before (machine, reached_room)."""
        async with self.store.write() as uow:
            (call,) = await uow.calls.find(number=number, state=(State.RINGING, State.UP))
            picked_up = None if answered is None else self.now - timedelta(seconds=answered)
            over = replace(call, state=State.ENDED, outcome=outcome, ended_at=self.now, answered_at=picked_up)
            await uow.calls.save(over)
            if row:
                attempt = await uow.attempts.get(call.attempt or 0)
                assert attempt is not None
                await uow.attempts.save(replace(attempt, **row))
            return await end_attempt(self.house, uow, call=over, outcome=outcome, now=self.now)

    # --- what there is to see

    async def all(self, table: str, **equal: object) -> list[Any]:
        async with self.store.read() as uow:
            return list(await getattr(uow, table).find(**equal))

    async def rows(self, number: str) -> Sequence[Attempt]:
        return await self.all("attempts", number=number)

    async def tasks(self) -> list[str]:
        found: list[Task] = await self.all("tasks")
        return [one.kind.value for one in found]

    async def call_to(self, number: str) -> Call:
        return (await self.all("calls", number=number))[-1]

    def rings(self, number: str = "") -> int:
        return len(self.telephony.numbers) if not number else self.telephony.numbers.count(number)


async def open_room(house: House, uow: UnitOfWork, session: Session, now: datetime) -> list[Errand]:
    room = Room(rooms.plan_of(session, house.rules, house.telephony.can.seats_per_room), phase_since=now)
    await uow.rooms.add(RoomRecord(session=session.id, name=f"room-{session.id}", state=rooms.to_plain(room)))
    return []


async def staged(at: float = -10, **rules: Any) -> Evening:
    """The room is open and the host is in it; staff have no telephones of their own, so that only the wave rings."""
    evening = Evening(at, **rules)
    await evening.session(staff=False)
    await evening.tick()
    await evening.comes_in("host:1")
    return evening
