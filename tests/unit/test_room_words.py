"""Everything the room says stands in the French catalogue, and nothing more."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from allo.domain.room import ROOM_WORDS, Word

ROOT = Path(__file__).parents[2]
FRENCH = tomllib.loads((ROOT / "ivr_flows/prompts/fr/room.toml").read_text("utf-8"))["room"]
SOURCES = "".join(one.read_text("utf-8") for one in (ROOT / "allo/domain").glob("room_*.py"))


def test_each_word_has_its_french_and_each_french_its_word():
    assert {f"room.{key}" for key in FRENCH} == ROOM_WORDS


@pytest.mark.parametrize("word", Word)
def test_each_word_is_said_somewhere(word: Word):
    assert f"Word.{word.name}" in SOURCES


@pytest.mark.parametrize("text", FRENCH.values())
def test_short_kind_and_without_digits(text: str):
    assert len(text) <= 15 * 14  # fifteen seconds at fourteen characters a second
    assert not re.search(r"\d", text)
    assert text.endswith((".", "?"))
