"""One's own microphone, the noisy one, all of them; speech that counts; what is told to who asks."""

from __future__ import annotations

import pytest

from allo.domain import room as machine
from allo.domain.people import Role
from allo.domain.room import Told, Word
from tests.support.rooms import Evening, crowd


def own(evening: Evening, who: str) -> Word:
    return evening.does(machine.toggle_own_microphone(evening.room, who, evening.now)).last(who).key


def noisy(evening: Evening) -> str:
    evening.told.clear()
    evening.does(machine.mute_noisy(evening.room, "paul", evening.now))
    return evening.last("paul").about


def mute_all(evening: Evening) -> Evening:
    return evening.does(machine.toggle_mute_all(evening.room, "paul"))


def test_my_microphone_off_and_on_again():
    tuesday = Evening().host().comes("jeanne")
    assert (own(tuesday, "jeanne"), tuesday.heard) == (Word.MICROPHONE_OFF, {"paul"})
    assert (own(tuesday, "jeanne"), tuesday.heard) == (Word.MICROPHONE_ON, {"paul", "jeanne"})


def test_in_the_performance_my_microphone_stays_shut():
    tuesday = Evening().host().artist().comes("jeanne", "amine")
    own(tuesday, "amine")
    tuesday.at(5)
    assert own(tuesday, "jeanne") is Word.MICROPHONE_CLOSED
    assert own(tuesday, "amine") is Word.MICROPHONE_WAITS
    assert tuesday.heard == {"paul", "lucie"}
    assert tuesday.at(31).heard == {"paul", "lucie", "jeanne", "amine"}


def test_what_the_host_shut_is_not_opened_by_the_key():
    tuesday = Evening().host().comes("jeanne").talks("jeanne")
    noisy(tuesday)
    assert (own(tuesday, "jeanne"), tuesday.heard) == (Word.MICROPHONE_CLOSED, {"paul"})
    assert tuesday.raises_hand("jeanne").next().heard == {"paul", "jeanne"}


def test_the_noisy_line_is_the_latest_to_begin_then_the_next():
    tuesday = Evening().host().comes("jeanne", "amine", "zoe").talks("paul")
    tuesday.talks("jeanne").after(3).talks("amine").after(3)
    assert noisy(tuesday) == "amine"
    assert tuesday.hears("amine") == [Word.SILENCED]
    assert tuesday.after(5).heard == {"paul", "jeanne", "zoe"}
    assert noisy(tuesday) == "jeanne"
    assert (noisy(tuesday), tuesday.last("paul").key) == ("", Word.NOBODY_NOISY)


def test_who_has_the_floor_is_not_the_noise():
    tuesday = Evening().host().comes("jeanne", "amine").next().talks("amine").after(2).talks("jeanne")
    assert tuesday.holder == "jeanne"
    assert [noisy(tuesday), noisy(tuesday)] == ["amine", "jeanne"]
    assert tuesday.holder is None


def test_a_noise_that_stopped_while_the_keys_were_pressed():
    tuesday = Evening().host().comes("jeanne", "amine").says("jeanne", 2).after(15).says("amine", 2).after(4)
    assert noisy(tuesday) == "amine"
    assert noisy(tuesday) == "jeanne"


def test_a_noise_of_long_ago_is_forgotten():
    tuesday = Evening().host().comes("jeanne").says("jeanne", 2).after(6)
    assert noisy(tuesday) == ""


def test_all_microphones_but_the_stage_until_the_next_phase():
    tuesday = Evening().host().artist().comes("jeanne", "amine").next()
    assert mute_all(tuesday).heard == {"paul", "lucie"}
    assert tuesday.next().heard == {"paul", "lucie", "amine"}
    assert tuesday.at(30).heard == {"paul", "lucie", "jeanne", "amine"}


def test_pressed_again_all_are_free_the_noisy_ones_too():
    tuesday = Evening().host().comes("jeanne", "amine").talks("jeanne")
    noisy(tuesday)
    mute_all(mute_all(tuesday))
    assert tuesday.heard == {"paul", "jeanne", "amine"}
    assert tuesday.last("everybody").key is Word.ALL_FREE


def test_nothing_is_said_over_the_performance():
    tuesday = Evening().host().artist().comes("jeanne").at(5)
    tuesday.told.clear()
    assert mute_all(tuesday).told == [Told("paul", Word.ALL_SILENCED)]


def test_speech_counts_with_an_open_microphone_only():
    tuesday = Evening().host().artist().comes("jeanne").talks("jeanne").at(3).falls_silent("jeanne")
    welcome = 6 * 60  # from -5 to the performance at +1, where her microphone shuts
    assert tuesday.room.seats["jeanne"].spoke == pytest.approx(welcome)
    assert [one.seconds for one in tuesday.speech] == [welcome]


def test_speech_begins_to_count_when_the_microphone_opens():
    tuesday = Evening().host().comes(*crowd(12)).talks("ligne-1").after(10).next().after(4).falls_silent("ligne-1")
    assert [(one.seat, one.seconds) for one in tuesday.speech] == [("ligne-1", 4)]


def test_speech_told_twice_counts_once():
    tuesday = Evening().host().comes("jeanne").talks("jeanne").after(3).talks("jeanne").after(3)
    tuesday.falls_silent("jeanne").falls_silent("jeanne")
    assert [one.seconds for one in tuesday.speech] == [6]


def test_only_what_differs_is_asked():
    tuesday = Evening(obeys=False).host().comes("jeanne")
    assert machine.to_ask(tuesday.room, tuesday.now) == {"paul": False, "jeanne": False}
    tuesday.does(machine.muted(tuesday.room, "call-jeanne.1", 1, False, tuesday.now))
    assert machine.to_ask(tuesday.room, tuesday.now) == {"paul": False}


def test_who_is_here():
    tuesday = Evening().host().comes("jeanne", "amine", "zoe").comes("ehpad", role=Role.GROUP)
    tuesday.comes("y", probation=True).says("jeanne", 6).raises_hand("zoe", "amine")
    step = machine.who_is_here(tuesday.room, "paul", tuesday.now, {"ehpad": 8})
    assert step.told == (
        Told("paul", Word.WHO_PEOPLE, {"lines": 5, "people": 12}),
        Told("paul", Word.WHO_HANDS, {"count": 2}, "zoe"),
        Told("paul", Word.WHO_NOT_SPOKEN, among=("amine", "zoe", "ehpad")),
        Told("paul", Word.WHO_UNSURE, among=("y",)),
    )


def test_who_is_here_in_a_crowd_and_alone():
    tuesday = Evening().host()
    assert [one.key for one in machine.who_is_here(tuesday.room, "paul", tuesday.now).told] == [Word.WHO_NOBODY]
    tuesday.comes(*crowd(7)).raises_hand("ligne-2")
    step = machine.who_is_here(tuesday.room, "paul", tuesday.now)
    assert [one.key for one in step.told] == [Word.WHO_LINES, Word.WHO_HAND, Word.WHO_MANY_NOT_SPOKEN]
    assert (step.told[2].values, len(step.told[2].among)) == ({"count": 7}, 3)


def test_where_am_i():
    tuesday = Evening().comes("jeanne")
    assert machine.where_am_i(tuesday.room, "jeanne", tuesday.now).told[0].key is Word.WHERE_WAITING
    tuesday.host()
    said = [one.key for one in machine.where_am_i(tuesday.room, "jeanne", tuesday.now).told]
    assert said == [Word.WHERE_WELCOME, Word.HEARD]
