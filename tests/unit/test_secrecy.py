"""Statistical secrecy: an attacker who knows every relation and does linear algebra finds no small number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from allo.domain.figures import Figures, Month, Partners, Period, Question, as_dict
from allo.domain.secrecy import hidden_keys

Form = dict[str, int]  # a linear form over unknowns: {"c0": 1, "c1": 1} is the connections of two months


def figures(lines: list[int], beyond: list[int] | None = None, **more: object) -> Figures:
    """Months with so many lines, and so many people beyond one per line; all lines individual unless told."""
    extra = beyond or [0] * len(lines)
    total = sum(lines)
    months = tuple(Month(f"2021-{i + 1:02}", 8, n, n + b) for i, (n, b) in enumerate(zip(lines, extra, strict=True)))
    return replace(
        Figures(
            period=Period(date(2021, 1, 1), date(2021, 12, 31), 2021),
            sessions_held=8 * len(lines),
            sessions_cancelled=1,
            sessions_by_kind={"intervention": 8 * len(lines)},
            artists=3,
            programming_structures=2,
            partners=Partners(total=4, new=1, non_members=1),
            connections=total,
            group_connections=0,
            individual_connections=total,
            scouting_connections=0,
            short_calls=0,
            participants=total + sum(extra),
            distinct_listeners=total,
            returning=0,
            spoke=0,
            minutes=(30.0,) * total,
            months=months,
            survey={},
        ),
        **more,  # type: ignore[arg-type]
    )


def public(one: Figures) -> dict[str, object]:
    return as_dict(one, hidden_keys(one))


def column(one: Figures, name: str) -> list[object]:
    months = public(one)["by_month"]
    assert isinstance(months, list)
    return [month[name] for month in months]


# --- by hand -----------------------------------------------------------------------------------------------------


def test_large_numbers_and_zeros_stay():
    report = public(figures([60, 70], [30, 30]))
    assert [report[key] for key in ("connections", "group_connections", "participants")] == [130, 0, 190]
    assert (report["short_calls"], report["spoke_share"], report["returning_share"]) == (0, 0.0, 0.0)
    assert None not in report.values()


def test_ten_is_hidden_and_eleven_is_shown():
    assert public(figures([10]))["connections"] is None
    assert public(figures([11]))["connections"] == 11


def test_a_mean_goes_with_its_count():
    report = public(figures([10]))
    assert (report["mean_connections"], report["mean_participants"], report["median_minutes"]) == (None, None, None)


def test_the_other_part_is_hidden_with_the_small_one_but_not_the_total():
    report = public(figures([40, 40], group_connections=3, individual_connections=77, distinct_listeners=30))
    assert (report["group_connections"], report["individual_connections"]) == (None, None)
    assert report["connections"] == 80


def test_one_small_month_hides_the_next_smallest():
    assert column(figures([30, 4, 20, 0]), "connections") == [30, None, None, 0]


def test_two_small_months_with_a_small_sum_hide_a_third():
    assert column(figures([30, 4, 20, 3]), "connections") == [30, None, None, None]


def test_two_small_months_that_make_enough_hide_no_other():
    assert column(figures([30, 8, 20, 9]), "connections") == [30, None, 20, None]


def test_a_few_people_around_one_telephone_are_not_found_by_subtraction():
    one = figures([30, 40], [4, 0])
    assert public(one)["participants"] is None
    assert column(one, "connections") == [30, 40]
    assert column(one, "participants") == [None, 40]


def test_a_share_hides_with_a_small_part_and_with_a_small_rest():
    assert public(figures([60], spoke=5))["spoke_share"] is None
    assert public(figures([60], spoke=55))["spoke_share"] is None
    assert public(figures([60], spoke=30))["spoke_share"] == 0.5
    assert public(figures([60]))["spoke_share"] == 0.0


def test_returning_listeners():
    assert public(figures([90], distinct_listeners=40, returning=3))["returning_share"] is None
    assert public(figures([90], distinct_listeners=40, returning=38))["returning_share"] is None
    assert public(figures([90], distinct_listeners=40, returning=20))["returning_share"] == 0.5
    assert public(figures([90], distinct_listeners=85))["distinct_listeners"] is None


def test_a_median_of_ten_known_times_is_hidden():
    assert public(figures([60], minutes=(1.0,) * 10))["median_minutes"] is None
    assert public(figures([60], minutes=(1.0,) * 11))["median_minutes"] == 1.0


def test_survey_answers():
    report = public(figures([60], survey={"a": Question(10, 20), "b": Question(20, 40), "c": Question(57, 60)}))
    hidden = {"n": None, "mean": None}
    assert report["survey"] == {"a": hidden, "b": {"n": 20, "mean": 2.0}, "c": hidden}


def test_what_is_not_people_stays():
    report = public(figures([3]))
    assert (report["artists"], report["partner_structures"], report["sessions_cancelled"]) == (3, 4, 1)
    assert report["non_member_share"] == 0.25


# --- an attacker -------------------------------------------------------------------------------------------------


def known(one: Figures) -> list[tuple[Form, Fraction]]:
    """What the public report says, as equations between unknowns: c and p by month, g, i, d, r, s, n…"""
    report, months = public(one), range(len(one.months))
    lines, people = {f"c{m}": 1 for m in months}, {f"p{m}": 1 for m in months}
    said: list[tuple[Form, object]] = [
        (lines, report["connections"]),
        (people, report["participants"]),
        ({"g": 1}, report["group_connections"]),
        ({"i": 1}, report["individual_connections"]),
        ({"d": 1}, report["distinct_listeners"]),
        ({"scout": 1}, report["scouting_connections"]),
        ({"short": 1}, report["short_calls"]),
        *(({f"c{m}": 1}, value) for m, value in enumerate(column(one, "connections"))),
        *(({f"p{m}": 1}, value) for m, value in enumerate(column(one, "participants"))),
    ]
    if report["mean_connections"] is not None:
        said.append((lines, one.connections))
    if report["mean_participants"] is not None:
        said.append((people, one.participants))
    if report["spoke_share"] is not None:  # with the total, or the total found from the fraction
        said += [({"s": 1}, one.spoke), (lines, one.connections)]
    if report["returning_share"] is not None:
        said += [({"r": 1}, one.returning), ({"d": 1}, one.distinct_listeners)]
    equations = [(form, Fraction(value)) for form, value in said if isinstance(value, int)]
    return [*equations, ({"g": 1, "i": 1, **dict.fromkeys(lines, -1)}, Fraction(0))]


def secrets(one: Figures) -> list[tuple[Form, int]]:
    """Every count of people or connections that must stay unknown while it is 1 to 10."""
    months = range(len(one.months))
    forms: list[tuple[Form, int]] = [
        ({"g": 1}, one.group_connections),
        ({"i": 1}, one.individual_connections),
        ({"d": 1}, one.distinct_listeners),
        ({"r": 1}, one.returning),
        ({"d": 1, "r": -1}, one.distinct_listeners - one.returning),
        ({"s": 1}, one.spoke),
        ({"i": 1, "d": -1}, one.individual_connections - one.distinct_listeners),
        ({"scout": 1}, one.scouting_connections),
        ({"short": 1}, one.short_calls),
    ]
    every = {f"c{m}": 1 for m in months}
    forms.append(({**every, "s": -1}, one.connections - one.spoke))
    forms.append(({**every, "d": -1}, one.connections - one.distinct_listeners))
    for some in chain.from_iterable(combinations(months, size) for size in range(1, len(months) + 1)):
        lines, people = {f"c{m}": 1 for m in some}, {f"p{m}": 1 for m in some}
        c, p = sum(one.months[m].connections for m in some), sum(one.months[m].participants for m in some)
        forms += [(lines, c), (people, p), ({**people, **dict.fromkeys(lines, -1)}, p - c)]
    return [(form, value) for form, value in forms if 1 <= value <= 10]


def solved(equations: list[tuple[Form, Fraction]]) -> list[tuple[str, dict[str, Fraction]]]:
    """The equations in echelon form (values left out: only what can be found matters)."""
    echelon: list[tuple[str, dict[str, Fraction]]] = []
    for form, _ in equations:
        row = rest(form, echelon)
        if row:
            lead = min(row)
            echelon.append((lead, {key: value / row[lead] for key, value in row.items()}))
    return echelon


def rest(form: Form, echelon: list[tuple[str, dict[str, Fraction]]]) -> dict[str, Fraction]:
    """What is left of a form once all that is known is taken away: empty where its value can be found."""
    row = {key: Fraction(value) for key, value in form.items()}
    for lead, known_row in echelon:
        factor = row.get(lead, Fraction(0))
        for key, value in known_row.items():
            row[key] = row.get(key, Fraction(0)) - factor * value
        row = {key: value for key, value in row.items() if value}
    return row


def leaks(one: Figures) -> list[tuple[Form, int]]:
    echelon = solved(known(one))
    return [(form, value) for form, value in secrets(one) if not rest(form, echelon)]


@st.composite
def seasons(draw: st.DrawFn) -> Figures:
    small = st.one_of(st.just(0), st.integers(0, 14), st.integers(0, 80))
    size = draw(st.integers(0, 5))
    lines = [draw(small) for _ in range(size)]
    beyond = [draw(small) if count else 0 for count in lines]
    total = sum(lines)
    group = draw(st.one_of(st.just(0), st.integers(0, min(total, 12)), st.integers(0, total)))
    listeners = draw(st.integers(0, total - group)) if draw(st.booleans()) else total - group
    return figures(
        lines,
        beyond,
        group_connections=group,
        individual_connections=total - group,
        distinct_listeners=listeners,
        returning=draw(st.integers(0, min(listeners, total - group - listeners))),
        spoke=draw(st.integers(0, total)),
        scouting_connections=draw(small),
        short_calls=draw(small),
        minutes=(1.0,) * draw(st.integers(0, total)),
        survey=draw(st.one_of(st.just({}), st.integers(1, 80).map(lambda n: {"q": Question(n, 2 * n)}))),
    )


@given(seasons())
@settings(max_examples=1000, deadline=None)
def test_nothing_small_can_be_found(one: Figures):
    assert leaks(one) == []
    hidden = hidden_keys(one)
    assert ("median_minutes" in hidden) == (1 <= len(one.minutes) <= 10)
    assert all(f"survey.{code}" in hidden for code, question in one.survey.items() if 1 <= question.answers <= 10)


@given(seasons())
@settings(max_examples=200, deadline=None)
def test_nothing_is_hidden_without_a_small_number(one: Figures):
    if not secrets(one) and len(one.minutes) not in range(1, 11) and not one.survey:
        assert hidden_keys(one) == frozenset()


def test_the_attacker_can_succeed():
    """The check above would fail without complementary suppression."""
    one = figures([30, 4, 20])
    equations = [({"c0": 1, "c1": 1, "c2": 1}, Fraction(54)), ({"c0": 1}, Fraction(30)), ({"c2": 1}, Fraction(20))]
    assert not rest({"c1": 1}, solved(equations))
    assert ({"c1": 1}, 4) in secrets(one)
