"""The agenda of a session: what is due when, what follows when it moves, what is too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allo.domain.agenda import TOO_LATE, arranged, in_order, moments_of, outcome_of, too_late
from allo.domain.records import Moment, MomentName
from allo.domain.rules import Rules
from allo.domain.sessions import Kind, Session, Status, moment

RULES = Rules()
TUESDAY = date(2026, 12, 1)
HOUR = timedelta(hours=1)
ZONES = ("Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "America/Miquelon", "Pacific/Noumea")
BEFORE_WARN = ("check", "call_host", "call_artist", "open", "wave", "start", "late")


def session(day: date = TUESDAY, at: time = time(15), zone: str = "Europe/Paris", **fields: object) -> Session:
    known: dict[str, object] = {"id": 1, "artists": (7,), "hosts": (3,)}
    return Session(date=day, time=at, zone=zone, starts_at=moment(day, at, zone), **{**known, **fields})


def stored(one: Session, done: tuple[str, ...] = (), result: str = "fait") -> list[Moment]:
    """The moments of a session as they lie in the store, some of them done at their hour."""
    found = [replace(moment, id=place) for place, moment in enumerate(moments_of(one, RULES), 1)]
    return [replace(each, done_at=each.due, result=result) if each.name in done else each for each in found]


def after(one: Session, before: list[Moment], now: datetime) -> dict[str, Moment]:
    return {each.name.value: each for each in arranged(one, before, RULES, now).made_to(before)}


def minutes(one: Session) -> list[tuple[str, float]]:
    return [(each.name.value, (each.due - one.starts_at).total_seconds() / 60) for each in moments_of(one, RULES)]


def test_the_agenda_of_a_session_with_artist_and_host() -> None:
    assert minutes(session()) == [
        ("check", -2880),
        ("call_host", -20),
        ("call_artist", -15),
        ("open", -10),
        ("wave", -10),
        ("start", 0),
        ("late", 10),
        ("warn", 55),
        ("close", 60),
        ("archive", 80),
    ]


def test_an_unprogrammed_occurrence_is_only_checked() -> None:
    assert minutes(session(artists=(), slot="mardi")) == [("check", -2880)]
    assert minutes(session(kind=Kind.OPEN_FLOOR, hosts=())) == [("check", -2880)]


def test_la_parole_est_a_vous_calls_no_artist() -> None:
    names = [name for name, _ in minutes(session(kind=Kind.OPEN_FLOOR, artists=()))]
    assert "call_host" in names
    assert "call_artist" not in names


def test_a_rehearsal_is_not_checked_calls_no_listener_and_all_else_is_the_same() -> None:
    expected = [one for one in minutes(session())[1:] if one[0] != "wave"]
    assert minutes(session(rehearsal=True)) == expected


@pytest.mark.parametrize(
    "fields",
    [{"settled": True}, {"status": Status.CANCELLED}, {"status": Status.HELD}],
    ids=["settled", "cancelled", "held"],
)
def test_a_session_that_is_not_to_come_has_no_moments(fields: dict[str, object]) -> None:
    assert moments_of(session(**fields), RULES) == ()


def test_a_session_of_four_minutes_is_not_warned_before_it_starts() -> None:
    assert minutes(session(minutes=4))[-4:] == [("start", 0), ("warn", 0), ("close", 4), ("archive", 24)]


def test_lead_times_are_settings() -> None:
    rules = Rules(host_lead_minutes=30, open_lead_minutes=15, archive_minutes=5)
    due = {each.name: each.due for each in moments_of(session(), rules)}
    assert due[MomentName.CALL_HOST] == session().starts_at - timedelta(minutes=30)
    assert due[MomentName.WAVE] == session().starts_at - timedelta(minutes=15)
    assert due[MomentName.ARCHIVE] == session().ends_at + timedelta(minutes=5)


@given(
    st.dates(date(2024, 1, 1), date(2034, 12, 31)),
    st.times(),
    st.sampled_from(ZONES),
    st.integers(1, 240),
    st.sampled_from(list(Kind)),
    st.booleans(),
)
def test_moments_stand_in_order_and_in_utc_on_every_day(
    day: date, at: time, zone: str, length: int, kind: Kind, rehearsal: bool
) -> None:
    one = session(day, at, zone, minutes=length, kind=kind, rehearsal=rehearsal)
    found = moments_of(one, RULES)
    assert found == in_order(found)
    assert len({each.name for each in found}) == len(found)
    assert all(each.due is not None and each.due.tzinfo is UTC for each in found)
    names = [each.name for each in found]
    ringing = [MomentName.OPEN, MomentName.START] if rehearsal else [MomentName.OPEN, MomentName.WAVE, MomentName.START]
    assert [name for name in names if name in ringing] == ringing
    assert (MomentName.WAVE in names) is not rehearsal
    assert names[-2:] == [MomentName.CLOSE, MomentName.ARCHIVE]


def test_the_clock_change_between_check_and_start_leaves_48_true_hours() -> None:
    one = session(date(2026, 3, 30), time(0, 30))
    assert moments_of(one, RULES)[0].due == datetime(2026, 3, 27, 22, 30, tzinfo=UTC)


# --- arranging -------------------------------------------------------------------------------------------------------


def test_arranging_twice_changes_nothing() -> None:
    one, now = session(), session().starts_at - 72 * HOUR
    first = arranged(one, [], RULES, now)
    assert len(first.add) == 10
    assert arranged(one, first.made_to([]), RULES, now).is_empty


def test_moving_a_session_moves_its_moments() -> None:
    one = session()
    moved = session(TUESDAY + timedelta(days=2), time(17))
    found = after(moved, stored(one), one.starts_at - 72 * HOUR)
    assert [found[each.name.value].due for each in moments_of(moved, RULES)] == [
        each.due for each in moments_of(moved, RULES)
    ]


def test_the_host_who_was_rung_for_15_00_is_rung_again_for_16_00() -> None:
    one, moved = session(), session(at=time(16))
    found = after(moved, stored(one, done=("check", "call_host")), one.starts_at - timedelta(minutes=18))
    assert found["call_host"].done_at is None
    assert found["check"].done_at is not None


def test_a_session_that_moves_nearer_is_made_up_at_once() -> None:
    one, moved = session(at=time(17)), session(at=time(15))
    now = moved.starts_at - timedelta(minutes=12)
    found = after(moved, stored(one), now)
    assert [name for name, each in found.items() if each.due <= now] == ["check", "call_host", "call_artist"]


def test_a_host_s_ten_minutes_more_are_not_taken_back() -> None:
    one = session()
    later = [replace(each, due=each.due + timedelta(minutes=10)) for each in stored(one, done=("open",))[-3:]]
    before = stored(one, done=("open",))[:-3] + later
    assert arranged(one, before, RULES, one.starts_at + timedelta(minutes=40)).is_empty


def test_a_session_created_while_it_should_be_running_gets_all_its_moments() -> None:
    one = session()
    assert len(arranged(one, [], RULES, one.starts_at + timedelta(minutes=7)).add) == 10


def test_a_cancelled_session_loses_its_moments() -> None:
    one = session()
    gone = replace(one, status=Status.CANCELLED)
    assert after(gone, stored(one, done=("check",)), one.starts_at - HOUR) == {}


def test_a_session_cancelled_with_people_on_the_line_is_still_closed_and_archived() -> None:
    one = session()
    gone = replace(one, status=Status.CANCELLED)
    found = after(gone, stored(one, done=("check", "call_host", "open")), one.starts_at)
    assert [name for name, each in found.items() if each.done_at is None] == ["close", "archive"]


def test_a_session_met_only_after_its_hour_loses_what_rang_nobody() -> None:
    one = session()
    gone = replace(one, status=Status.CANCELLED)
    assert after(gone, stored(one, done=BEFORE_WARN, result=TOO_LATE), one.ends_at) == {}


def test_an_occurrence_gets_the_rest_of_its_moments_once_it_is_programmed() -> None:
    bare = session(artists=())
    found = after(session(), stored(bare, done=("check",)), session().starts_at - timedelta(minutes=5))
    assert found["check"].done_at is not None
    assert len(found) == 10


@given(
    st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2034, 12, 31)), st.times()), min_size=1, max_size=6),
    st.sampled_from(ZONES),
    st.integers(0, 4 * 24 * 60),
    st.sets(st.sampled_from(["check", "call_host", "call_artist"])),
)
def test_wherever_a_session_goes_its_moments_follow(
    places: list[tuple[date, time]], zone: str, ahead: int, done: set[str]
) -> None:
    before = stored(session(zone=zone), done=tuple(done))
    for day, at in places:
        moved = session(day, at, zone)
        now = moved.starts_at - timedelta(minutes=ahead + 1)
        before = list(arranged(moved, before, RULES, now).made_to(before))
        assert [(one.name, one.due) for one in before] == [(one.name, one.due) for one in moments_of(moved, RULES)]
        assert all(one.done_at is None or one.due <= now for one in before)
        assert arranged(moved, before, RULES, now).is_empty


# --- too late --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("past", "late"), [(0, False), (20, False), (20.1, True), (600, True)])
def test_after_t_plus_20_nobody_is_rung_but_the_session_still_closes(past: float, late: bool) -> None:
    one = session()
    now = one.starts_at + timedelta(minutes=past)
    found = {each.name.value: too_late(each, one, now, RULES) for each in moments_of(one, RULES)}
    assert {found[name] for name in BEFORE_WARN} == {late}
    assert not any(found[name] for name in ("warn", "close", "archive"))


# --- outcome ---------------------------------------------------------------------------------------------------------


def test_a_session_that_began_was_held() -> None:
    held = outcome_of(session(), began=True, artist_came=True, reason="")
    assert (held.status, held.kind, held.artists) == (Status.HELD, Kind.PERFORMANCE, (7,))


def test_without_its_artist_it_was_la_parole_est_a_vous() -> None:
    held = outcome_of(session(), began=True, artist_came=False, reason="sans_artiste")
    assert (held.status, held.kind, held.artists, held.reason) == (Status.HELD, Kind.OPEN_FLOOR, (), "")


def test_an_evaluation_stays_an_evaluation() -> None:
    held = outcome_of(session(kind=Kind.EVALUATION), began=True, artist_came=False, reason="")
    assert (held.status, held.kind) == (Status.HELD, Kind.EVALUATION)


def test_a_session_that_never_began_is_cancelled_with_its_reason() -> None:
    gone = outcome_of(session(), began=False, artist_came=False, reason="sans_artiste_ni_animateur")
    assert (gone.status, gone.reason) == (Status.CANCELLED, "sans_artiste_ni_animateur")


def test_what_was_never_programmed_or_already_decided_stays_as_it_is() -> None:
    for one in (session(artists=()), session(status=Status.CANCELLED, reason="reportee"), session(status=Status.HELD)):
        assert outcome_of(one, began=False, artist_came=False, reason="autre") == one
