"""The room's phases, from the first caller to the closing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from allo.domain import room as machine
from allo.domain.people import Role
from allo.domain.room import Phase, Word, plan_of
from allo.domain.rules import Rules
from allo.domain.sessions import Kind, Session
from tests.support.rooms import START, Evening, crowd


def test_an_hour_goes_by_without_a_key():
    tuesday = Evening(at=-8).comes("jeanne")
    assert (tuesday.phase, tuesday.heard) == (Phase.WAITING, set())
    tuesday.host().artist()
    assert (tuesday.phase, tuesday.heard) == (Phase.WELCOME, {"jeanne", "paul", "lucie"})
    assert tuesday.at(0, 59).phase is Phase.WELCOME
    assert tuesday.at(1).phase is Phase.PERFORMANCE
    assert tuesday.heard == {"paul", "lucie"}
    assert tuesday.at(29, 59).phase is Phase.PERFORMANCE
    assert tuesday.at(30).phase is Phase.EXCHANGE
    assert tuesday.at(58, 59).phase is Phase.EXCHANGE
    assert tuesday.at(59).phase is Phase.FAREWELL
    assert not tuesday.room.closing
    assert tuesday.at(60).phase is Phase.CLOSED
    assert (tuesday.room.closing, tuesday.room.started) == (True, True)


def test_what_everybody_hears_in_that_hour():
    tuesday = Evening().comes("jeanne").host().artist().at(60)
    assert tuesday.hears("everybody") == [
        Word.WELCOME_OPEN,
        Word.PERFORMANCE,
        Word.APPLAUSE,
        Word.EXCHANGE_OPEN,
        Word.FAREWELL,
    ]


def test_the_welcome_waits_for_ten_minutes_before():
    tuesday = Evening(at=-15).host()
    assert tuesday.at(-10, -1).phase is Phase.WAITING
    assert tuesday.heard == {"paul"}
    assert tuesday.at(-10).phase is Phase.WELCOME


def test_the_artist_opens_where_no_host_is_programmed():
    assert Evening(hosted=False).artist().phase is Phase.WELCOME


def test_an_artist_waits_for_the_programmed_host_until_the_hour():
    tuesday = Evening().comes("jeanne").artist()
    assert tuesday.at(0, -1).phase is Phase.WAITING
    assert tuesday.at(0).phase is Phase.WELCOME
    assert tuesday.at(1).phase is Phase.PERFORMANCE


def test_the_welcome_goes_on_until_a_minute_after_the_artist():
    tuesday = Evening().comes("jeanne").host().at(4).artist()
    assert tuesday.at(4, 59).phase is Phase.WELCOME
    assert tuesday.at(5).phase is Phase.PERFORMANCE
    assert tuesday.at(30).phase is Phase.EXCHANGE


def test_an_artist_after_half_time_goes_straight_to_the_exchange():
    tuesday = Evening().comes("jeanne").host().at(31).artist().at(32)
    assert (tuesday.phase, tuesday.room.applause_until) == (Phase.EXCHANGE, None)
    assert Word.PERFORMANCE not in tuesday.hears("everybody")


def test_without_the_artist_the_floor_is_theirs():
    tuesday = Evening().comes("jeanne").host().at(10)
    assert tuesday.phase is Phase.WELCOME
    tuesday.does(machine.set_open_floor(tuesday.room, tuesday.now))
    assert tuesday.phase is Phase.EXCHANGE
    assert tuesday.hears("everybody")[-1] is Word.OPEN_FLOOR
    assert (tuesday.room.started, tuesday.room.artist_came, tuesday.room.late_handled) == (True, False, True)


def test_an_artist_who_comes_just_then_performs_after_all():
    tuesday = Evening().comes("jeanne").host().at(10).artist()
    tuesday.does(machine.set_open_floor(tuesday.room, tuesday.now))
    assert tuesday.at(11).phase is Phase.PERFORMANCE
    assert tuesday.room.late_handled


def test_a_session_of_talk_skips_the_performance():
    thursday = Evening(with_artist=False).comes("jeanne").host().at(1)
    assert (thursday.phase, thursday.room.applause_until) == (Phase.EXCHANGE, None)


def test_a_session_of_talk_waits_for_its_host_to_come_back():
    thursday = Evening(with_artist=False).comes("jeanne").host().at(0, 50).drops("paul").at(3)
    assert (thursday.phase, thursday.room.started) == (Phase.WELCOME, False)
    assert thursday.comes("paul", role=Role.HOST, call="again").phase is Phase.EXCHANGE


def test_fifteen_seconds_of_applause_for_everybody():
    tuesday = Evening().comes("jeanne").comes("ehpad", role=Role.GROUP).host().artist().at(30)
    assert tuesday.heard == {"jeanne", "ehpad", "paul", "lucie"}
    assert tuesday.at(30, 14).heard == {"jeanne", "ehpad", "paul", "lucie"}
    assert tuesday.at(30, 15).heard == {"jeanne", "paul", "lucie"}


def test_clapping_is_not_speech():
    tuesday = Evening().comes("jeanne").host().artist().at(30).says("jeanne", 12).at(31)
    assert tuesday.room.seats["jeanne"].spoke == 0
    assert "jeanne" in [seat.id for seat in machine.silent_lines(tuesday.room, tuesday.now)]


def test_who_goes_on_speaking_after_the_applause_is_counted_from_there():
    tuesday = Evening().comes("jeanne").host().artist().at(30).talks("jeanne").at(30, 25).falls_silent("jeanne")
    assert tuesday.room.seats["jeanne"].spoke == pytest.approx(10)


def test_the_key_moves_on_and_never_back():
    tuesday, seen = Evening().comes("jeanne").host().artist(), []
    for _ in range(7):
        seen.append(tuesday.phase)
        tuesday.next_phase()
    assert seen == [Phase.WELCOME, Phase.PERFORMANCE, *[Phase.EXCHANGE] * 2, Phase.FAREWELL, *[Phase.CLOSED] * 2]


def test_the_key_in_the_applause_only_ends_it():
    tuesday = Evening().comes("jeanne").host().artist().next_phase().next_phase()
    assert tuesday.hears("everybody")[-1] is Word.APPLAUSE
    tuesday.next_phase()
    assert (tuesday.phase, tuesday.hears("everybody")) == (Phase.EXCHANGE, [Word.EXCHANGE_OPEN])


def test_without_its_artist_the_key_leads_past_the_performance():
    assert Evening().comes("jeanne").host().next_phase().phase is Phase.EXCHANGE


def test_two_minutes_without_the_artist_and_the_host_is_told():
    tuesday = Evening().comes("jeanne").host().artist().at(10).drops("lucie")
    assert tuesday.at(11, 59).phase is Phase.PERFORMANCE
    assert tuesday.at(12).phase is Phase.EXCHANGE
    assert tuesday.room.applause_until is None
    assert tuesday.hears("stage")[-1] is Word.ARTIST_LOST_TO_HOST


def test_two_minutes_without_the_artist_and_nobody_else_to_say_so():
    tuesday = Evening(hosted=False).comes("jeanne").artist().at(10).drops("lucie").at(12)
    assert tuesday.hears("everybody")[-1] is Word.ARTIST_LOST
    assert tuesday.heard == {"jeanne"}


def test_an_artist_who_is_back_in_time_plays_on():
    tuesday = Evening().comes("jeanne").host().artist().at(10).drops("lucie").at(11, 30)
    tuesday.comes("lucie", role=Role.ARTIST, call="again").at(15)
    assert (tuesday.phase, tuesday.heard) == (Phase.PERFORMANCE, {"paul", "lucie"})


def test_a_host_who_drops_ends_nothing():
    tuesday = Evening().comes("jeanne").host().artist().at(10).drops("paul").at(40)
    assert tuesday.phase is Phase.EXCHANGE
    assert tuesday.at(60).phase is Phase.CLOSED


def test_ten_minutes_more_leave_the_performance_its_half():
    tuesday = Evening().comes("jeanne").host().artist().at(20)
    tuesday.does(machine.extend(tuesday.room, 10))
    assert tuesday.at(30).phase is Phase.EXCHANGE
    assert tuesday.at(68, 59).phase is Phase.EXCHANGE
    assert tuesday.at(69).phase is Phase.FAREWELL
    assert tuesday.at(70).room.closing


def test_ten_minutes_more_in_the_farewell_keep_it():
    tuesday = Evening().comes("jeanne").host().artist().at(59, 30)
    tuesday.does(machine.extend(tuesday.room, 10))
    assert tuesday.last("everybody").values == {"minutes": 10}
    assert tuesday.at(69, 59).phase is Phase.FAREWELL
    assert tuesday.at(70).room.closing
    assert machine.extend(tuesday.room, 10).room == tuesday.room


def test_after_a_stop_only_the_last_phase_is_announced():
    tuesday = Evening().comes("jeanne").host().artist()
    tuesday.told.clear()
    tuesday.now = START + timedelta(minutes=59, seconds=10)
    tuesday.does(machine.tick(tuesday.room, tuesday.now))
    assert (tuesday.phase, tuesday.hears("everybody")) == (Phase.FAREWELL, [Word.FAREWELL])


def test_closing_ends_all_speech_once():
    tuesday = Evening().comes("jeanne").host().talks("jeanne").after(8)
    closed = machine.close(tuesday.room, tuesday.now)
    assert [(one.seat, one.seconds) for one in closed.speech] == [("jeanne", 8)]
    assert machine.close(closed.room, tuesday.now) == machine.Step(closed.room)
    assert machine.tick(closed.room, tuesday.now) == machine.Step(closed.room)


def test_a_room_nobody_opened_closes_all_the_same():
    tuesday = Evening().comes("jeanne").at(60)
    assert (tuesday.room.closing, tuesday.room.started) == (True, False)


def test_eleven_lines_speak_by_hands_and_are_told_once():
    tuesday = Evening().host().comes(*crowd(10))
    assert len(tuesday.heard) == 11
    tuesday.hears("everybody")
    tuesday.comes("jeanne")
    assert (tuesday.heard, tuesday.hears("everybody")) == ({"paul"}, [Word.BY_HANDS_NOW])
    tuesday.drops("jeanne")
    assert len(tuesday.heard) == 11
    assert tuesday.enters("jeanne").hears("everybody") == []


def test_the_plan_of_a_session():
    session = Session(kind=Kind.OPEN_FLOOR, hosts=(3,), starts_at=START, minutes=45)
    plan = plan_of(session, Rules(), provider_limit=250)
    assert (plan.with_artist, plan.hosted, plan.hard) == (False, True, 60)
    assert plan.ends_at - plan.starts_at == timedelta(minutes=45)
    assert plan_of(session, Rules(), provider_limit=10).hard == 8
