"""The wire between the exchange and Allô's desk: events go out, lists come back; when nobody answers, the caller hears
so and the event is offered again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allo.app.ports import Desk
from allo.domain.calls import Listing
from allo.domain.events import Announced, Answered, CallAnswered, CallArrived, Event, Recorded, StarPressed
from allo.telephony.simulator.faults import Wire, faithful
from allo.telephony.simulator.sounds import APOLOGY, Heard
from allo.telephony.simulator.timeline import Timeline

REPLIED = (CallArrived, CallAnswered, Answered, StarPressed, Recorded)
RETRIES = (2.0, 4.0, 6.0, 8.0, 10.0)  # seconds, thirty in all; of the machine's time, in which Allô restarts


class DeskAway(Exception):
    """Nobody is at the desk (Allô is being restarted)."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What comes back from the desk for a call."""

    listing: Callable[[str, Listing], None]
    nothing: Callable[[str], None]  # go on as you are
    comfort: Callable[[str, str], None]
    give_up: Callable[[str], None]


class DeskLine:
    """`failures`: what the desk raised, by moment; tests look at it, a run never stops for it."""

    def __init__(self, timeline: Timeline, reached: Reached) -> None:
        self._timeline = timeline
        self._reached = reached
        self.desk: Desk | None = None
        self.wire: Wire = faithful
        self.failures: list[tuple[datetime, Exception]] = []
        self.delivered = 0
        self._missed: Counter[str] = Counter()  # lists asked for in vain, by call

    def emit(self, event: Event) -> None:
        for delay in self.wire(event):
            self._deliver(event, delay, 0)

    def ask_list(self, call: str) -> None:
        """Fetch what this call should be hearing now."""
        self._timeline.call_later(0.0, lambda: self._fetch(call), lane=call)

    def ask_waiting(self, room: str, then: Callable[[tuple[Heard, ...]], None]) -> None:
        async def fetch() -> None:
            try:
                parts = await self._desk().waiting(room)
            except Exception as error:  # noqa: BLE001 - an edge, as below: the room hears music and is asked again
                self._failed(error)
                return
            then(parts)

        self._timeline.call_later(0.0, fetch, lane=f"room {room}")

    def _deliver(self, event: Event, delay: float, tries: int) -> None:
        lane = f"room {event.room}" if isinstance(event, Announced) else event.call
        self._timeline.call_later(delay, lambda: self._offer(event, tries), lane=lane)

    async def _offer(self, event: Event, tries: int) -> None:
        can_reply = isinstance(event, REPLIED)
        self.delivered += 1
        try:
            listing = await self._desk().react(event, can_reply)
        except Exception as error:  # noqa: BLE001 - an edge: whatever happens at the desk, the caller hears something
            self._failed(error)
            if isinstance(event, StarPressed):
                self._reached.nothing(event.call)
            elif isinstance(event, REPLIED):
                self._offer_again(event, tries)
            return
        if isinstance(event, REPLIED):
            del self._missed[event.call]  # the desk is there again: what was missed before counts no more
            self._take(event.call, listing)

    def _take(self, call: str, listing: Listing | None) -> None:
        if listing is None:
            self._reached.nothing(call)
        else:
            self._reached.listing(call, listing)

    def _offer_again(self, event: CallArrived | CallAnswered | Answered | Recorded, tries: int) -> None:
        if tries < len(RETRIES):
            self._reached.comfort(event.call, APOLOGY)
            self._deliver(event, RETRIES[tries] * self._timeline.speed, tries + 1)
        else:
            self._reached.give_up(event.call)

    async def _fetch(self, call: str) -> None:
        try:
            listing = await self._desk().current(call)
        except Exception as error:  # noqa: BLE001 - an edge, as above
            self._failed(error)
            self._missed[call] += 1
            if self._missed[call] > len(RETRIES):
                self._reached.give_up(call)
            else:
                self._reached.comfort(call, APOLOGY)
                self._reached.nothing(call)
            return
        del self._missed[call]
        self._reached.listing(call, listing)

    def _desk(self) -> Desk:
        if self.desk is None:
            raise DeskAway
        return self.desk

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DeskAway):
            self.failures.append((self._timeline.now(), error))
