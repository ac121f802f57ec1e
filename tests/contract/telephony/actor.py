"""Somebody in a call script: a telephone, its owner, and their part as it was lived."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from allo.domain.events import CallArrived, CallEnded, Event, Outcome
from tests.contract.telephony.call_sheet import and_list, keys_in_words
from tests.contract.telephony.provider import Phone, Provider
from tests.support.scripted_desk import ScriptedDesk

PATIENCE = 60.0  # seconds within which something expected comes
QUIET = 3.0  # seconds in which something that must not be heard would have been

E = TypeVar("E", bound=Event)


class Actor:
    """`call`: the id of their present or last call. Acts and what is heard between them are written into `part`."""

    def __init__(self, name: str, number: str, phone: Phone, provider: Provider, desk: ScriptedDesk) -> None:
        self.name = name
        self.number = number
        self.phone = phone
        self.call = ""
        self.calls: list[str] = []
        self.part: list[str] = []
        self.true_ends: dict[str, Outcome] = {}
        self._withheld = False
        self._provider = provider
        self._desk = desk
        self._words = self._voices = 0  # read so far
        self._waited = 0

    # --- what they do ------------------------------------------------------------------------------------------------

    async def dials(self) -> None:
        """Rings us; back once Allô knows of the call."""
        known = len(self._arrivals())
        self._writes("appelle Allô")
        await self.phone.dials()
        await self.expects(lambda: len(self._arrivals()) > known, "the call did not arrive")
        self.is_in(self._arrivals()[-1].call)

    async def rings(self) -> None:
        await self.expects(lambda: self.phone.ringing, "the telephone did not ring")

    async def picks_up(self) -> None:
        await self.rings()
        self._writes("décroche")
        await self.phone.picks_up()

    async def refuses(self) -> None:
        await self.rings()
        self._writes("refuse l'appel")
        await self.phone.refuses()

    async def presses(self, keys: str) -> None:
        self._writes(f"appuie sur {keys_in_words(keys)}")
        await self.phone.presses(keys)

    async def says(self, text: str, seconds: float = 1.0) -> None:
        self._writes(f"dit « {text} »" if seconds < 4 else f"dit longuement « {text} »")
        await self.phone.says(text, seconds)

    async def hangs_up(self) -> None:
        self._writes("raccroche")
        await self.phone.hangs_up()

    async def is_cut_off(self) -> None:
        self._writes("n'a plus de réseau")
        await self.phone.is_cut_off()

    # --- what they hear ----------------------------------------------------------------------------------------------

    async def hears(self, text: str) -> None:
        """Waits until these words have been said to them, after those already waited for."""
        await self.expects(lambda: self._find(text) is not None, f"did not hear « {text} » but {self._unread()!r}")
        self._waited = (self._find(text) or 0) + 1

    async def is_heard_by(self, *others: Actor) -> None:
        before = [len(one.phone.voices) for one in others]
        await self.says("Vous m'entendez ?")
        for one, known in zip(others, before, strict=True):
            await one.hears_voice_of(self, known)
        await self._provider.passes(QUIET)
        self.part[-1] += f" et {and_list([one.name for one in others])} l'entend{'ent' * (len(others) > 1)}"

    async def hears_voice_of(self, other: Actor, known: int = 0) -> None:
        """Beyond the first `known` voices."""
        await self.expects(lambda: other.name in self.phone.voices[known:], f"does not hear {other.name}")

    async def is_not_heard_by(self, *others: Actor) -> None:
        before = [len(one.phone.voices) for one in others]
        await self.says("Vous m'entendez ?")
        await self._provider.passes(QUIET)
        for one, known in zip(others, before, strict=True):
            assert self.name not in one.phone.voices[known:], f"{one.name} hears {self.name}"
        self.part[-1] += f" et {and_list([one.name for one in others])} n'entend{'ent' * (len(others) > 1)} rien"

    def has_heard(self, text: str) -> bool:
        return any(text in one for one in self.phone.heard)

    # --- what Allô is told of them ------------------------------------------------------------------------------------

    def told(self, kind: type[E]) -> list[E]:
        """The events of this kind of their present call."""
        return [one for one in self._desk.events if isinstance(one, kind) and getattr(one, "call", "") == self.call]

    async def makes_known(self, kind: type[E], count: int = 1, within: float = PATIENCE) -> E:
        """Waits until Allô was told so many events of this kind; the last of them."""
        await self.expects(lambda: len(self.told(kind)) >= count, f"Allô was not told {kind.__name__}", within)
        return self.told(kind)[-1]

    async def ends_as(self, outcome: Outcome) -> None:
        """The call ends so, as far as this provider can tell."""
        ended = await self.makes_known(CallEnded)
        assert ended.outcome is self._provider.traits.outcome(outcome), ended
        assert not self.phone.talking
        self.true_ends[self.call] = outcome

    def lives(self, what: str) -> None:
        """Something that Allô does to them."""
        self._writes(f"({what})")

    def is_in(self, call: str) -> None:
        self.call = call
        self.calls.append(call)

    def closes(self) -> list[str]:
        """Their whole part."""
        self._reads()
        return self.part

    async def expects(self, condition: Callable[[], bool], else_say: str, within: float = PATIENCE) -> None:
        assert await self._provider.until(condition, within), f"{self.name}: {else_say}"

    # --- their part --------------------------------------------------------------------------------------------------

    def _writes(self, act: str) -> None:
        self._reads()
        self.part.append(act)

    def _reads(self) -> None:
        """What was heard since: words of Allô, then voices; what is said over and over, once."""
        words, voices = self.phone.heard[self._words :], self.phone.voices[self._voices :]
        self._words += len(words)
        self._voices += len(voices)
        for line in [f"entend « {one} »" for one in words] + [f"entend la voix de {one}" for one in voices]:
            if not self.part or self.part[-1] != line:
                self.part.append(line)

    def _arrivals(self) -> list[CallArrived]:
        number = None if self._withheld else self.number
        return [one for one in self._desk.events if isinstance(one, CallArrived) and one.number == number]

    def _find(self, text: str) -> int | None:
        heard = self.phone.heard
        return next((at for at in range(self._waited, len(heard)) if text in heard[at]), None)

    def _unread(self) -> list[str]:
        return list(self.phone.heard[self._waited :])

    def withholds(self) -> Actor:
        self._withheld = True
        return self
