"""Where commands write: results on standard output, what went wrong on standard error; no colour where it is piped."""

from __future__ import annotations

import json
import sys
from typing import TextIO

from rich.console import Console, RenderableType

_PIPED_WIDTH = 200  # a file or another program has no edge: tables are not folded


def show(what: RenderableType) -> None:
    """Tables and titles, on standard output."""
    console(sys.stdout).print(what)


def say(text: str) -> None:
    """One plain line (or several) on standard output."""
    sys.stdout.write(f"{text}\n")


def tell(text: str) -> None:
    """One plain line on standard error."""
    sys.stderr.write(f"{text}\n")


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def console(stream: TextIO) -> Console:
    if stream.isatty():
        return Console(file=stream, highlight=False)
    return Console(file=stream, highlight=False, force_terminal=False, color_system=None, width=_PIPED_WIDTH)
