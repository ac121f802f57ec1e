"""The demo on a terminal: its script line by line, and a bar for the hour below it."""

from __future__ import annotations

from datetime import datetime
from types import TracebackType
from typing import TextIO
from zoneinfo import ZoneInfo

from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.text import Text

from allo.commands.printing import console
from allo.documents.words import day
from allo.domain.sessions import Session
from allo.telephony.simulator.transcript import Line

_PIPED_EVERY = 10  # minutes of the session between two bars, where nothing can be drawn over
_WIDTH = 40


class StageLights:
    """A context: the bar lives inside it. On a pipe the bar is a plain line every ten minutes."""

    def __init__(self, session: Session, stream: TextIO) -> None:
        self._session, self._zone = session, ZoneInfo(session.zone)
        self._console = console(stream)
        columns = (TextColumn("{task.description}"), BarColumn(_WIDTH), TextColumn("{task.percentage:>3.0f} %"))
        self._live = stream.isatty()
        self._progress = Progress(*columns, console=self._console, disable=not self._live)
        self._bar: TaskID | None = None
        self._told = -1

    def curtain(self, seed: int) -> None:
        """What is played, and when."""
        session = self._session
        self._console.print(Text(f"{session.title or 'Séance'}, {day(session.date)} à {session.time:%H:%M}", "bold"))
        self._console.print(f"Tirage {seed} ; une heure en quelques secondes.\n")

    def __enter__(self) -> StageLights:
        self._progress.start()
        self._bar = self._progress.add_task(f"{self._session.time:%H:%M}", total=self._session.minutes * 60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def line(self, line: Line) -> None:
        """One act of the script."""
        at, rest = str(line)[:8], str(line)[8:]
        self._console.print(Text.assemble((at, "dim"), rest))

    def time(self, now: datetime) -> None:
        """Where in the hour we are."""
        done = max(0.0, min((now - self._session.starts_at).total_seconds(), self._session.minutes * 60.0))
        clock = f"{now.astimezone(self._zone):%H:%M}"
        if self._bar is not None:
            self._progress.update(self._bar, completed=done, description=clock)
        if not self._live and done > 0 and int(done / 60) // _PIPED_EVERY > self._told:
            self._told = int(done / 60) // _PIPED_EVERY
            share = done / (self._session.minutes * 60)
            self._console.print(f"{clock}  {'━' * round(_WIDTH * share):<{_WIDTH}} {share:4.0%}")
