"""The catalogue: words by key, values filled in, languages, what the house has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivr_flows.catalogue import Catalogue, MissingPrompt


def texts(**own: str) -> Catalogue:
    return Catalogue({"fr": {f"test.{key}": text for key, text in own.items()}})


def test_words_know_their_key_and_language_and_that_they_never_change() -> None:
    words = Catalogue().words("common.noted", {})
    assert (words.text, words.key, words.language, words.fixed) == ("C'est noté.", "common.noted", "fr", True)


def test_values_are_filled_in_and_whole_numbers_are_words() -> None:
    words = texts(place="{name}, vous avez le numéro {place}.").words("test.place", {"name": "Jeanne", "place": 21})
    assert words.text == "Jeanne, vous avez le numéro vingt et un."
    assert not words.fixed


def test_numbers_agree_with_what_they_count() -> None:
    catalogue = texts(here="{count:f} personne{count:|s} {count:est|sont} là.")
    assert catalogue.words("test.here", {"count": 1}).text == "une personne est là."
    assert catalogue.words("test.here", {"count": 21}).text == "vingt et une personnes sont là."


def test_a_value_that_is_not_known_is_nothing() -> None:
    assert texts(bonjour="Bonjour{name}.").words("test.bonjour", {"name": None}).text == "Bonjour."


def test_another_language_falls_back_to_french() -> None:
    catalogue = Catalogue({"en": {"common.noted": "Noted."}})
    assert catalogue.words("common.noted", {}, "en").text == "Noted."
    assert catalogue.words("common.wrong", {}, "en").language == "fr"
    assert catalogue.languages == ("en", "fr")


def test_the_house_may_change_its_words() -> None:
    assert Catalogue({"fr": {"common.noted": "Bien noté."}}).words("common.noted").text == "Bien noté."


def test_a_missing_text_or_value_is_named() -> None:
    with pytest.raises(MissingPrompt, match=r"no text has the key 'never\.said'"):
        Catalogue().words("never.said", {})
    with pytest.raises(MissingPrompt, match="needs a value 'name'"):
        Catalogue().words("called.bonjour_name", {})


def test_no_text_is_written_twice(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    for file in ("app.toml", "flows.toml"):
        (tmp_path / "fr" / file).write_text('[waiting]\nhelp = "Restez en ligne."\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"flows\.toml says again what another file says: waiting\.help"):
        Catalogue(folder=tmp_path)
