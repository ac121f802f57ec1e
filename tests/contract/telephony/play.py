"""A call script being played: Allô's side of it (a scripted desk), the people, and the transcript at the end."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from uuid import uuid4

from allo.domain.events import (
    Announced,
    Answered,
    CallAnswered,
    CallArrived,
    CallEnded,
    Event,
    ListTaken,
    Recorded,
    StarPressed,
)
from allo.domain.orders import Announce, Mute, Order, Tell, Unmute
from ivr_flows.instructions import Instruction, Words
from tests.contract.telephony.actor import Actor
from tests.contract.telephony.call_sheet import sheet
from tests.contract.telephony.provider import Answering, Provider
from tests.support.scripted_desk import Instructions, ScriptedDesk

CAST = {
    "Claire": "+33199000012",
    "Paul": "+33199000013",
    "Jeanne": "+33199000014",
    "Personne": "+33199000099",
}


class Play:
    """`room`, `aside`: two rooms of their own for this script, by opaque names."""

    def __init__(self, provider: Provider, desk: ScriptedDesk) -> None:
        self.provider = provider
        self.telephony = provider.telephony
        self.can = provider.telephony.can
        self.desk = desk
        self.people: list[Actor] = []
        self.room, self.aside = uuid4().hex[:20], uuid4().hex[:20]

    async def person(
        self,
        name: str = "Claire",
        *,
        answering: Answering = Answering.BY_HAND,
        rotary: bool = False,
        withheld: bool = False,
    ) -> Actor:
        phone = await self.provider.phone(name, CAST[name], answering=answering, rotary=rotary, withheld=withheld)
        actor = Actor(name, CAST[name], phone, self.provider, self.desk)
        self.people.append(actor.withholds() if withheld else actor)
        return actor

    # --- Allô's side -------------------------------------------------------------------------------------------------

    def greets(self, *lists: Instructions) -> None:
        """What who calls is told, one list after the other; the last one for ever."""
        self.desk.replies_to(CallArrived, *lists)

    def after_an_answer(self, *lists: Instructions) -> None:
        self.desk.replies_to(Answered, *lists)

    def at_the_star(self, *lists: Instructions) -> None:
        self.desk.replies_to(StarPressed, *lists)

    def after_a_message(self, *lists: Instructions) -> None:
        self.desk.replies_to(Recorded, *lists)

    async def calls(
        self, actor: Actor, *instructions: Instruction, ring: int = 30, limit: int = 600, detect: bool = False
    ) -> None:
        """Allô dials; these instructions are performed once it is answered."""
        self.desk.replies_to(CallAnswered, instructions)
        call = uuid4().hex[:20]
        actor.is_in(call)
        actor.lives("Allô appelle")
        await self.telephony.dial(call, actor.number, ring=ring, limit=limit, detect_machine=detect)

    async def reaches(self, actor: Actor, *instructions: Instruction) -> None:
        """The same, and they pick up; back once the list was begun."""
        await self.calls(actor, *instructions)
        await actor.picks_up()
        await actor.makes_known(ListTaken)

    async def tells(self, actor: Actor, *instructions: Instruction) -> None:
        """From outside their own turn: this is what you hear now."""
        self.desk.tells(actor.call, *instructions)
        actor.lives("Allô donne une nouvelle liste")
        await self.telephony.instruct(actor.call)

    async def orders(self, order: Order) -> None:
        await self.telephony.order(order)
        await self.provider.settle()

    async def hangs_up(self, actor: Actor) -> None:
        await self.telephony.hang_up(actor.call)
        actor.lives("Allô raccroche")

    async def mutes(self, actor: Actor) -> None:
        await self.orders(Mute(actor.call))
        actor.lives("Allô ferme le micro")

    async def unmutes(self, actor: Actor) -> None:
        await self.orders(Unmute(actor.call))
        actor.lives("Allô ouvre le micro")

    async def whispers_to(self, actor: Actor, text: str) -> None:
        await self.orders(Tell(actor.call, (Words(text),)))

    async def announces(self, text: str, ref: str = "") -> None:
        await self.orders(Announce(self.room, (Words(text),), ref))

    async def passes(self, seconds: float) -> None:
        await self.provider.passes(seconds)

    async def everybody_leaves(self, *actors: Actor) -> None:
        for one in actors:
            await one.hangs_up()
            await one.makes_known(CallEnded)

    # --- the transcript ----------------------------------------------------------------------------------------------

    def transcript(self) -> str:
        """Each person's part, then what Allô was told of their calls."""
        rooms = {self.room: "la salle", self.aside: "la salle à part"}
        blocks = [block for actor in self.people for block in self._blocks(actor, rooms)]
        refs = [one.ref for one in self.desk.events if isinstance(one, Announced) and one.ref]
        if refs:
            blocks.append(("Allô apprend", [f"annonce entendue jusqu'au bout : {ref}" for ref, _ in groupby(refs)]))
        return "\n\n".join("\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in blocks) + "\n"

    def _blocks(self, actor: Actor, rooms: dict[str, str]) -> list[tuple[str, list[str]]]:
        blocks = [(actor.name, actor.closes())]
        for number, call in enumerate(actor.calls, start=1):
            told = [self._true(actor, event) for event in self.desk.events if getattr(event, "call", "") == call]
            title = f"Allô apprend de {actor.name}" + (f", appel {number}" if len(actor.calls) > 1 else "")
            blocks.append((title, sheet(told, rooms) or ["rien"]))
        return blocks

    @staticmethod
    def _true(actor: Actor, event: Event) -> Event:
        """An outcome as it was, where this provider could only tell another one (checked by `ends_as`)."""
        if isinstance(event, CallEnded) and event.call in actor.true_ends:
            return replace(event, outcome=actor.true_ends[event.call])
        return event
