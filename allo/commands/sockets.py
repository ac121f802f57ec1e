"""The socket in the data folder; and its path, which may be longer than the hundred characters the system takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKET = "central.sock"  # in the data folder: where `allo call` connects to the exchange of `allo serve`
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
