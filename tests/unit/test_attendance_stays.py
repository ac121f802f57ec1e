"""A stay that is taken up again, and what a snapshot saw before the event came after all."""

from __future__ import annotations

from datetime import datetime

from allo.domain.attendance import presences_of
from allo.domain.records import Fact, Presence
from tests.unit.strategies.facts import at

STAY = "claire.2"


def _only(*facts: tuple[str, float]) -> Presence:
    told = [Fact(key=key, session=1, call="claire", seat="listener:1", at=at(minutes)) for key, minutes in facts]
    (presence,) = presences_of(told, 1, at(60))
    (turned,) = presences_of(reversed(told), 1, at(60))
    assert presence == turned
    return presence


def _ends(presence: Presence) -> tuple[datetime | None, datetime | None]:
    return presence.arrived_at, presence.left_at


def test_whose_list_is_told_twice_is_there_until_the_last_exit() -> None:
    claire = _only((f"in:{STAY}", 0), (f"out:{STAY}", 10), (f"in:{STAY}:3", 11), (f"out:{STAY}:4", 40))

    assert _ends(claire) == (at(0), at(40))


def test_who_comes_back_and_is_not_seen_to_leave_stays_to_the_end_of_the_call() -> None:
    claire = _only((f"in:{STAY}", 0), (f"out:{STAY}", 10), (f"in:{STAY}:3", 11), ("end:claire", 50))

    assert _ends(claire) == (at(0), at(50))


def test_the_event_is_truer_than_the_snapshot() -> None:
    claire = _only(
        (f"in:{STAY}", 1),  # a snapshot saw her inside
        (f"in:{STAY}:1", 0),
        (f"out:{STAY}", 31),  # and missed her
        (f"out:{STAY}:2", 30),
        ("end:claire:seen", 31),
        ("end:claire", 30),
    )

    assert _ends(claire) == (at(0), at(30))
