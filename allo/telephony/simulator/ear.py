"""Plays words, sounds and pauses, one after the other, to one telephone or a whole room."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping

from allo.telephony.simulator.legs import Telephone
from allo.telephony.simulator.sounds import Heard, seconds_of, text_of
from allo.telephony.simulator.timeline import Entry, Timeline


class Ear:
    """`listeners` is asked at each part, so that who comes or goes meanwhile hears the rest or no more."""

    def __init__(
        self,
        timeline: Timeline,
        sounds: Mapping[str, float],
        listeners: Callable[[], Iterable[Telephone]],
        said: Callable[[str], None],
    ) -> None:
        self._timeline = timeline
        self._sounds = sounds
        self._listeners = listeners
        self._said = said
        self._parts: deque[Heard] = deque()
        self._done: Callable[[], None] | None = None
        self._timer: Entry | None = None

    @property
    def playing(self) -> bool:
        return self._timer is not None

    def play(self, parts: Iterable[Heard], done: Callable[[], None]) -> None:
        """Play these instead of whatever is playing, then call `done`."""
        self.stop()
        self._parts, self._done = deque(parts), done
        self._next()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._parts.clear()
        self._done = None

    def _next(self) -> None:
        self._timer = None
        if not self._parts:
            done, self._done = self._done, None
            if done is not None:
                done()
            return
        part = self._parts.popleft()
        if text := text_of(part):
            self._said(text)
            for telephone in list(self._listeners()):
                telephone.word_begins(text)
        self._timer = self._timeline.call_later(seconds_of(part, self._sounds), lambda: self._over(text))

    def _over(self, text: str) -> None:
        if text:
            for telephone in list(self._listeners()):
                telephone.word_ends(text)
        self._next()
