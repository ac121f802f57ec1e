"""What must hold when a calm spell ends: Allô's picture of the lines and the exchange's are one and the same."""

from __future__ import annotations

from collections.abc import Iterator

from allo.domain import room as rooms
from allo.domain.calls import State
from allo.domain.room import Phase, Room
from allo.telephony.simulator.legs import Leg
from tests.support.fuzz_world import FuzzWorld


async def differences(world: FuzzWorld) -> set[str]:
    """One sentence for each thing that differs now. Something may be under way: it counts if it is said again later."""
    legs = {leg.call: leg for leg in world.exchange.live_legs()}
    calls = {call.id: call for call in await world.all("calls", state=(State.RINGING, State.UP))}
    found = {f"{call}: live at the exchange, no live row" for call in legs.keys() - calls.keys()}
    found |= {f"{call}: a live row, over at the exchange" for call in calls.keys() - legs.keys()}
    found |= {f"{call}: hears nothing" for call, leg in legs.items() if leg.is_up and not leg.busy}
    for record in await world.all("rooms", session=world.session.id):
        room = rooms.from_plain(record.state)
        inside = {leg.call: leg for leg in world.exchange.in_room(record.name)}
        found |= set(_seats(room, inside)) | set(_microphones(world, room, inside))
    return found


def _seats(room: Room, legs: dict[str, Leg]) -> Iterator[str]:
    seated = {seat.call for seat in room.inside()}
    yield from (f"{call}: in the room at the exchange only" for call in legs.keys() - seated)
    yield from (f"{call}: in the room in our books only" for call in seated - legs.keys())
    if room.closing:
        yield from (f"{call}: left in a closed room" for call in legs)


def _microphones(world: FuzzWorld, room: Room, legs: dict[str, Leg]) -> Iterator[str]:
    for seat_id, muted in rooms.wanted(room, world.timeline.now()).items():
        seat = room.seats[seat_id]
        leg = legs.get(seat.call)
        if leg is None or leg.seat is None:
            continue
        if leg.seat.muted is not muted:
            yield f"{seat.call}: the microphone should be {'off' if muted else 'on'}"
        if room.phase is Phase.PERFORMANCE and not leg.seat.muted and not seat.staff:
            yield f"{seat.call}: a listener is heard in the performance"
