"""Paths of local sockets: the system takes a hundred characters or so, folders may be longer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 100  # bytes; Linux takes 107


@contextmanager
def short_path(path: Path) -> Iterator[str]:
    """A name of this socket that is short enough, good inside only. Raises OSError where its folder is not there."""
    if len(os.fsencode(path)) <= _LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
