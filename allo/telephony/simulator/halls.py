"""The rooms of the exchange: who is inside, who hears whom, waiting words, announcements."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from allo.app.ports import NotThere, Refused
from allo.domain.events import Announced, MuteChanged, RoomJoined, RoomLeft
from allo.telephony.simulator.acts import Act, Deed
from allo.telephony.simulator.ear import Ear
from allo.telephony.simulator.legs import Leg, Plant, Seat, note
from allo.telephony.simulator.sounds import Heard
from allo.telephony.simulator.timeline import Entry
from ivr_flows.instructions import Join, Say, Words

WAITING_LOOP = 20.0  # seconds at least from one waiting word to the next
WAITING_MUSIC = 12.0  # of sparse music after the words
FIRST_WAIT = 1.0

AskWaiting = Callable[[str, Callable[[tuple[Heard, ...]], None]], None]


@dataclass(slots=True)
class Hall:
    """One room: legs by call, in order of arrival. Not started: those inside hear the waiting words."""

    name: str
    ear: Ear
    legs: dict[str, Leg]
    started: bool = False
    timer: Entry | None = None
    announcements: deque[tuple[tuple[Words, ...], str]] = field(default_factory=deque)


class Halls:
    """`ask_waiting(room, then)` fetches the waiting words."""

    def __init__(self, plant: Plant, ask_waiting: AskWaiting) -> None:
        self._plant = plant
        self._ask_waiting = ask_waiting
        self.by_name: dict[str, Hall] = {}

    # --- coming and going --------------------------------------------------------------------------------------------

    def enter(self, leg: Leg, join: Join, stay: str) -> None:
        """Take a seat. The same stay again (a list told twice) goes on counting its events."""
        hall = self.by_name.get(join.room) or self._build(join.room)
        leg.seat = Seat(join.room, stay, join.muted, star=join.star, seq=leg.stays.get(stay, 0))
        hall.legs[leg.call] = leg
        seq, at = leg.seat.next_seq(), self._plant.timeline.now()
        note(self._plant, leg, Deed.ENTERS, detail="muet" if join.muted else "")
        self._plant.emit(RoomJoined(leg.call, join.room, stay, seq, join.muted, at))
        self.opened(hall.name, opens=join.opens)

    def opened(self, room: str, *, opens: bool) -> None:
        """Start the room, or let it wait where it is not started."""
        hall = self.by_name[room]
        if opens and not hall.started:
            hall.started = True
            self._stop_waiting(hall)
        elif not hall.started and hall.timer is None and not hall.ear.playing:
            hall.timer = self._plant.timeline.call_later(FIRST_WAIT, lambda: self._wait(hall))

    def leave(self, leg: Leg) -> None:
        """Give the seat up; the last one out closes the room."""
        seat = leg.seat
        if seat is None:
            return
        seq, at = seat.next_seq(), self._plant.timeline.now()
        leg.stays[seat.stay] = seq
        note(self._plant, leg, Deed.LEAVES, detail="" if leg.is_up else "ended")
        leg.seat = None
        self._plant.emit(RoomLeft(leg.call, seat.room, seat.stay, seq, at))
        hall = self.by_name[seat.room]
        del hall.legs[leg.call]
        if not hall.legs:
            self._stop_waiting(hall)
            del self.by_name[hall.name]

    def mute(self, leg: Leg, muted: bool) -> None:
        """The ordered bit; said again even where it was so, since the event may have been lost."""
        seat = leg.seat
        if seat is None:
            raise NotThere(leg.call)
        if seat.muted is not muted:
            note(self._plant, leg, Deed.MUTED if muted else Deed.UNMUTED)
        seat.muted = muted
        self._plant.emit(MuteChanged(leg.call, seat.stay, seat.next_seq(), muted))

    # --- who hears whom ----------------------------------------------------------------------------------------------

    def spread(self, leg: Leg, text: str, seconds: float) -> None:
        """The others in a started room hear this voice, if its microphone is open."""
        seat = leg.seat
        if seat is None or seat.is_off or not self.by_name[seat.room].started:
            return
        for other in list(self.by_name[seat.room].legs.values()):
            if other is not leg and other.hears_room and seat.whisper_to in (None, other.call):
                other.telephone.voice(leg.telephone.name, text, seconds)

    def announce(self, room: str, words: tuple[Words, ...], ref: str) -> None:
        hall = self.by_name.get(room)
        if hall is None:
            raise NotThere(room)
        if not hall.started:
            raise Refused("the room has not started")
        hall.announcements.append((words, ref))
        if not hall.ear.playing:
            self._announce_next(hall)

    def _announce_next(self, hall: Hall) -> None:
        if hall.announcements:
            words, ref = hall.announcements.popleft()
            hall.ear.play([Say(one) for one in words], lambda: self._announced(hall, ref))

    def _announced(self, hall: Hall, ref: str) -> None:
        self._plant.emit(Announced(hall.name, ref))
        self._announce_next(hall)

    # --- waiting -----------------------------------------------------------------------------------------------------

    def _build(self, name: str) -> Hall:
        legs: dict[str, Leg] = {}
        ear = Ear(
            self._plant.timeline,
            self._plant.sounds,
            lambda: [leg.telephone for leg in legs.values() if leg.hears_room],
            lambda text: self._said(hall, text),
        )
        hall = self.by_name[name] = Hall(name, ear, legs)
        return hall

    def _said(self, hall: Hall, text: str) -> None:
        deed = Deed.ANNOUNCED if hall.started else Deed.WAITS
        self._plant.witness(Act(self._plant.timeline.now(), deed, text=text, room=hall.name))

    def _wait(self, hall: Hall) -> None:
        """Ask for the words, say them, and so on; the timer stands for the music between them."""
        began = self._plant.timeline.now()
        hall.timer = self._plant.timeline.call_later(WAITING_LOOP, lambda: self._wait(hall))

        def said() -> None:
            lasted = (self._plant.timeline.now() - began).total_seconds()
            if hall.timer is not None:
                hall.timer.cancel()
            rest = max(WAITING_LOOP - lasted, WAITING_MUSIC)
            hall.timer = self._plant.timeline.call_later(rest, lambda: self._wait(hall))

        def say(parts: tuple[Heard, ...]) -> None:
            if not hall.started and hall.legs and hall.timer is not None:
                hall.ear.play(parts, said)

        self._ask_waiting(hall.name, say)

    def _stop_waiting(self, hall: Hall) -> None:
        hall.ear.stop()
        hall.announcements.clear()
        if hall.timer is not None:
            hall.timer.cancel()
            hall.timer = None
