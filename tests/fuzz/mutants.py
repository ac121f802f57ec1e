"""Allô with one safeguard taken out. The fuzzer must find each of them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from allo.app.dispatch import FrontDesk
from allo.app.house import House
from allo.app.ports import Abilities, Clock, Found, NotFound, Telephony
from allo.app.sweep import sweep
from allo.domain import room as rooms
from allo.domain.calls import Listing
from allo.domain.events import Answered, Event, MuteChanged, RoomJoined, RoomLeft, StarPressed
from scheduler.duties import DUTIES
from tests.support.fuzz_world import STAR_LEAVES, Build


class TurnBlind(FrontDesk):
    """No turn check: every answer is taken for an answer to the present list."""

    def __init__(self, house: House, clock: Clock) -> None:
        super().__init__(house, clock)
        self._store = house.store

    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        if isinstance(event, Answered | StarPressed):
            async with self._store.read() as uow:
                call = await uow.calls.get(event.call)
            event = event if call is None else replace(event, turn=call.turn)
        return await super().react(event, can_reply)


class OrderBlind(FrontDesk):
    """No order check: what arrives last is taken for the newest, since the room forgets what it has applied."""

    def __init__(self, house: House, clock: Clock) -> None:
        super().__init__(house, clock)
        self._store = house.store

    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        if isinstance(event, RoomJoined | RoomLeft | MuteChanged):
            await self._forget()
        return await super().react(event, can_reply)

    async def _forget(self) -> None:
        async with self._store.write() as uow:
            for record in await uow.rooms.find():
                room = rooms.from_plain(record.state)
                seats = {one.id: replace(one, applied=(-1, -1)) for one in room.seats.values()}
                await uow.rooms.save(replace(record, state=rooms.to_plain(replace(room, seats=seats))))


class Forgetful:
    """No trace: a dial whose answer was lost is taken for one that never left."""

    def __init__(self, telephony: Telephony) -> None:
        self._telephony = telephony

    def __getattr__(self, name: str) -> object:
        return getattr(self._telephony, name)

    async def trace(self, call: str, number: str, since: datetime) -> Found | NotFound:
        return NotFound()


_NO_LABELS = Abilities(machine_detection=False)
_DISORDER = {"blind": True, "late": 0.6, "doubled": 0.6, "lost": 0.0, "failing": 0.0, "writes": 0.0}
_LOSSES = {"blind": False, "lost": 0.25, "failing": 0.3}

MUTANTS: Mapping[str, Build] = {  # each in the climate that it does worst in
    "no turn check": Build(desk=TurnBlind, climate=_DISORDER, can=_NO_LABELS),
    "no order check": Build(desk=OrderBlind, climate=_DISORDER, can=STAR_LEAVES),
    "no sweep": Build(duties=tuple(duty for duty in DUTIES if duty.do is not sweep), climate=_LOSSES),
    "no trace": Build(provider=Forgetful, climate=_LOSSES),  # type: ignore[arg-type]
}
