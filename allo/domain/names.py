"""The two forms texts are compared in: names of people and things, and codes of spreadsheets (DATA.md, "Import")."""

from __future__ import annotations

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "ʼ": "'"})
_IGNORED_IN_CODES = str.maketrans("", "", " _-'‐‑–")


def normal(text: str) -> str:
    """A name without accents, case, repeated or outer spaces: " Éloïse  DUPRÉ" → "eloise dupre"."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())


def code(text: str) -> str:
    """A sheet name, header or code, also without spaces, `_`, `-` and apostrophes: "Jusqu'à 21 h" → "jusqua21h"."""
    return normal(text).translate(_IGNORED_IN_CODES)
