"""A provider's guess about who picked up: a short word and quiet is a person, long speech or a beep is a machine.

A label: it decides nothing (TELEPHONY part 1, rule 6), and like the real ones it can be wrong.
"""

from __future__ import annotations

from datetime import datetime

from allo.domain.events import Detection, MachineDetected
from allo.telephony.simulator.acts import Deed
from allo.telephony.simulator.legs import Leg, Plant, note
from allo.telephony.simulator.timeline import Entry
from allo.telephony.simulator.voice import Voice

LONG = 4.0  # seconds of speech that no person says on picking up
SHORT = 3.0  # a person's first word
GIVE_UP = 30.0


class Detector:
    """Listens from the moment the call is answered; one label, and `machine` again at a beep."""

    def __init__(self, plant: Plant, leg: Leg, voice: Voice) -> None:
        self._plant = plant
        self._leg = leg
        self._voice = voice
        self._label: Detection | None = None
        self._long: Entry | None = None
        self._end = plant.timeline.call_later(GIVE_UP, lambda: self._say(Detection.UNKNOWN))

    def sound_begins(self) -> None:
        if self._long is None and self._label is None:
            self._long = self._plant.timeline.call_later(LONG, self._lasted)

    def sound_ends(self, began: datetime, stopped: datetime) -> None:
        if self._long is not None:
            self._long.cancel()
            self._long = None
        lasted = (stopped - began).total_seconds()
        self._say(Detection.HUMAN if lasted <= SHORT else Detection.MACHINE)

    def beeped(self) -> None:
        if self._label is not Detection.MACHINE:
            self._label = None
            self._say(Detection.MACHINE)

    def stop(self) -> None:
        self._end.cancel()
        if self._long is not None:
            self._long.cancel()

    def _lasted(self) -> None:
        self._long = None
        if self._voice.sounding:
            self._say(Detection.MACHINE)

    def _say(self, label: Detection) -> None:
        if self._label is not None or not self._leg.is_up:
            return
        self._label = label
        self._end.cancel()
        note(self._plant, self._leg, Deed.DETECTED, detail=label.value)
        self._plant.emit(MachineDetected(self._leg.call, label))
