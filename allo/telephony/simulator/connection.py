"""The life of one call on the exchange: it rings, is answered, plays lists, ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from allo.app.ports import NotThere
from allo.domain.calls import Listing, State
from allo.domain.events import CallAnswered, CallArrived, CallEnded, Outcome
from allo.telephony.simulator.acts import Deed
from allo.telephony.simulator.detection import Detector
from allo.telephony.simulator.halls import Halls
from allo.telephony.simulator.legs import Leg, Plant, note
from allo.telephony.simulator.player import Player, Wishes
from allo.telephony.simulator.sounds import SORRY, words_seconds
from allo.telephony.simulator.talk import Talk
from allo.telephony.simulator.timeline import Entry
from allo.telephony.simulator.voice import Voice

NETWORK_DELAY = 1.0  # seconds from dialling to the first ring


class Connection:
    """The two ends of a call. The handset sees it as its `Line`. `rang`: tells the ledger of rings."""

    def __init__(
        self, plant: Plant, leg: Leg, halls: Halls, *, ask_list: Callable[[str], None], rang: Callable[[Leg], None]
    ) -> None:
        self.leg = leg
        self._plant = plant
        self._halls = halls
        self._rang = rang
        self._ask_list = ask_list
        self._announced = not leg.inbound  # Allô has heard of this call
        self._ring = 0.0
        self._timer: Entry | None = None
        self._voice = Voice(plant.timeline, self._utterance_over)
        self._talk = Talk(plant, leg, self._voice)
        self._detector: Detector | None = None
        wishes = Wishes(self._talk.refresh, lambda: self.end(Outcome.COMPLETED), lambda: ask_list(leg.call))
        self.player = Player(plant, leg, halls, self._voice, wishes)

    # --- beginning ---------------------------------------------------------------------------------------------------

    def dial(self, ring: float) -> None:
        """Allô calls this telephone and lets it ring for so long."""
        self._ring = ring
        note(self._plant, self.leg, Deed.CALLS)
        self._timer = self._plant.timeline.call_later(NETWORK_DELAY, self._reach)

    def _reach(self) -> None:
        self._timer = self._plant.timeline.call_later(self._ring, lambda: self.end(Outcome.NO_ANSWER))
        self._rang(self.leg)
        failure = self.leg.telephone.called(self)
        if failure is not None:
            self.end(failure)

    def arrive(self) -> None:
        """The telephone calls Allô, who hears of it after the network's delay."""
        note(self._plant, self.leg, Deed.RINGS_IN, detail=self.leg.line)
        self._timer = self._plant.timeline.call_later(NETWORK_DELAY, self._arrived)

    def _arrived(self) -> None:
        self._announced = True
        self._plant.emit(CallArrived(self.leg.call, self.leg.number, self.leg.line, self._plant.timeline.now()))
        self._timer = self._plant.timeline.call_later(self._plant.idle_seconds, self._unheard)

    def _unheard(self) -> None:
        """Allô has said nothing to an arrival: do not let it ring for ever."""
        self._comes_up()
        self._ask_list(self.leg.call)

    def _comes_up(self) -> None:
        """Conversation begins, with the first list or with the exchange's own words."""
        leg = self.leg
        if leg.state is not State.RINGING:
            return
        self._stop_timer()
        leg.state, leg.answered_at = State.UP, self._plant.timeline.now()
        self._timer = self._plant.timeline.call_later(leg.limit, lambda: self.end(Outcome.COMPLETED, "limit"))
        note(self._plant, leg, Deed.ANSWERED if leg.inbound else Deed.PICKS_UP)
        leg.telephone.connected(self)

    # --- Allô's side -------------------------------------------------------------------------------------------------

    def perform(self, listing: Listing) -> None:
        if self.leg.inbound:
            self._comes_up()
        self.player.perform(listing)

    def mute(self, muted: bool) -> None:
        self._halls.mute(self.leg, muted)
        self._talk.refresh()

    def comfort(self, text: str) -> None:
        if self.leg.inbound:
            self._comes_up()
        self.player.comfort(text)

    def give_up(self) -> None:
        """Allô does not come back: say so and end. Who is in a room stays there."""
        if self.leg.is_up and self.leg.seat is None and not self.leg.busy:
            self.player.comfort(SORRY)
            self._plant.timeline.call_later(words_seconds(SORRY), self._give_up)

    def _give_up(self) -> None:
        if self.leg.seat is None and not self.leg.busy:
            self.end(Outcome.FAILED, "desk")

    def close(self) -> None:
        """Allô ends the call: while it rings it is cancelled."""
        if self.leg.state is State.ENDED:
            raise NotThere(self.leg.call)
        self.end(Outcome.CANCELED if self.leg.state is State.RINGING and not self.leg.inbound else Outcome.COMPLETED)

    def end(self, outcome: Outcome, detail: str = "") -> None:
        leg = self.leg
        if leg.state is State.ENDED:
            return
        self._stop_timer()
        self.player.hung_up()
        leg.state, leg.outcome, leg.busy = State.ENDED, outcome, False
        self._halls.leave(leg)
        self._talk.refresh()
        if self._detector is not None:
            self._detector.stop()
        note(self._plant, leg, Deed.ENDS, detail=outcome.value)
        leg.telephone.ended(self, outcome)
        if self._announced:
            self._plant.emit(CallEnded(leg.call, outcome, self._plant.timeline.now(), detail))

    # --- the handset's side (Line) -----------------------------------------------------------------------------------

    def pick_up(self) -> None:
        leg = self.leg
        if leg.inbound or leg.state is not State.RINGING:
            return
        self._comes_up()
        if leg.detect and self._plant.can.machine_detection:
            self._detector = Detector(self._plant, leg, self._voice)
        self.player.answered()
        self._plant.emit(CallAnswered(leg.call, self._plant.timeline.now()))

    def refuse(self) -> None:
        if self.leg.state is State.RINGING:
            self.end(Outcome.REFUSED)

    def hang_up(self) -> None:
        if self.leg.state is not State.ENDED:
            note(self._plant, self.leg, Deed.HANGS_UP)
            self.end(Outcome.COMPLETED)

    def cut(self) -> None:
        self.end(Outcome.DROPPED, "network")

    def press(self, key: str) -> None:
        if self.leg.is_up:
            note(self._plant, self.leg, Deed.KEYS, key)
            self.player.key(key)

    def sound(self, seconds: float, text: str = "") -> None:
        if not self.leg.is_up:
            return
        note(self._plant, self.leg, Deed.SAYS, text, f"{seconds:.1f}")
        self._voice.sound(seconds)
        self._talk.refresh()
        if self._detector is not None:
            self._detector.sound_begins()
        self._halls.spread(self.leg, text, seconds)
        self.player.sound_begins(text)

    def beep(self) -> None:
        if self.leg.is_up:
            note(self._plant, self.leg, Deed.BEEPS)
            if self._detector is not None:
                self._detector.beeped()

    def _utterance_over(self, began: datetime, stopped: datetime) -> None:
        self._talk.utterance_ended(stopped)
        if self._detector is not None:
            self._detector.sound_ends(began, stopped)
        self.player.sound_ends(began, stopped)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
