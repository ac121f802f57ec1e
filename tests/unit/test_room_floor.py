"""Hands, the floor, the round of the table, help from the host, guests and lines to check."""

from __future__ import annotations

import pytest

from allo.domain import room as machine
from allo.domain.people import Role
from allo.domain.room import Phase, Told, Word
from tests.support.rooms import Evening, crowd


def test_hands_are_answered_in_order():
    tuesday = Evening().host().comes(*crowd(12)).raises_hand("ligne-7", "ligne-3")
    assert tuesday.last("ligne-7").key is Word.HAND_FIRST
    assert tuesday.last("ligne-3") == Told("ligne-3", Word.HAND_UP, {"place": 2})
    assert tuesday.last("stage") == Told("stage", Word.ASKS_FLOOR, about="ligne-3")
    tuesday.next()
    assert tuesday.last("paul") == Told("paul", Word.FLOOR_TO, about="ligne-7")
    assert tuesday.hears("ligne-7")[-1] is Word.YOUR_TURN
    assert tuesday.heard == {"paul", "ligne-7"}
    assert tuesday.next().heard == {"paul", "ligne-3"}
    assert tuesday.hears("ligne-7") == [Word.FLOOR_OVER]


def test_a_second_press_withdraws():
    tuesday = Evening().host().comes("jeanne")
    assert not machine.may_withdraw(tuesday.room, "jeanne")
    tuesday.raises_hand("jeanne")
    assert machine.may_withdraw(tuesday.room, "jeanne")
    tuesday.raises_hand("jeanne")
    assert (tuesday.room.hands, tuesday.last("jeanne").key) == ((), Word.HAND_DOWN)


def test_who_has_the_floor_gives_it_back():
    tuesday = Evening().host().comes(*crowd(12)).next().raises_hand("ligne-1")
    assert (tuesday.holder, tuesday.last("ligne-1").key) == (None, Word.FLOOR_BACK)


def test_a_hand_out_of_the_room_waits_its_turn():
    tuesday = Evening().host().comes(*crowd(12)).raises_hand("ligne-5", "ligne-6").drops("ligne-5")
    assert tuesday.room.hand_place("ligne-6") == 1
    assert tuesday.next().holder == "ligne-6"
    assert tuesday.enters("ligne-5").next().holder == "ligne-5"


def test_the_round_of_the_table_needs_no_keys_of_theirs():
    tuesday = Evening().host().comes("rotary", "jeanne", "amine").says("jeanne", 6)
    assert tuesday.next().holder == "rotary"
    assert tuesday.next().holder == "amine"
    assert tuesday.next().holder is None
    assert tuesday.last("paul").key is Word.ROUND_OVER
    assert [tuesday.next().holder for _ in range(4)] == ["rotary", "jeanne", "amine", None]


def test_lines_to_check_come_last_in_the_round():
    tuesday = Evening().host().comes("y", probation=True).comes("jeanne")
    assert [tuesday.next().holder, tuesday.next().holder] == ["jeanne", "y"]


def test_no_floor_is_given_in_the_performance_but_hands_are_kept():
    tuesday = Evening().host().artist().comes("jeanne").at(5).raises_hand("jeanne").next()
    assert (tuesday.holder, tuesday.last("paul").key) == (None, Word.FLOOR_LATER)
    assert tuesday.at(30, 20).next().holder == "jeanne"


def test_the_floor_of_the_welcome_ends_with_it():
    tuesday = Evening().host().artist().comes("jeanne").next()
    assert tuesday.at(1).heard == {"paul", "lucie"}
    assert tuesday.holder is None


def test_a_performing_artist_is_not_told_of_hands():
    tuesday = Evening(hosted=False).artist().comes("jeanne").at(5)
    tuesday.told.clear()
    assert tuesday.raises_hand("jeanne").hears("stage") == []


def test_the_host_hears_how_many_wait_when_the_exchange_begins():
    tuesday = Evening().host().artist().comes("jeanne", "amine").at(5).raises_hand("jeanne", "amine").at(30, 20)
    assert tuesday.last("stage") == Told("stage", Word.HANDS_WAITING, {"count": 2})


