"""Performs the lists of one call: passing instructions one after the other, then the one that waits or ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allo.domain.calls import Listing
from allo.domain.events import Answered, ListTaken, Recorded, StarPressed
from allo.telephony.simulator.acts import Deed
from allo.telephony.simulator.asking import Asking
from allo.telephony.simulator.ear import Ear
from allo.telephony.simulator.halls import Halls
from allo.telephony.simulator.keypad import TypedAhead
from allo.telephony.simulator.legs import Leg, Plant, note
from allo.telephony.simulator.recording import Recording
from allo.telephony.simulator.sounds import TONE_SECONDS
from allo.telephony.simulator.timeline import Entry
from allo.telephony.simulator.voice import Voice
from ivr_flows.instructions import Answer, Ask, HangUp, Instruction, Join, Keys, Leave, Pause, Play, Record, Say, Words


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a player wants of the call it plays in: `changed`: its microphone may have changed; `ask_list`: it has
    been told nothing for too long."""

    changed: Callable[[], None]
    hang_up: Callable[[], None]
    ask_list: Callable[[], None]


class Player:
    """One call's lists, in the room and outside."""

    def __init__(self, plant: Plant, leg: Leg, halls: Halls, voice: Voice, wishes: Wishes) -> None:
        self._plant = plant
        self._leg = leg
        self._halls = halls
        self._voice = voice
        self._wishes = wishes
        self._ear = self._new_ear(Deed.HEARS)
        self._told_ear = self._new_ear(Deed.TOLD)
        self._own_ear = self._new_ear(Deed.APOLOGY)
        self._queue: deque[Instruction] = deque()
        self._heard: Asking | Recording | None = None
        self._join: Join | None = None
        self._typed = TypedAhead(plant.timeline)
        self._starred = False
        self._told: deque[Words] = deque()
        self._idle: Entry | None = None

    def _new_ear(self, deed: Deed) -> Ear:
        plant, leg = self._plant, self._leg
        return Ear(plant.timeline, plant.sounds, lambda: (leg.telephone,), lambda text: note(plant, leg, deed, text))

    # --- lists -------------------------------------------------------------------------------------------------------

    def answered(self) -> None:
        """Conversation begins: Allô will say something, or is asked to."""
        self._guard(self._plant.idle_seconds)

    def perform(self, listing: Listing) -> None:
        """Begin this list, unless it is being performed already or is older than that."""
        leg = self._leg
        self._starred = False
        if not leg.is_up or listing.turn < leg.turn or (leg.busy and listing.turn == leg.turn):
            return
        self.stop()
        leg.turn, leg.busy = listing.turn, True
        self._plant.emit(ListTaken(leg.call, listing.turn))
        self._queue = deque(listing.instructions)
        self._into_menu(listing.instructions[0])
        self._next()

    def stop(self) -> None:
        """Fall silent: whatever was performed is over."""
        for ear in (self._ear, self._told_ear, self._own_ear):
            ear.stop()
        self._queue.clear()
        self._join = None
        self._starred = False
        self._guard(None)
        if self._heard is not None:
            self._heard.stop()
            self._heard = None

    def _into_menu(self, first: Instruction) -> None:
        """A list for somebody in a room is heard privately, or takes them out where the provider cannot do that."""
        seat, can = self._leg.seat, self._plant.can
        if seat is None or (isinstance(first, Join) and first.room == seat.room and can.private_in_room):
            return
        if can.private_in_room:
            seat.in_menu = True
        else:
            self._halls.leave(self._leg)
        self._wishes.changed()

    def _next(self) -> None:
        if not self._queue:
            return
        match self._queue.popleft():
            case (Say() | Play() | Pause()) as part:
                self._ear.play((part,), self._next)
            case Keys(digits):
                note(self._plant, self._leg, Deed.TONES, digits)
                self._leg.telephone.tones(digits)
                self._ear.play((Pause(TONE_SECONDS * len(digits)),), self._next)
            case Leave():
                self._halls.leave(self._leg)
                self._wishes.changed()
                self._next()
            case final:
                self._wait_or_end(final)

    def _wait_or_end(self, final: Ask | Join | Record | HangUp) -> None:
        match final:
            case Ask():
                asking = Asking(self._plant.timeline, self._ear, self._voice, final, self._answered)
                self._heard = asking
                self._typed.put_back(asking.begin(self._typed.take()))
            case Join():
                self._sit(final)
            case Record():
                self._heard = Recording(self._plant.timeline, self._voice, final, self._recorded)
            case HangUp():
                self._wishes.hang_up()

    def _sit(self, join: Join) -> None:
        """Into the room; already in it: stay, with the microphone as it was ordered meanwhile."""
        leg = self._leg
        self._join = join
        if leg.seat is not None and leg.seat.room != join.room:
            self._halls.leave(leg)
        if leg.seat is None:
            self._halls.enter(leg, join, f"{leg.call}.{leg.turn}")
        else:
            leg.seat.star, leg.seat.in_menu = join.star, False
            self._halls.opened(join.room, opens=join.opens)
        self._wishes.changed()
        self._tell_next()
        for key in self._typed.take():
            self.key(key)

    # --- what comes from the handset ---------------------------------------------------------------------------------

    def key(self, key: str) -> None:
        """In the room only the star is heard, and what follows it at once."""
        if self._heard is not None:
            self._heard.key(key)
        elif self._join is None or self._starred:
            self._typed.add(key, stays=bool(self._queue) and isinstance(self._queue[-1], Ask))
        elif key == "*" and self._join.star:
            self._star()

    def _star(self) -> None:
        leg = self._leg
        self._starred = True
        if not self._plant.can.keys_in_room:
            self._halls.leave(leg)
            self._join = None
            leg.busy = False
            self._wishes.changed()
        self._plant.emit(StarPressed(leg.call, leg.turn))
        self._guard(self._plant.idle_seconds)

    def sound_begins(self, text: str) -> None:
        if self._heard is not None:
            self._heard.sound_begins(text if self._plant.recognises or isinstance(self._heard, Recording) else "")

    def sound_ends(self, began: datetime, stopped: datetime) -> None:
        if self._heard is not None:
            self._heard.sound_ends(began, stopped)

    def hung_up(self) -> None:
        """The receiver is down: what was recorded is kept."""
        if isinstance(self._heard, Recording):
            self._heard.finish()
        self.stop()

    def _answered(self, answer: Answer) -> None:
        self._finished()
        self._plant.emit(Answered(self._leg.call, self._leg.turn, answer))

    def _recorded(self, seconds: float, text: str) -> None:
        self._finished()
        sound = f"message-{self._leg.call}-{self._leg.turn}" if seconds else ""
        note(self._plant, self._leg, Deed.RECORDED, text, f"{seconds:.0f}")
        self._plant.emit(Recorded(self._leg.call, self._leg.turn, sound, seconds))

    def _finished(self) -> None:
        self._heard = None
        self._leg.busy = False
        self._guard(self._plant.idle_seconds)

    # --- words from outside the list ---------------------------------------------------------------------------------

    def tell(self, words: tuple[Words, ...]) -> None:
        """Said to this person in the room, after what is being told and after a menu."""
        self._told.extend(words)
        self._tell_next()

    def _tell_next(self) -> None:
        if self._told and self._leg.hears_room and not self._told_ear.playing:
            self._told_ear.play((Say(self._told.popleft()),), self._tell_next)

    def comfort(self, text: str) -> None:
        """The exchange's own words, where the call hears nothing else."""
        if self._leg.is_up and self._leg.seat is None and not self._leg.busy:
            self._guard(None)
            self._own_ear.play((Say(Words(text)),), lambda: None)

    # --- never dead air ----------------------------------------------------------------------------------------------

    def no_reply(self) -> None:
        """Allô said: go on as you are. Who was taken out of the room by the star asks for a list at once."""
        leg, starred = self._leg, self._starred
        self._starred = False
        if leg.busy or not leg.is_up:
            return
        if leg.seat is not None:
            leg.busy = True
            self._sit(Join(leg.seat.room, star=leg.seat.star))
        elif starred:
            self._wishes.ask_list()
        elif self._idle is None:
            self._guard(self._plant.idle_seconds)

    def _guard(self, seconds: float | None) -> None:
        """A call that is told nothing for so long asks for its list."""
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        if seconds is not None:
            self._idle = self._plant.timeline.call_later(seconds, self._deserted)

    def _deserted(self) -> None:
        self._idle = None
        self._starred = False
        if self._leg.is_up and not self._leg.busy:
            self._wishes.ask_list()
