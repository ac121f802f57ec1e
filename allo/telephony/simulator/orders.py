"""Carries out the orders of the port."""

from __future__ import annotations

from collections.abc import Callable

from allo.app.ports import NotThere, Refused
from allo.domain.orders import Announce, Mute, Order, Tell, Unmute, Volume, Whisper
from allo.telephony.simulator.acts import Deed
from allo.telephony.simulator.connection import Connection
from allo.telephony.simulator.halls import Halls
from allo.telephony.simulator.legs import Plant, note


def key_of(order: Order) -> str:
    return order.room if isinstance(order, Announce) else order.call


def carry_out(plant: Plant, halls: Halls, live: Callable[[str], Connection], order: Order) -> None:
    """Raises NotThere where the call or room is gone, Refused where this provider cannot do it."""
    match order:
        case Mute(call):
            live(call).mute(True)
        case Unmute(call):
            live(call).mute(False)
        case Volume(call, steps):
            _volume(plant, live(call), steps)
        case Whisper(call, to):
            _whisper(plant, live(call), to)
        case Tell(call, words):
            if live(call).leg.seat is None:
                raise NotThere(call)
            live(call).player.tell(words)
        case Announce(room, words, ref):
            halls.announce(room, words, ref)


def _volume(plant: Plant, connection: Connection, steps: int) -> None:
    if not plant.can.volume:
        raise Refused("volume")
    connection.leg.volume += steps
    note(plant, connection.leg, Deed.LOUDER if steps > 0 else Deed.SOFTER)


def _whisper(plant: Plant, connection: Connection, to: str | None) -> None:
    if not plant.can.whisper:
        raise Refused("whisper")
    if connection.leg.seat is None:
        raise NotThere(connection.leg.call)
    connection.leg.seat.whisper_to = to
    note(plant, connection.leg, Deed.WHISPERS, detail=to or "")
