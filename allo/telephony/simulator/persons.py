"""People who act by themselves: what they do follows from what they hear and from chance (one seed, one run)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from allo.domain.events import Outcome
from allo.telephony.simulator.handset import Handset


@dataclass(frozen=True, slots=True)
class Habit:
    """Who hears words that match `words` (a pattern, case ignored) does this, `after` so many seconds, with this
    `chance`, at most so many `times` a call."""

    words: str
    does: Callable[[Person], None]
    after: tuple[float, float] = (0.8, 2.5)
    chance: float = 1.0
    times: int = 100


@dataclass(frozen=True, slots=True)
class Manners:
    """How somebody takes calls. `picks_up`: seconds of ringing; `greeting`: what is said then ("" nothing);
    `refuses`, `absent`: does not take the call; `troubles`: what the network says to the first calls, one each;
    `cut_after`: the network loses each of the first `cuts` calls after so many seconds."""

    picks_up: tuple[float, float] = (4.0, 12.0)
    greeting: str = "Allô ?"
    refuses: bool = False
    absent: bool = False
    troubles: tuple[Outcome, ...] = ()
    cut_after: float = 300.0
    cuts: int = 0


class Person:
    """Sits at one handset. `pace`: how many times slower than others."""

    def __init__(
        self, habits: Sequence[Habit] = (), manners: Manners | None = None, *, seed: str = "", pace: float = 1.0
    ) -> None:
        self.habits = habits
        self.manners = manners or Manners()
        self.chance = Random(seed)  # noqa: S311 - whims, no secret
        self.pace = pace
        self.calls = 0
        self.memory: dict[str, str] = {}  # what they remember during a call
        self._handset: Handset | None = None
        self._did: Counter[int] = Counter()

    @property
    def handset(self) -> Handset:
        if self._handset is None:
            raise RuntimeError("this person sits at no handset")
        return self._handset

    def plug(self, handset: Handset) -> None:
        self._handset = handset

    # --- what they do ------------------------------------------------------------------------------------------------

    def soon(self, span: tuple[float, float], act: Callable[[], None]) -> None:
        """Do it within this span of seconds, if this call is still there."""
        call = self.calls
        seconds = self.chance.uniform(*span) * self.pace

        def if_still_there() -> None:
            if self.calls == call and self.handset.talking:
                act()

        self.handset.exchange.timeline.call_later(seconds, if_still_there)

    def say(self, text: str, seconds: float | None = None) -> None:
        self.handset.says(text, seconds)

    def press(self, keys: str) -> None:
        """Where nothing comes of the first star (pulse dialling), press again."""
        lost = self.handset.loses_star and "*" in keys
        self.handset.presses(keys)
        if lost:
            self.soon((2.0, 4.0), lambda: self.handset.presses(keys))

    def one_of(self, lines: Sequence[str]) -> str:
        return self.chance.choice(lines)

    # --- what they live through (Person of a handset) ----------------------------------------------------------------

    def rings(self) -> Outcome | None:
        self.calls += 1
        if self.calls <= len(self.manners.troubles):
            return self.manners.troubles[self.calls - 1]
        if self.manners.absent:
            return None
        call, seconds = self.calls, self.chance.uniform(*self.manners.picks_up)
        self.handset.exchange.timeline.call_later(seconds, lambda: self._goes_to_it(call))
        return None

    def _goes_to_it(self, call: int) -> None:
        if self.calls != call or not self.handset.ringing:
            return
        if self.manners.refuses:
            self.handset.refuses()
        else:
            self.handset.picks_up()

    def connected(self) -> None:
        self._did.clear()
        self.memory.clear()
        if self.manners.greeting:
            self.soon((0.3, 0.9), lambda: self.say(self.manners.greeting))
        if 0 < self.calls - len(self.manners.troubles) <= self.manners.cuts:
            after = self.manners.cut_after / self.pace
            self.soon((after, after), self.handset.is_cut_off)

    def hears(self, text: str) -> None:
        for number, habit in enumerate(self.habits):
            if self._did[number] < habit.times and re.search(habit.words, text, re.IGNORECASE):
                self._did[number] += 1
                if self.chance.random() < habit.chance:
                    self.soon(habit.after, lambda does=habit.does: does(self))  # type: ignore[misc]

    def hears_voice(self, name: str, text: str, seconds: float) -> None:
        return

    def hears_tones(self, digits: str) -> None:
        return

    def ended(self, outcome: Outcome) -> None:
        return

    def dials(self, line: str) -> None:
        """Call Allô by oneself."""
        self.calls += 1
        self.handset.dials(line)
