"""Rules for words that are heard (TELEPHONY part 1, rule 3), text by text: length, digits, option before key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ivr_flows.catalogue import placeholders

LETTERS_A_SECOND = 14
LONGEST = 15.0  # seconds, any prompt
LONGEST_WELCOME = 8.0  # seconds, a greeting

_WORDS = "zéro un deux trois quatre cinq six sept huit neuf étoile dièse"
KEY_WORDS: Mapping[str, str] = dict(zip(_WORDS.split(), "0123456789*#", strict=True))
_AFTER = r"(?=\s*(?:[,.;:?!]|et\b|ou\b|puis\b|pour\b|$))"  # else it is no key: « tapez un nombre »
_PRESS = re.compile(
    rf"\b(?:tapez|appuyez sur)\s+(?:la touche\s+)?({'|'.join(KEY_WORDS)})\b{_AFTER}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.?!]+")
_USUAL_LENGTHS = {"when": 40, "next_when": 40, "new_when": 40, "programme": 150, "next_title": 30, "about": 30}
_USUAL_LENGTH = 15  # letters, for a value of any other name


def keys_said(text: str) -> tuple[str, ...]:
    """The keys a text tells people to press, in order: « Pour écouter le programme, tapez deux. » → ("2",)."""
    return tuple(KEY_WORDS[word.lower()] for word in _PRESS.findall(text))


def puts_option_first(text: str) -> bool:
    """True where each key comes after what it is for, in its own sentence."""
    return all(_option_first(sentence.strip()) for sentence in _SENTENCE.findall(text))


def _option_first(sentence: str) -> bool:
    found = _PRESS.search(sentence)
    if found is None:
        return True
    before, after = sentence[: found.start()], sentence[found.end() :]
    return len(before.split()) >= 2 and "pour " not in after.lower()


def has_digits(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def seconds_of(text: str) -> float:
    """How long a text is heard, with values of a usual length."""
    literal = re.sub(r"\{[^}]*\}", "", text)
    values = sum(_USUAL_LENGTHS.get(name, _USUAL_LENGTH) for name in placeholders(text) if f"{{{name}:" not in text)
    return (len(literal) + values) / LETTERS_A_SECOND
