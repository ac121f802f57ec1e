"""The sound that comes from a handset: where an utterance begins and ends.

Pauses shorter than `QUIET` do not end an utterance (Asterisk's TALK_DETECT with 1500 ms does the same).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from allo.telephony.simulator.timeline import Entry, Timeline

QUIET = 1.5


class Voice:
    """`ends(began, stopped)`: an utterance is over. `began`: when the present one began, None where there is none."""

    def __init__(self, timeline: Timeline, ends: Callable[[datetime, datetime], None]) -> None:
        self._timeline = timeline
        self._ends = ends
        self._quiet: Entry | None = None
        self._sources = 0
        self._stopped: datetime | None = None
        self.began: datetime | None = None

    @property
    def sounding(self) -> bool:
        return self._sources > 0

    def sound(self, seconds: float) -> None:
        """Sound from now on, for so long; several may overlap."""
        self._sources += 1
        self._timeline.call_later(seconds, self._off)
        if self._quiet is not None:
            self._quiet.cancel()
            self._quiet = None
        self.began = self.began or self._timeline.now()

    def _off(self) -> None:
        self._sources -= 1
        if self._sources == 0:
            self._stopped = self._timeline.now()
            self._quiet = self._timeline.call_later(QUIET, self._over)

    def _over(self) -> None:
        self._quiet = None
        began, self.began = self.began, None
        if began is not None and self._stopped is not None:
            self._ends(began, self._stopped)

    @property
    def stopped_at(self) -> datetime:
        """The end of the last sound; now, while it lasts."""
        return self._timeline.now() if self.sounding or self._stopped is None else self._stopped
