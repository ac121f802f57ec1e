"""Says when somebody's voice can be heard: outside a room always, inside it while the microphone is open."""

from __future__ import annotations

from datetime import datetime

from allo.domain.events import SpeakingStarted, SpeakingStopped
from allo.telephony.simulator.legs import Leg, Plant
from allo.telephony.simulator.voice import Voice


class Talk:
    """`refresh` after whatever may have changed it: a sound, the microphone, the room."""

    def __init__(self, plant: Plant, leg: Leg, voice: Voice) -> None:
        self._plant = plant
        self._leg = leg
        self._voice = voice
        self._on = False

    def refresh(self) -> None:
        heard = self._voice.began is not None and self._leg.open_microphone and self._leg.is_up
        if heard and not self._on and self._voice.sounding:
            self._on = True
            self._plant.emit(SpeakingStarted(self._leg.call, self._plant.timeline.now()))
        elif self._on and not heard:
            self._stop(self._plant.timeline.now())

    def utterance_ended(self, stopped: datetime) -> None:
        if self._on:
            self._stop(stopped)

    def _stop(self, at: datetime) -> None:
        self._on = False
        self._plant.emit(SpeakingStopped(self._leg.call, at))
