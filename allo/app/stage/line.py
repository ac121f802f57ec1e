"""One call at the end of a flow: what it was told last, what it answered, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allo.app.stage.scene import Scene
from allo.domain.calls import Call
from allo.domain.room import Seat
from ivr_flows.instructions import HangUp, Instruction, Leave, Say, Words


@dataclass(frozen=True, slots=True)
class Line:
    """`values`: what the flow gathered; `passing`: words of the flow that still have to be said."""

    scene: Scene
    id: str
    values: Mapping[str, str]
    passing: tuple[Instruction, ...] = ()

    @property
    def call(self) -> Call:
        return self.scene.calls[self.id]

    @property
    def seat(self) -> Seat | None:
        """Where this call sits, if it does."""
        room = self.scene.room
        seat = room.seats.get(self.call.seat) if room is not None else None
        return seat if seat is not None and seat.call == self.id else None

    def go(self, flow: str, /, **facts: object) -> None:
        """Go on in that flow, after what still has to be said."""
        self.scene.begin_after(self.passing, self.id, flow, **facts)

    def hang_up(self) -> None:
        self.scene.tell_list(self.id, (*self.passing, Leave(), HangUp()))

    def saying(self, *words: Words) -> Line:
        """The same line with these words to be said too."""
        return Line(self.scene, self.id, self.values, (*self.passing, *(Say(one) for one in words)))
