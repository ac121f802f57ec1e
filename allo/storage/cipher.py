"""Encryption of personal values, and the keyed hashes they are looked up by.

Both keys are derived (HKDF-SHA-256) from ALLO_SECRET_KEY, so that neither tells the other.
"""

from __future__ import annotations

import base64
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from allo.domain.errors import StorageUnavailable
from allo.domain.names import normal

SHORTEST_SECRET = 32
_NOTHING = ("", "{}", "[]")  # says nothing about anybody: kept as it is
_WRONG_KEY = (
    "La base a été écrite avec une autre clé : remettez dans ALLO_SECRET_KEY celle d'origine "
    "(fichier de clé du dossier de données ou de sa sauvegarde)."
)


class Cipher:
    """Turns clear texts into tokens and back, and into fingerprints."""

    def __init__(self, secret: str) -> None:
        if len(secret) < SHORTEST_SECRET:
            raise StorageUnavailable(
                f"ALLO_SECRET_KEY est trop courte ({len(secret)} caractères) : il en faut {SHORTEST_SECRET} ou plus."
            )
        self._fernet = Fernet(base64.urlsafe_b64encode(_derived(secret, b"allo encryption 1")))
        self._look_up = _derived(secret, b"allo look-up 1")

    def encrypt(self, text: str) -> str:
        return text if text in _NOTHING else self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        if token in _NOTHING:
            return token
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken as error:
            raise StorageUnavailable(_WRONG_KEY) from error

    def fingerprint(self, text: str) -> str:
        """HMAC-SHA-256, hex. Two equal texts give one fingerprint; without the key it tells nothing."""
        return hmac.digest(self._look_up, text.encode(), "sha256").hex()

    def exact(self, text: str) -> str:
        """The look-up hash of a number or a code; an empty one stays empty."""
        return text and self.fingerprint(text)

    def name(self, text: str) -> str:
        """The look-up hash of a name, whatever its accents, case and spaces; an empty one stays empty."""
        plain = normal(text)
        return plain and self.fingerprint(plain)

    def check(self, mark: str) -> None:
        """Refuse a database that was sealed with another key."""
        if not hmac.compare_digest(mark, self.mark):
            raise StorageUnavailable(_WRONG_KEY)

    @property
    def mark(self) -> str:
        """What is written into a new database, to recognise the key by."""
        return self.fingerprint("allo")


def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
