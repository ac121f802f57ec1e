"""One `Ask` on a handset: the prompt, then keys or a sound, or nothing in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from allo.telephony.simulator.ear import Ear
from allo.telephony.simulator.timeline import Entry, Timeline
from allo.telephony.simulator.voice import Voice
from ivr_flows.instructions import Answer, Ask, Digits, Silence, Spoken

LONGEST_SOUND = 6.0  # seconds of sound after which its end is not waited for
LISTEN_ON = 2.0  # seconds that a sound older than the prompt's end is given to end


class Asking:
    """Keys count from the beginning and cut the prompt; sounds count from the prompt's end on, where `ask.speech`."""

    def __init__(self, timeline: Timeline, ear: Ear, voice: Voice, ask: Ask, done: Callable[[Answer], None]) -> None:
        self._timeline = timeline
        self._ear = ear
        self._voice = voice
        self._ask = ask
        self._done = done
        self._digits = ""
        self._over_at: datetime | None = None
        self._timer: Entry | None = None
        self._text = ""

    def begin(self, typed: Iterable[str]) -> str:
        """Start, with the keys typed ahead. What of them is beyond this question comes back."""
        keys = "".join(typed)
        mine, rest = keys[: self._ask.digits], keys[self._ask.digits :]
        if not mine:
            self._ear.play(self._ask.prompt, self._prompt_over)
        for key in mine:
            self.key(key)
        return rest

    def stop(self) -> None:
        self._ear.stop()
        self._wait(None)

    def key(self, key: str) -> None:
        self._ear.stop()
        self._digits += key
        self._wait(None)
        if len(self._digits) >= self._ask.digits:
            self._answer(Digits(self._digits))
        else:
            self._wait(self._ask.gap, Digits(self._digits))

    def sound_begins(self, text: str = "") -> None:
        """A sound that sets in after the prompt's end holds the clock until it ends or has lasted too long."""
        self._text = text or self._text
        if self._listening:
            self._hear_out()

    def sound_ends(self, began: datetime, stopped: datetime) -> None:
        if self._listening and self._over_at is not None and stopped > self._over_at:
            self._answer(self._spoken(began, stopped))

    @property
    def _listening(self) -> bool:
        return self._ask.speech and self._over_at is not None and not self._digits

    def _prompt_over(self) -> None:
        self._over_at = self._timeline.now()
        if self._listening and self._voice.sounding:
            self._hear_out()
        else:
            self._wait(self._ask.wait, Silence())

    def _hear_out(self) -> None:
        began, over = self._voice.began, self._over_at
        if began is None or over is None:
            return
        now = self._timeline.now()
        lasted = (now - began).total_seconds()
        least = LISTEN_ON if began <= over else 0.0
        self._wait(None)
        self._timer = self._timeline.call_later(max(least, LONGEST_SOUND - lasted), self._give_up)

    def _give_up(self) -> None:
        if self._voice.began is not None:
            self._answer(self._spoken(self._voice.began, self._voice.stopped_at))

    def _spoken(self, began: datetime, stopped: datetime) -> Spoken:
        over = self._over_at or began
        since = (began - over).total_seconds()
        return Spoken(self._text, began=since, seconds=(stopped - began).total_seconds())

    def _wait(self, seconds: float | None, then: Answer | None = None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if seconds is not None and then is not None:
            self._timer = self._timeline.call_later(seconds, lambda: self._answer(then))

    def _answer(self, answer: Answer) -> None:
        self.stop()
        self._done(answer)
