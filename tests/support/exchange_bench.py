"""An exchange on virtual time with a scripted desk and a few handsets, for tests of the simulator."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from allo.app.ports import Abilities
from allo.domain.events import CallAnswered, CallArrived
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.persons import Person
from allo.telephony.simulator.timeline import Timeline
from allo.telephony.simulator.transcript import Transcript
from ivr_flows.instructions import Instruction
from tests.support.scripted_desk import Instructions, ScriptedDesk

TUESDAY = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)  # 15:00 in Paris
CLAIRE, JEANNE, PAUL = "+33199000012", "+33199000013", "+33199000014"
TWILIO_LIKE = Abilities(keys_in_room=False, private_in_room=False, volume=False, whisper=False)


@dataclass
class Bench:
    """`calls`: how many were dialled; each has the id "call1", "call2" …"""

    exchange: Exchange
    desk: ScriptedDesk
    transcript: Transcript = field(default_factory=Transcript)
    calls: int = 0

    def handset(
        self, number: str = CLAIRE, name: str = "Claire", person: Person | None = None, **ways: object
    ) -> Handset:
        return Handset(self.exchange, number, name, person=person, **ways)  # type: ignore[arg-type]

    async def dial(self, number: str = CLAIRE, *, ring: int = 45, limit: int = 3600, detect: bool = False) -> str:
        self.calls += 1
        call = f"call{self.calls}"
        await self.exchange.dial(call, number, ring=ring, limit=limit, detect_machine=detect)
        return call

    async def reach(self, handset: Handset, *instructions: Instruction) -> str:
        """Dial it, let its owner pick up at once, and perform this list."""
        self.desk.replies_to(CallAnswered, instructions)
        call = await self.dial(handset.number)
        await handset.rings()
        handset.picks_up()
        await self.exchange.timeline.settle()
        return call

    async def ring_in(self, handset: Handset, *lists: Instructions) -> str:
        """It rings us and is told the first list."""
        self.desk.replies_to(CallArrived, *lists)
        handset.dials()
        await self.run(1.0)
        return self.desk.call_of(CallArrived)

    async def ring_in_vain(self, handset: Handset) -> None:
        """It rings us while nobody is at the desk."""
        handset.dials()
        await self.run(1.0)

    async def run(self, seconds: float = 0.0) -> None:
        await self.exchange.timeline.run_for(seconds)


def bench(can: Abilities | None = None, seed: int = 0) -> Bench:
    made = Bench(Exchange(Timeline(TUESDAY), seed=seed, can=can), ScriptedDesk())
    made.exchange.connect(made.desk)
    made.exchange.watch(made.transcript)
    return made
