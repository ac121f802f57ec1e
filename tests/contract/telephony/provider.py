"""What the contract suite asks of a provider under test, beside the port itself: telephones it can handle, and time.

To run the suite on another provider: write a class like `on_exchange.ExchangeProvider` and add its maker to `PROVIDERS`
in conftest.py. Nothing here knows how calls are carried: the exchange runs in virtual time, an emulator over HTTP or a
real Asterisk in real time, so scripts wait for what they expect and keep their own silences to a few seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from allo.app.ports import Desk, Telephony
from allo.domain.events import Outcome


class Answering(StrEnum):
    """What comes of calling a telephone."""

    BY_HAND = "by_hand"  # it rings until the script picks up, refuses, or the time of ringing is over
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    UNASSIGNED = "unassigned"  # nobody has this number
    VOICEMAIL = "voicemail"  # picks up by itself, speaks for more than four seconds, beeps, records


@dataclass(frozen=True, slots=True)
class Traits:
    """What providers differ in and `Abilities` does not say (no flow asks for it).

    measures_sound: `Spoken` tells when a sound began and how long it lasted.
    told_as: outcomes that this provider cannot tell from another, and the one it gives instead: {DROPPED: COMPLETED}.
    """

    measures_sound: bool = True
    told_as: Mapping[Outcome, Outcome] = field(default_factory=dict)

    def outcome(self, true: Outcome) -> Outcome:
        return self.told_as.get(true, true)


class Phone(Protocol):
    """A telephone on somebody's table. Acts return once the network has them."""

    @property
    def ringing(self) -> bool: ...

    @property
    def talking(self) -> bool: ...

    @property
    def heard(self) -> Sequence[str]:
        """What Allô said into it, in order: each text from the moment it can be recognised, whole."""

    @property
    def voices(self) -> Sequence[str]:
        """The names of those heard in the room, once per utterance, in order."""

    @property
    def tones(self) -> str:
        """The keypad tones that Allô sent."""

    async def dials(self) -> None:
        """Calls our line."""

    async def picks_up(self) -> None: ...

    async def refuses(self) -> None: ...

    async def presses(self, keys: str) -> None:
        """These keys, quickly one after the other; no tone leaves a rotary telephone."""

    async def says(self, text: str, seconds: float) -> None:
        """Begins to speak; returns at once."""

    async def hangs_up(self) -> None: ...

    async def is_cut_off(self) -> None:
        """The network loses the call."""


class Provider(Protocol):
    """One provider, connected to a scripted desk for one script."""

    @property
    def telephony(self) -> Telephony:
        """The port under test; what it cannot do is in its `can`."""

    @property
    def traits(self) -> Traits: ...

    @property
    def failures(self) -> Sequence[Exception]:
        """What went wrong unseen: errors of the desk or of the adapter."""

    async def connect(self, desk: Desk) -> None: ...

    async def phone(
        self,
        name: str,
        number: str,
        *,
        answering: Answering = Answering.BY_HAND,
        rotary: bool = False,
        withheld: bool = False,
    ) -> Phone:
        """Put up a telephone at this number."""

    def rings_at(self, number: str) -> int:
        """How many times a call of ours reached this number."""

    def now(self) -> datetime: ...

    async def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Let things happen until the condition holds; False where it does not in so many seconds of the calls."""

    async def passes(self, seconds: float) -> None:
        """Let so many seconds of the calls pass."""

    async def settle(self) -> None:
        """Until all that has happened has been told to the desk."""
