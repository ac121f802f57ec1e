"""Where commands write: results on standard output, what went wrong on standard error; no colour where it is piped."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console, RenderableType

from allo.domain.errors import AlloError, why_not

_PIPED_WIDTH = 200  # a file or another program has no edge: tables are not folded


class OutputLost(AlloError):
    """What a command had to say could not be written."""


@contextmanager
def written() -> Iterator[None]:
    """Standard output, to its end. A reader that has gone (`| head`) is no fault; a full disk is one.
    Raises OutputLost."""
    try:
        yield
        sys.stdout.flush()
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more to say: not at the end either
        if not isinstance(fault, BrokenPipeError):
            raise OutputLost(f"La sortie ne peut être écrite ({why_not(fault)}).") from None


def show(what: RenderableType) -> None:
    """Tables and titles, on standard output."""
    with written():
        console(sys.stdout).print(what)


def say(text: str, end: str = "\n") -> None:
    """One plain line (or several) on standard output."""
    with written():
        sys.stdout.write(f"{text}{end}")


def tell(text: str) -> None:
    """One plain line on standard error."""
    sys.stderr.write(f"{text}\n")


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def console(stream: TextIO) -> Console:
    if stream.isatty():
        return Console(file=stream, highlight=False)
    return Console(file=stream, highlight=False, force_terminal=False, color_system=None, width=_PIPED_WIDTH)
