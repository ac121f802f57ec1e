"""Late, repeated and reordered news of a stay end alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from allo.domain import room as machine
from allo.domain.people import Role
from allo.domain.room import Plan, Room
from tests.support.rooms import START


@dataclass(frozen=True)
class News:
    """One event of a stay of the same call."""

    kind: str
    turn: int
    seq: int
    muted: bool

    def happens(self, room: Room) -> Room:
        stay, now = f"call.{self.turn}", START + timedelta(seconds=100 * self.turn + self.seq)
        match self.kind:
            case "joined":
                return machine.joined(room, stay, self.seq, self.muted, now).room
            case "muted":
                return machine.muted(room, stay, self.seq, self.muted, now).room
            case _:
                return machine.left(room, stay, self.seq, now).room


@st.composite
def histories(draw: st.DrawFn) -> list[News]:
    """What truly happened, in order: stays that begin, whose microphone changes, and that end or not yet."""
    told: list[News] = []
    for turn in range(1, draw(st.integers(1, 4)) + 1):
        told.append(News("joined", turn, 0, draw(st.booleans())))
        told += [News("muted", turn, seq + 1, draw(st.booleans())) for seq in range(draw(st.integers(0, 3)))]
        if draw(st.booleans()):
            told.append(News("left", turn, len(told) + 1, False))
    return told


def seat_after(told: list[News]) -> tuple[bool, bool | None]:
    room = Room(Plan(START, START + timedelta(hours=1)))
    room = machine.admit(room, "a", role=Role.LISTENER, party="", call="call", probation=False, now=START).room
    for one in told:
        room = one.happens(room)
    return room.seats["a"].inside, room.seats["a"].muted


@given(histories(), st.data())
@settings(max_examples=400, deadline=None)
def test_any_order_and_any_repeats_end_alike(told: list[News], data: st.DataObject):
    repeated = told + data.draw(st.lists(st.sampled_from(told), max_size=6))
    last = told[-1]
    truth = (False, None) if last.kind == "left" else (True, last.muted)
    assert seat_after(told) == seat_after(data.draw(st.permutations(repeated))) == truth
