"""The words people hear, by key: read from prompts/<language>/*.toml, overridden by what the house has changed.

A file holds tables of texts; `[called] hello = "…"` is the key `called.hello`. Texts may hold placeholders:

    {name}              the value; a whole number is said in words
    {count:f}           the number in its feminine: « vingt et une » personnes
    {count:est|sont}    the first form for nought and one, else the second; « personne{count:|s} »
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ivr_flows.instructions import Words
from ivr_flows.spoken import LARGEST, spoken_number

PROMPTS = Path(__file__).parent / "prompts"
FIRST_LANGUAGE = "fr"  # the language every text exists in; others fall back to it

_FORMATTER = string.Formatter()


class MissingPrompt(KeyError):
    """No text has this key, or a value that the text needs was not given."""


class Catalogue:
    """All texts of all languages. `overrides`: language → key → text, taken instead of the files'."""

    def __init__(self, overrides: Mapping[str, Mapping[str, str]] | None = None, folder: Path = PROMPTS) -> None:
        self._texts = {language.name: _read_language(language) for language in _languages(folder)}
        for language, texts in (overrides or {}).items():
            self._texts.setdefault(language, {}).update(texts)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self._texts))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of any language."""
        return tuple(sorted({key for texts in self._texts.values() for key in texts}))

    def has(self, key: str, language: str = FIRST_LANGUAGE) -> bool:
        return key in self._texts.get(language, {})

    def text(self, key: str, language: str = FIRST_LANGUAGE) -> str:
        """The text with its placeholders unfilled, in this language or else in French."""
        return self._find(key, language)[0]

    def words(self, key: str, values: Mapping[str, object] | None = None, language: str = FIRST_LANGUAGE) -> Words:
        """The words ready to be said. Raises MissingPrompt."""
        text, spoken_in = self._find(key, language)
        filled = "".join(_fill(key, text, values or {}))
        return Words(filled, key, spoken_in, fixed=not placeholders(text))

    def _find(self, key: str, language: str) -> tuple[str, str]:
        for candidate in (language, FIRST_LANGUAGE):
            if self.has(key, candidate):
                return self._texts[candidate][key], candidate
        raise MissingPrompt(f"no text has the key {key!r}")


def placeholders(text: str) -> tuple[str, ...]:
    """The names a text needs values for, in order."""
    return tuple(name for _, name, _, _ in _FORMATTER.parse(text) if name)


def _fill(key: str, text: str, values: Mapping[str, object]) -> Iterator[str]:
    for literal, name, form, _ in _FORMATTER.parse(text):
        yield literal
        if name:
            if name not in values:
                raise MissingPrompt(f"the text {key!r} needs a value {name!r}")
            yield _formed(values[name], form or "")


def _formed(value: object, form: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return "" if value is None else str(value)
    if "|" in form:
        one, many = form.split("|", 1)
        return one if value < 2 else many
    return spoken_number(min(max(value, 0), LARGEST), feminine=form == "f")


def _languages(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.is_dir() and any(one.glob("*.toml")))


def _read_language(folder: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")):
        own = dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), ""))
        if twice := sorted(own.keys() & texts.keys()):
            raise ValueError(f"{file.name} says again what another file says: {', '.join(twice)}")
        texts.update(own)
    return texts


def _flat(table: Mapping[str, object], path: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            yield from _flat(value, key)
        else:
            yield key, str(value)