def test_who_needs_help_comes_first():
    tuesday = Evening().host().comes("jeanne", "amine").raises_hand("jeanne")
    assert machine.host_can_help(tuesday.room)
    tuesday.does(machine.ask_host(tuesday.room, "amine", tuesday.now))
    assert tuesday.last("stage") == Told("stage", Word.ASKS_HELP, about="amine")
    assert machine.unanswered_help(tuesday.after(59).room, tuesday.now, 60) == ()
    assert machine.unanswered_help(tuesday.after(1).room, tuesday.now, 60) == ("amine",)
    assert tuesday.next().holder == "amine"
    assert machine.unanswered_help(tuesday.room, tuesday.now, 60) == ()


def test_help_taken_over_by_the_people_on_duty():
    tuesday = Evening().host().comes("amine")
    tuesday.does(machine.ask_host(tuesday.room, "amine", tuesday.now)).after(60)
    tuesday.does(machine.help_taken(tuesday.room, "amine"))
    assert (machine.unanswered_help(tuesday.room, tuesday.now, 60), tuesday.room.hands) == ((), ())


def test_no_host_helps_in_the_performance():
    assert not machine.host_can_help(Evening().host().artist().at(5).room)
    assert not machine.host_can_help(Evening(hosted=False).artist().room)


@pytest.mark.parametrize(("role", "probation"), [(Role.GUEST, False), (Role.LISTENER, True)])
def test_a_stranger_is_heard_with_the_floor_only(role: Role, probation: bool):
    tuesday = Evening().host().comes("jeanne").comes("x", role=role, probation=probation)
    assert tuesday.heard == {"paul", "jeanne"}
    tuesday.does(machine.give_floor(tuesday.room, "x", tuesday.now))
    assert tuesday.heard == {"paul", "jeanne", "x"}
    assert tuesday.next().heard == {"paul", "jeanne"}


@pytest.mark.parametrize(("role", "probation"), [(Role.GUEST, False), (Role.GUEST, True), (Role.LISTENER, True)])
def test_a_stranger_the_host_accepts_is_heard_like_everybody(role: Role, probation: bool):
    tuesday = Evening().host().comes("x", role=role, probation=probation)
    tuesday.does(machine.accept(tuesday.room, "x", tuesday.now))
    assert (tuesday.heard, tuesday.last("x").key) == ({"paul", "x"}, Word.ACCEPTED)
    assert tuesday.humans == (["x"] if probation else [])


def test_speech_with_the_floor_proves_a_human():
    tuesday = Evening().host().comes("y", probation=True).next().says("y", 1)
    assert tuesday.room.seats["y"].probation
    tuesday.talks("y").after(2)
    assert (tuesday.humans, tuesday.room.seats["y"].probation) == (["y"], False)
    assert "y" in tuesday.does(machine.close_floor(tuesday.room, tuesday.now)).heard


def test_a_key_proves_a_human_once_and_leaves_a_guest_a_guest():
    tuesday = Evening().host().comes("x", role=Role.GUEST, probation=True)
    tuesday.does(machine.proved(tuesday.room, "x")).does(machine.proved(tuesday.room, "x"))
    assert (tuesday.humans, tuesday.heard) == (["x"], {"paul"})


def test_the_farewell_opens_groups_but_no_stranger():
    tuesday = Evening().host().artist().comes("jeanne").comes("x", role=Role.GUEST).comes("ehpad", role=Role.GROUP)
    assert tuesday.at(40).heard == {"paul", "lucie", "jeanne"}
    assert tuesday.at(59).heard == {"paul", "lucie", "jeanne", "ehpad"}


def test_a_group_speaks_with_the_floor():
    tuesday = Evening().host().artist().comes("jeanne").comes("ehpad", role=Role.GROUP).at(40).raises_hand("ehpad")
    assert tuesday.next().heard == {"paul", "lucie", "jeanne", "ehpad"}
    assert tuesday.phase is Phase.EXCHANGE


def test_artists_and_hosts_need_no_hand():
    tuesday = Evening().host()
    assert tuesday.raises_hand("paul").room.hands == ()
    assert machine.give_floor(tuesday.room, "paul", tuesday.now).room.floor is None
