"""A desk that answers from a small script, for tests of providers without the app."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from allo.domain.calls import Listing
from allo.domain.events import Announced, Answered, CallArrived, Event, Recorded, StarPressed
from ivr_flows.instructions import Ask, HangUp, Instruction, Pause, Play, Say, Words

Instructions = Sequence[Instruction]


def say(text: str) -> Say:
    return Say(Words(text))


def ask(text: str, *, digits: int = 1, wait: float = 10.0, gap: float = 4.0, speech: bool = False) -> Ask:
    return Ask((say(text),), digits=digits, wait=wait, gap=gap, speech=speech)


@dataclass
class ScriptedDesk:
    """`replies[CallArrived]` = lists given in turn to events of that kind, the last one for ever; where there are none
    it says: go on as you are. An answer to an older turn is told the current list again."""

    replies: dict[type, deque[Instructions]] = field(default_factory=lambda: defaultdict(deque))
    events: list[Event] = field(default_factory=list)
    lists: dict[str, Listing] = field(default_factory=dict)
    waits: tuple[Say | Play | Pause, ...] = ()
    away: bool = False
    waiting_asked: int = 0

    def replies_to(self, kind: type, *lists: Instructions) -> None:
        self.replies[kind] = deque(lists)

    def tells(self, call: str, *instructions: Instruction) -> None:
        """The call's current list from now on (to be fetched by `instruct`)."""
        turn = self.lists[call].turn + 1 if call in self.lists else 1
        self.lists[call] = Listing(turn, instructions)

    def of(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def call_of(self, kind: type = CallArrived) -> str:
        """The call of the last event of this kind."""
        event = self.of(kind)[-1]
        assert not isinstance(event, Announced)
        return event.call

    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        if self.away:
            raise ConnectionError("the desk is away")
        self.events.append(event)
        if not can_reply or isinstance(event, Announced):
            return None
        if isinstance(event, Answered | StarPressed | Recorded) and event.turn != self.lists[event.call].turn:
            return self.lists[event.call]
        return self._reply(event)

    def _reply(self, event: Event) -> Listing | None:
        lists = self.replies[type(event)]
        if not lists or isinstance(event, Announced):
            return None
        self.tells(event.call, *(lists.popleft() if len(lists) > 1 else lists[0]))
        return self.lists[event.call]

    async def current(self, call: str) -> Listing:
        if self.away:
            raise ConnectionError("the desk is away")
        return self.lists.get(call, Listing(1, (HangUp(),)))

    async def waiting(self, room: str) -> tuple[Say | Play | Pause, ...]:
        self.waiting_asked += 1
        return self.waits
