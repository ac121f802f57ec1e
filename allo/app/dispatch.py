"""Who reacts to what: the desk that adapters speak to, and its one dictionary."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from allo.app.answer_called import answer_called
from allo.app.end_call import end_call
from allo.app.errands import Instruct, run_errands
from allo.app.greet_caller import greet_caller
from allo.app.house import House
from allo.app.note_detection import note_detection
from allo.app.note_list_taken import note_list_taken
from allo.app.note_room_events import note_room_events
from allo.app.note_speech import note_speech
from allo.app.playing.talk import over
from allo.app.ports import Clock
from allo.app.say_while_waiting import say_while_waiting
from allo.app.take_answer import take_answer
from allo.app.take_recording import take_recording
from allo.app.take_star import take_star
from allo.domain import events
from allo.domain.calls import Listing, State
from ivr_flows.instructions import Pause, Play, Say

Reaction = Callable[[House, Any, datetime], Awaitable[Listing | None]]

REACTIONS: Mapping[type, Reaction] = {
    events.CallArrived: greet_caller,
    events.CallAnswered: answer_called,
    events.CallEnded: end_call,
    events.ListTaken: note_list_taken,
    events.Answered: take_answer,
    events.StarPressed: take_star,
    events.Recorded: take_recording,
    events.RoomJoined: note_room_events,
    events.RoomLeft: note_room_events,
    events.MuteChanged: note_room_events,
    events.SpeakingStarted: note_speech,
    events.SpeakingStopped: note_speech,
    events.MachineDetected: note_detection,
}
UNHEARD: frozenset[type] = frozenset(
    {events.Announced}
)  # words to a room are said at most once; nothing waits for them


class FrontDesk:
    """`Desk` of allo.app.ports, over the use cases."""

    def __init__(self, house: House, clock: Clock) -> None:
        self._house, self._clock = house, clock

    async def react(self, event: events.Event, can_reply: bool) -> Listing | None:
        if type(event) in UNHEARD:
            return None
        listing = await REACTIONS[type(event)](self._house, event, self._clock.now())
        if listing is not None and not can_reply:
            await run_errands(self._house.telephony, [Instruct(_call_of(event))])
            return None
        return listing

    async def current(self, call: str) -> Listing:
        """A call that asks before we heard that it was answered, was."""
        async with self._house.store.read() as uow:
            known = await uow.calls.get(call)
        if known is None or known.state is State.ENDED:
            return over(self._house, known)
        if known.state is State.RINGING:
            now = self._clock.now()
            return await answer_called(self._house, events.CallAnswered(call, now), now) or known.listing
        return known.listing

    async def waiting(self, room: str) -> tuple[Say | Play | Pause, ...]:
        return await say_while_waiting(self._house, room, self._clock.now())


def _call_of(event: events.Event) -> str:
    return str(getattr(event, "call", ""))
