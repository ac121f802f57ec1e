"""Identifiers and codes drawn by chance, from the system's own source of it: nobody can guess the next one.

May import: the standard library.
"""

from __future__ import annotations

import secrets
import string

_SIGNS = string.ascii_lowercase + string.digits


class SystemIds:
    """The ids of `allo.app.ports.Ids`."""

    def token(self) -> str:
        """Twenty letters and digits: more than a hundred bits."""
        return "".join(secrets.choice(_SIGNS) for _ in range(20))

    def digits(self, count: int) -> str:
        return "".join(secrets.choice(string.digits) for _ in range(count))
