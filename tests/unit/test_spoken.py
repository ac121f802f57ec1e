"""French aloud: numbers, hours, dates, lists."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr_flows.spoken import LARGEST, spoken_date, spoken_list, spoken_moment, spoken_number, spoken_time


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zéro"),
        (1, "un"),
        (16, "seize"),
        (17, "dix-sept"),
        (21, "vingt et un"),
        (22, "vingt-deux"),
        (61, "soixante et un"),
        (70, "soixante-dix"),
        (71, "soixante et onze"),
        (77, "soixante-dix-sept"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (101, "cent un"),
        (180, "cent quatre-vingts"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (1000, "mille"),
        (2024, "deux mille vingt-quatre"),
        (9999, "neuf mille neuf cent quatre-vingt-dix-neuf"),
    ],
)
def test_numbers_are_said_as_french_says_them(number: int, words: str) -> None:
    assert spoken_number(number) == words


def test_people_and_hours_are_counted_in_the_feminine() -> None:
    assert [spoken_number(number, feminine=True) for number in (1, 21, 81, 11, 2)] == [
        "une",
        "vingt et une",
        "quatre-vingt-une",
        "onze",
        "deux",
    ]


def test_every_number_has_words_of_its_own_without_a_digit() -> None:
    words = [spoken_number(number) for number in range(LARGEST + 1)]
    assert len(set(words)) == LARGEST + 1
    assert not any(letter.isdigit() for text in words for letter in text)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="only 0 to 9999"):
        spoken_number(number)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0, 0), "minuit"),
        (time(0, 30), "minuit trente"),
        (time(1, 0), "une heure"),
        (time(1, 1), "une heure une"),
        (time(12, 0), "midi"),
        (time(12, 15), "midi quinze"),
        (time(15, 0), "quinze heures"),
        (time(21, 0), "vingt et une heures"),
        (time(17, 45), "dix-sept heures quarante-cinq"),
    ],
)
def test_hours(at: time, words: str) -> None:
    assert spoken_time(at) == words


def test_the_first_of_a_month_is_premier() -> None:
    assert spoken_date(date(2026, 12, 1)) == "mardi premier décembre"
    assert spoken_date(date(2026, 8, 21)) == "vendredi vingt et un août"


def test_moments_near_now_are_said_from_now() -> None:
    now = datetime(2026, 11, 30, 9, 0)  # noqa: DTZ001 - local on purpose
    assert spoken_moment(now.replace(hour=15), now) == "aujourd'hui à quinze heures"
    assert spoken_moment(datetime(2026, 12, 1, 17, 0), now) == "demain à dix-sept heures"  # noqa: DTZ001
    assert spoken_moment(datetime(2026, 12, 3, 12, 0), now) == "jeudi trois décembre à midi"  # noqa: DTZ001
    assert spoken_moment(datetime(2026, 11, 29, 15, 0), now) == "dimanche vingt-neuf novembre à quinze heures"  # noqa: DTZ001


@given(st.datetimes(), st.datetimes())
def test_no_moment_holds_a_digit(moment: datetime, now: datetime) -> None:
    assert not any(letter.isdigit() for letter in spoken_moment(moment, now))


def test_lists() -> None:
    assert spoken_list([]) == ""
    assert spoken_list(["Jeanne"]) == "Jeanne"
    assert spoken_list(["Jeanne", "Paul"]) == "Jeanne et Paul"
    assert spoken_list(["Jeanne", "Paul", "Marie"]) == "Jeanne, Paul et Marie"
