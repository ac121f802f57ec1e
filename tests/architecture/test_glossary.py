"""The glossary rules the words: none of its forbidden twins stands in the code."""

from __future__ import annotations

import re

import pytest

from tests.architecture.code import ROOT, modules

# where a twin is somebody else's word: a database's USER, a web client …
_ELSEWHERE = {
    "user": {"allo/settings.py", "allo/settings_values.py", "scheduler/"},
    "channel": {"allo/telephony/"},
    "conference": {"allo/telephony/"},
}


def rows() -> list[list[str]]:
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [line for line in lines[2:] if len(line) == 3]


def twins() -> list[str]:
    return sorted({twin.strip() for row in rows() for twin in row[2].split(",")})


def plain(text: str) -> str:
    """Names taken apart: "attendeeList", "attendee_list" → "attendee list"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", text)


@pytest.mark.parametrize("twin", twins())
def test_a_forbidden_twin_is_not_in_the_code(twin: str) -> None:
    found = re.compile(rf"\b{re.escape(twin)}s?\b", re.IGNORECASE)
    places = [
        f"{module.place}:{number}: {line.strip()}"
        for module in modules().values()
        if not any(module.place.startswith(place) for place in _ELSEWHERE.get(twin, ()))
        for number, line in enumerate(plain(module.text).splitlines(), start=1)
        if found.search(line)
    ]
    assert not places, "\n".join(places)


def test_the_glossary_is_read() -> None:
    assert len(rows()) > 30
    assert {"meeting", "user", "attendee"} <= set(twins())


def test_a_term_has_one_line() -> None:
    terms = [row[0].split(" (")[0] for row in rows()]
    assert len(terms) == len(set(terms))


def test_no_term_is_the_twin_of_another() -> None:
    assert not {row[0].split(" (")[0] for row in rows()} & set(twins())
