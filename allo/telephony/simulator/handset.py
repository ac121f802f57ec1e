"""A telephone on somebody's table: what is done with it, what is heard in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from allo.domain.events import Outcome
from allo.telephony.simulator.exchange import LINE, Exchange
from allo.telephony.simulator.legs import Line
from allo.telephony.simulator.sounds import UNASSIGNED

WORDS_A_SECOND = 2.5
PATIENCE = 120.0  # seconds within which something expected is heard


class NotHeard(AssertionError):
    """What was expected was not heard in time."""


class Person(Protocol):
    """Who sits at the telephone and acts by themselves. All that is heard comes as words."""

    def plug(self, handset: Handset) -> None: ...

    def rings(self) -> Outcome | None: ...

    def connected(self) -> None: ...

    def hears(self, text: str) -> None:
        """Allô has said this to the end."""

    def hears_voice(self, name: str, text: str, seconds: float) -> None: ...

    def hears_tones(self, digits: str) -> None: ...

    def ended(self, outcome: Outcome) -> None: ...


class Handset:
    """`person`: None for one handled by a test or by `allo call`. `trouble`: what the network says instead of ringing.
    `rotary`: its keys make no tones. `deaf_to_first_star`: set to pulse dialling, the first star only switches it."""

    def __init__(
        self,
        exchange: Exchange,
        number: str,
        name: str = "",
        *,
        person: Person | None = None,
        rotary: bool = False,
        deaf_to_first_star: bool = False,
        withheld: bool = False,
        trouble: Outcome | None = None,
        behind: Switchboard | None = None,
    ) -> None:
        self.exchange = exchange
        self.number = number
        self.name = name or number
        self.person = person
        self.is_rotary = rotary
        self.withheld = withheld
        self.trouble = trouble
        self.heard: list[str] = []
        self.voices: list[tuple[str, str]] = []  # who spoke in the room, and what
        self.ringing = False
        self.talking = False
        self.outcomes: list[Outcome] = []
        self.loses_star = deaf_to_first_star
        self._line: Line | None = None
        self._read = 0
        if behind is None:
            exchange.install(self)
        if person is not None:
            person.plug(self)

    # --- what its owner does -----------------------------------------------------------------------------------------

    def picks_up(self) -> None:
        self._in_hand(self.ringing, "does not ring").pick_up()

    def refuses(self) -> None:
        self._in_hand(self.ringing, "does not ring").refuse()

    def hangs_up(self) -> None:
        if self._line is not None:
            self._line.hang_up()

    def is_cut_off(self) -> None:
        """The network loses the call."""
        if self._line is not None:
            self._line.cut()

    def presses(self, *keys: str) -> None:
        """Each key of each word of keys, at once. On a rotary telephone nothing is heard of it."""
        line = self._in_hand(self.talking, "is not in a call")
        for key in "".join(keys):
            if key == "*" and self.loses_star:
                self.loses_star = False
            elif not self.is_rotary:
                line.press(key)

    def says(self, text: str, seconds: float | None = None) -> None:
        length = seconds if seconds is not None else max(0.5, len(text.split()) / WORDS_A_SECOND)
        self._in_hand(self.talking, "is not in a call").sound(length, text)

    def beeps(self) -> None:
        self._in_hand(self.talking, "is not in a call").beep()

    def dials(self, line: str = LINE) -> None:
        if self._line is not None:
            raise RuntimeError(f"{self.name} is in a call already")
        self._line = self.exchange.ring_in(self, line, withheld=self.withheld)
        if self._line is None:
            self.word_begins(UNASSIGNED)

    # --- what its owner hears ----------------------------------------------------------------------------------------

    async def hears(self, text: str, within: float = PATIENCE) -> None:
        """Wait until words with `text` in them are heard, after those already waited for."""
        if not await self.exchange.timeline.until(lambda: self._find(text) is not None, within):
            raise NotHeard(f"{self.name} did not hear « {text} » but {self.heard[self._read :]!r}")
        self._read = (self._find(text) or 0) + 1

    def has_heard(self, text: str) -> bool:
        return any(text.casefold() in one.casefold() for one in self.heard)

    async def waits(self, seconds: float) -> None:
        await self.exchange.timeline.until(lambda: False, seconds)

    async def rings(self, within: float = PATIENCE) -> None:
        """Wait until it rings."""
        if not await self.exchange.timeline.until(lambda: self.ringing, within):
            raise NotHeard(f"the telephone of {self.name} did not ring")

    def _find(self, text: str) -> int | None:
        wanted = text.casefold()
        return next((at for at in range(self._read, len(self.heard)) if wanted in self.heard[at].casefold()), None)

    # --- what the exchange does with it (Telephone) ------------------------------------------------------------------

    @property
    def is_free(self) -> bool:
        return self._line is None

    def receiver(self) -> Handset:
        return self

    def called(self, line: Line) -> Outcome | None:
        if self._line is not None:
            return Outcome.BUSY
        trouble = self.trouble or (self.person.rings() if self.person is not None else None)
        if trouble is None:
            self._line, self.ringing = line, True
        return trouble

    def connected(self, line: Line) -> None:
        self.ringing, self.talking = False, True
        if self.person is not None:
            self.person.connected()

    def ended(self, line: Line, outcome: Outcome) -> None:
        """Also a call that found it busy, which changes nothing here."""
        self.outcomes.append(outcome)
        if line is self._line:
            self._line, self.ringing, self.talking = None, False, False
            if self.person is not None:
                self.person.ended(outcome)

    def word_begins(self, text: str) -> None:
        self.heard.append(text)

    def word_ends(self, text: str) -> None:
        if self.person is not None:
            self.person.hears(text)

    def voice(self, name: str, text: str, seconds: float) -> None:
        self.voices.append((name, text))
        if self.person is not None:
            self.person.hears_voice(name, text, seconds)

    def tones(self, digits: str) -> None:
        if self.person is not None:
            self.person.hears_tones(digits)

    def _in_hand(self, fits: bool, why: str) -> Line:
        if self._line is None or not fits:
            raise RuntimeError(f"the telephone of {self.name} {why}")
        return self._line


class Switchboard:
    """Several telephones behind one number: a call arrives at one that is free. `person`: who answers at the n-th."""

    def __init__(
        self, exchange: Exchange, number: str, name: str, person: Callable[[int], Person], lines: int = 4
    ) -> None:
        self.number = number
        self.handsets = [Handset(exchange, number, name, person=person(place), behind=self) for place in range(lines)]
        exchange.install(self)

    def receiver(self) -> Handset:
        """A free line; the first one, busy, where there is none."""
        return next((one for one in self.handsets if one.is_free), self.handsets[0])
