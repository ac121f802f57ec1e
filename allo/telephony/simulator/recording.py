"""One `Record` on a handset: until a stop key, quiet, the time's end or the receiver put down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from allo.telephony.simulator.timeline import Entry, Timeline
from allo.telephony.simulator.voice import Voice
from ivr_flows.instructions import Record

FIRST_WORD = 8.0  # seconds of quiet at the beginning that end it
LAST_WORD = 4.0  # seconds of quiet after speech, beside the voice's own, that end it


class Recording:
    """`done(seconds, text)`: how long from the beginning to the last sound (0: nothing was said), and what was said."""

    def __init__(self, timeline: Timeline, voice: Voice, record: Record, done: Callable[[float, str], None]) -> None:
        self._timeline = timeline
        self._voice = voice
        self._record = record
        self._done = done
        self._began = timeline.now()
        self._last: datetime | None = None
        self._words: list[str] = []
        self._end: Entry = timeline.call_later(record.seconds, self.finish)
        self._quiet: Entry = timeline.call_later(FIRST_WORD, self.finish)
        if voice.sounding:
            self.sound_begins()

    def stop(self) -> None:
        self._end.cancel()
        self._quiet.cancel()

    def key(self, key: str) -> None:
        if key in self._record.stop_keys:
            self.finish()

    def sound_begins(self, text: str = "") -> None:
        self._quiet.cancel()
        if text:
            self._words.append(text)

    def sound_ends(self, began: datetime, stopped: datetime) -> None:
        self._last = stopped
        self._quiet.cancel()
        self._quiet = self._timeline.call_later(LAST_WORD, self.finish)

    def finish(self) -> None:
        self.stop()
        last = self._voice.stopped_at if self._voice.began is not None else self._last
        seconds = (last - self._began).total_seconds() if last is not None else 0.0
        self._done(max(0.0, seconds), " ".join(self._words))
