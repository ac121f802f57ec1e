"""The fold of call facts into stays: any order, any repeats, the same result."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allo.domain.attendance import presences_of
from allo.domain.connections import connections_of
from allo.domain.directory import Directory
from allo.domain.records import Fact, Mode, Presence
from tests.unit.strategies.facts import at, disordered, entry, fact, leaving


def stays(*facts: Fact, closing: float | None = 60) -> list[tuple[float, float | None]]:
    """From and to, in minutes after the start."""
    made = presences_of(facts, 1, None if closing is None else at(closing))
    return [(minute(one.arrived_at), None if one.left_at is None else minute(one.left_at)) for one in made]


def minute(moment: object) -> float:
    return (moment - at(0)).total_seconds() / 60  # type: ignore[operator, no-any-return]


def only(*facts: Fact) -> Presence:
    (one,) = presences_of(facts, 1, at(60))
    return one


def test_a_stay_is_an_entry_and_its_exit():
    assert stays(entry("a", 1, 2), leaving("a", 1, 40)) == [(2, 40)]


def test_a_stay_without_exit_ends_with_its_call():
    assert stays(entry("a", 1, 2), fact("end", "a", 30)) == [(2, 30)]


def test_a_stay_that_nothing_ended_ends_at_the_closing():
    assert stays(entry("a", 1, 2)) == [(2, 60)]
    assert stays(entry("a", 1, 2), closing=None) == [(2, None)]


def test_a_lost_exit_is_bounded_by_the_next_entry_of_the_call():
    assert stays(entry("a", 1, 2), entry("a", 3, 20), leaving("a", 3, 30)) == [(2, 20), (20, 30)]


def test_an_exit_after_the_end_of_the_call_came_late():
    assert stays(entry("a", 1, 2), fact("end", "a", 30), leaving("a", 1, 31)) == [(2, 30)]


def test_an_exit_alone_is_no_stay():
    assert stays(leaving("a", 1, 40), fact("end", "a", 41)) == []


def test_a_line_is_confirmed_by_its_proof():
    assert not only(entry("a", 1, 2)).confirmed
    assert only(entry("a", 1, 2), fact("human", "a", 1)).confirmed


def test_the_latest_head_count_and_mode_win():
    heads = fact("heads", "a", 1, ":1", count=4), fact("heads", "a", 5, ":2", count=6)
    one = only(entry("a", 1, 2, mode="individuel"), *heads, fact("mode", "a", 1, ":1", mode="collectif"))
    assert (one.head_count, one.mode) == (6, Mode.COLLECTIVE)


def test_five_seconds_of_speech_in_all_are_speech():
    spoke = [fact("spoke", "a", 5, f":{n}", seconds=2.5) for n in range(2)]
    assert only(entry("a", 1, 2), *spoke).spoke
    assert not only(entry("a", 1, 2), *spoke[:1]).spoke


def test_speech_belongs_to_the_seat_when_the_person_calls_again():
    facts = [entry("a", 1, 2), leaving("a", 1, 10), entry("b", 1, 11), fact("spoke", "a", 5, ":1", seconds=9)]
    at_one_seat = [Fact(key=one.key, call=one.call, seat="listener:1", at=one.at, data=one.data) for one in facts]
    assert [one.spoke for one in presences_of(at_one_seat, 1, at(60))] == [True, True]


def test_a_withheld_caller():
    assert only(entry("a", 1, 2, caller="")).caller == "masque"


def test_menu_trips_are_merged():
    """On a provider that hears keys only outside the room, a trip is a leave and a join."""
    facts = entry("a", 1, 0, caller="+33199000101"), leaving("a", 1, 10), entry("a", 3, 11, caller="+33199000101")
    (one,) = connections_of(presences_of([*facts, fact("human", "a", 0)], 1, at(60)), Directory())
    assert (len(one.rows), one.minutes) == (2, 60)


@given(disordered(), st.sampled_from([None, 60.0]))
def test_any_order_and_any_repeats_give_the_same_attendance(both: tuple[list[Fact], list[Fact]], closing: float | None):
    facts, shuffled = both
    end = None if closing is None else at(closing)
    assert presences_of(shuffled, 1, end) == presences_of(facts, 1, end)


@given(disordered())
def test_a_stay_never_ends_before_it_begins_and_none_is_lost(both: tuple[list[Fact], list[Fact]]):
    facts, shuffled = both
    made = presences_of(shuffled, 1, at(60))
    assert len(made) == sum(one.key.startswith("in:") for one in facts)
    assert all(one.arrived_at <= one.left_at for one in made if one.arrived_at and one.left_at)
