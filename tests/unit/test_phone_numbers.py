"""Numbers: overseas prefixes first, then the structure's territory, then France; what Allô never dials."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allo.domain.errors import BadNumber
from allo.domain.phone_numbers import identify, masked, may_dial, pretty, read, zone_of

OVERSEAS = {
    "262": ("262", "263", "269", "692", "693", "639"),
    "590": ("590", "690", "691"),
    "594": ("594", "694"),
    "596": ("596", "696", "697"),
}


@pytest.mark.parametrize(
    "written",
    ["01 99 00 12 34", "0199001234", "01.99.00.12.34", "+33 1 99 00 12 34", "0033 199001234", "+33 (0)1 99 00 12 34"],
)
def test_one_number_however_it_is_written(written: str):
    assert read(written) == "+33199001234"


@pytest.mark.parametrize("written", ["612345678", "612345678.0", "33612345678", "'0612345678"])
def test_what_a_spreadsheet_does_to_a_number(written: str):
    assert read(written) == "+33612345678"


@pytest.mark.parametrize(("country", "prefix"), [(c, p) for c, prefixes in OVERSEAS.items() for p in prefixes])
@pytest.mark.parametrize("territory", ["FR", "RE", "GP", "NC"])
def test_overseas_national_forms_are_read_first(country: str, prefix: str, territory: str):
    assert read(f"0{prefix}123456", territory) == f"+{country}{prefix}123456"


@pytest.mark.parametrize(
    ("written", "number"),
    [("0508412345", "+508412345"), ("0708412345", "+508708412345"), ("+508 41 23 45", "+508412345")],
)
def test_saint_pierre_has_two_lengths(written: str, number: str):
    assert read(written) == number


def test_the_territory_of_the_structure_comes_before_france():
    assert read("27 12 34", "NC") == "+687271234"
    assert read("41 23 45", "PM") == "+508412345"
    assert read("0612345678", "RE") == "+33612345678"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3114", "trop court"),
        ("15", "trop court"),
        ("01 23 45", "trop court"),
        ("0899 12 34 56", "surtaxé"),
        ("0820 12 34 56", "coût partagé"),
        ("0800 12 34 56", "numéro vert"),
        ("0809 12 34 56", "spécial"),
        ("+44 20 7946 0958", "étranger"),
        ("+870 773 111 632", "étranger"),
        ("+687 27 12 34", "Pacifique"),
        ("6.12E8", "format Texte"),
        ("01 99 00 12 34 poste 12", "le poste a sa colonne"),
        ("", "n'est pas un numéro"),
    ],
)
def test_what_is_never_dialled(written: str, said: str):
    with pytest.raises(BadNumber, match=said):
        read(written)


def test_the_last_guard_before_a_provider():
    may_dial("+33199001234")
    may_dial("+687271234", "NC")
    for number in ("+33899123456", "+687271234", "+442079460958", "+3315"):
        with pytest.raises(BadNumber):
            may_dial(number)


@pytest.mark.parametrize(
    ("label", "number"),
    [("0899 12 34 56", "+33899123456"), ("+32 2 555 12 34", "+3225551234"), ("la dame du 3e", None), ("12", None)],
)
def test_a_caller_is_a_number_or_a_label(label: str, number: str | None):
    assert identify(label) == number


def test_zones_and_how_numbers_are_shown():
    assert zone_of("+262262123456") == "Indian/Reunion"
    assert zone_of("+262639123456") == "Indian/Mayotte"
    assert zone_of("+33199001234", "Europe/Paris") == "Europe/Paris"
    assert pretty("+33199001234") == "01 99 00 12 34"
    assert masked("+33199001234") == "+33 1 •• •• •• 34"


@given(st.text(alphabet="0123456789+ .-()abc'", max_size=20), st.sampled_from(["FR", "RE", "GP", "NC", "PM"]))
def test_whatever_is_written_is_refused_or_may_be_dialled(text: str, territory: str):
    try:
        number = read(text, territory)
    except BadNumber:
        return
    may_dial(number, territory)
    assert read(number, territory) == number


def test_the_numbering_plans_are_recent():
    """`phonenumbers` is to be updated every three months: 9.0.43 is of November 2026."""
    assert [int(part) for part in version("phonenumbers").split(".")] >= [9, 0, 43]


@pytest.mark.parametrize("written", ["06 39 98 01 23", "+33 6 39 98 01 23", "0033639980123", "639980123"])
def test_a_number_for_fiction_is_one_and_the_same_however_it_is_written(written: str) -> None:
    assert identify(written) == read(written, "YT") == "+33639980123"
