"""At the door, in, out and back: capacity, locked rooms, seats that outlive their calls, late and repeated news."""

from __future__ import annotations

from datetime import timedelta

from allo.domain import room as machine
from allo.domain.people import Role
from allo.domain.room import Entry, Phase, Word
from tests.support.rooms import Evening, crowd


def test_a_seat_outlives_its_call():
    tuesday = Evening().host().comes(*crowd(11)).comes("jeanne").raises_hand("jeanne").at(-3)
    tuesday.drops("jeanne").after(20)
    assert tuesday.room.seats["jeanne"].left_at is not None
    tuesday.comes("jeanne", call="second call")
    assert tuesday.room.hands == ("jeanne",)
    assert tuesday.next().holder == "jeanne"


def test_the_floor_is_kept_over_a_drop():
    tuesday = Evening().host().comes(*crowd(12)).next().drops("ligne-1").after(20)
    assert tuesday.comes("ligne-1", call="second call").heard == {"paul", "ligne-1"}


def test_a_new_call_takes_the_seat_over_and_the_old_one_no_longer_counts():
    tuesday = Evening().host().comes("jeanne")
    answer = machine.admit(
        tuesday.room, "jeanne", role=Role.LISTENER, party="", call="new", probation=False, now=tuesday.now
    )
    assert (answer.returning, answer.replaced, answer.room.seats["jeanne"].inside) == (True, "call-jeanne", False)
    room = machine.joined(answer.room, "new.1", 0, True, tuesday.now).room
    late = machine.left(room, "call-jeanne.1", 9, tuesday.now)
    assert late.room == room
    assert room.seats["jeanne"].inside


def test_speech_cut_by_a_take_over_is_not_lost():
    tuesday = Evening().host().comes("jeanne").talks("jeanne").after(7)
    tuesday.comes("jeanne", call="new")
    assert [(one.call, one.seconds) for one in tuesday.speech] == [("call-jeanne", 7)]
    assert tuesday.room.seats["jeanne"].spoke == 7


def test_a_menu_trip_is_the_same_call_and_no_new_seat():
    tuesday = Evening().host().comes("jeanne").drops("jeanne").after(10)
    since = tuesday.room.seats["jeanne"].inside_since
    tuesday.comes("jeanne")
    assert (tuesday.room.seats["jeanne"].inside_since, len(tuesday.room.seats)) == (since, 2)


def test_an_ended_call_frees_its_seat_whatever_comes_later():
    tuesday = Evening().host().comes("jeanne").hangs_up("jeanne")
    gone = tuesday.room
    assert not gone.seats["jeanne"].inside
    assert machine.joined(gone, "call-jeanne.1", 5, False, tuesday.now).room == gone
    assert machine.call_ended(gone, "call-jeanne", tuesday.now, on_purpose=False).room == gone


def test_news_of_a_stranger_changes_nothing():
    tuesday = Evening().host().comes("jeanne")
    for step in (
        machine.joined(tuesday.room, "nobody.1", 0, False, tuesday.now),
        machine.left(tuesday.room, "nobody.1", 1, tuesday.now),
        machine.speaking_started(tuesday.room, "nobody", tuesday.now),
        machine.joined(tuesday.room, "odd", 0, False, tuesday.now),
    ):
        assert step == machine.Step(tuesday.room)


def test_leaving_an_older_stay_changes_nothing():
    tuesday = Evening().host().comes("jeanne").enters("jeanne")
    assert machine.left(tuesday.room, "call-jeanne.1", 7, tuesday.now).room == tuesday.room


def test_a_snapshot_is_believed_unless_it_is_older():
    tuesday = Evening(obeys=False).host().comes("jeanne").enters("jeanne")
    older = machine.left(tuesday.room, "call-jeanne.1", None, tuesday.now)
    assert older.room == tuesday.room
    now = machine.left(tuesday.room, "call-jeanne.2", None, tuesday.now).room.seats["jeanne"]
    assert (now.inside, now.applied) == (False, (2, 0))


def test_twenty_are_many_and_said_once():
    tuesday = Evening().host().comes(*crowd(20))
    assert Word.SOFT_FULL not in tuesday.hears("stage")
    tuesday.comes("jeanne", "amine")
    assert tuesday.hears("stage").count(Word.SOFT_FULL) == 1


def test_a_full_room_takes_only_artist_host_and_who_just_dropped():
    tuesday = Evening(hard=3).comes(*crowd(3))
    assert tuesday.calls("jeanne") is Entry.FULL
    tuesday.host().artist().drops("ligne-2").after(60)
    assert tuesday.calls("jeanne") is Entry.FULL
    assert tuesday.calls("ligne-2", call="again") is Entry.ADMITTED


def test_a_place_is_free_again_when_somebody_hung_up_or_never_came():
    tuesday = Evening(hard=1).comes("amine").hangs_up("amine")
    assert tuesday.calls("jeanne") is Entry.ADMITTED
    assert tuesday.calls("zoe") is Entry.FULL
    assert tuesday.after(61).calls("zoe") is Entry.ADMITTED


def test_a_locked_room_takes_only_who_was_in():
    tuesday = Evening().host().comes("jeanne")
    tuesday.does(machine.lock(tuesday.room)).drops("jeanne").after(600)
    assert tuesday.calls("amine") is Entry.LOCKED
    assert tuesday.calls("jeanne", call="again") is Entry.ADMITTED
    assert tuesday.calls("lucie", Role.ARTIST) is Entry.ADMITTED
    tuesday.does(machine.lock(tuesday.room, locked=False))
    assert tuesday.calls("amine") is Entry.ADMITTED


def test_who_was_removed_stays_out():
    tuesday = Evening().host().comes("jeanne").raises_hand("jeanne")
    tuesday.does(machine.remove(tuesday.room, "jeanne", tuesday.now))
    assert ("jeanne" not in tuesday.heard, tuesday.room.hands) == (True, ())
    tuesday.hangs_up("jeanne")
    assert tuesday.calls("jeanne", call="again") is Entry.REMOVED
    assert machine.remove(tuesday.room, "paul", tuesday.now).room == tuesday.room


def test_a_closing_room_is_over():
    tuesday = Evening().host().comes("jeanne")
    tuesday.does(machine.close(tuesday.room, tuesday.now))
    assert (tuesday.phase, tuesday.calls("amine")) == (Phase.CLOSED, Entry.OVER)


def test_arrivals_are_named_to_the_host_in_the_welcome():
    tuesday = Evening().host().comes("jeanne").comes("x", role=Role.GUEST).comes("y", probation=True).artist()
    said = [(one.key, one.about) for one in tuesday.told if one.to == "stage"]
    assert said == [
        (Word.ARRIVED, "jeanne"),
        (Word.GUEST_ARRIVED, "x"),
        (Word.UNSURE_ARRIVED, "y"),
        (Word.ARTIST_HERE, "lucie"),
    ]


def test_a_performance_is_entered_in_silence():
    tuesday = Evening(soft=1).host().artist().comes("jeanne").at(5)
    tuesday.told.clear()
    assert tuesday.comes("amine", "zoe").hears("stage") == []
    assert tuesday.heard == {"paul", "lucie"}


def test_who_waits_without_artist_or_host_and_since_when():
    tuesday = Evening(at=0).comes("jeanne")
    jeanne_since = tuesday.now
    tuesday.at(4).comes("amine")
    assert machine.waiting_seats(tuesday.room, tuesday.now) == {"jeanne": jeanne_since, "amine": tuesday.now}
    tuesday.host()
    assert machine.waiting_seats(tuesday.room, tuesday.now) == {}
    tuesday.drops("paul")
    assert set(machine.waiting_seats(tuesday.room, tuesday.now + timedelta(minutes=1)).values()) == {tuesday.now}
