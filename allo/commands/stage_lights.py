"""The demo on a terminal: the play line by line, headings for the moments of the hour, and a bar for the hour below."""

from __future__ import annotations

from datetime import datetime
from types import TracebackType
from typing import TextIO
from zoneinfo import ZoneInfo

from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.text import Text

from allo.commands.printing import console
from allo.commands.stage_words import broken, heading_of, line_of
from allo.commands.theatre import HOLD, Beat
from allo.documents.words import day
from allo.domain.sessions import Session

_PIPED_EVERY = 10  # minutes of the session between two bars, where nothing can be drawn over
_BAR = 40
_WIDEST, _PIPED = 110, 100  # columns of text: wider is hard to read
_MARGIN = 10  # the time of day, and a space


class StageLights:
    """A context: the bar lives inside it. On a pipe the bar is a plain line every ten minutes."""

    def __init__(self, session: Session, stream: TextIO) -> None:
        self._session, self._zone = session, ZoneInfo(session.zone)
        self._console = console(stream)
        columns = (TextColumn("{task.description}"), BarColumn(_BAR), TextColumn("{task.percentage:>3.0f} %"))
        self._live = stream.isatty()
        self._width = min(self._console.width, _WIDEST) if self._live else _PIPED
        self._progress = Progress(*columns, console=self._console, disable=not self._live)
        self._bar: TaskID | None = None
        self._told = -1
        self._clock = ""

    def curtain(self, seed: int) -> None:
        """What is played, and when."""
        session = self._session
        self._console.print(Text(f"{session.title or 'Séance'}, {day(session.date)} à {session.time:%H:%M}", "bold"))
        self._console.print(f"Tirage {seed} ; une heure en quelques secondes.")

    def __enter__(self) -> StageLights:
        self._progress.start()
        self._bar = self._progress.add_task(f"{self._session.time:%H:%M}", total=self._session.minutes * 60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def line(self, beat: Beat) -> None:
        """One beat: its heading, then its text beside the time, which is printed when it goes on: words gathered over
        some seconds do not turn it back."""
        self._hour(beat.at)
        if beat.heading:
            self._console.print()
            self._console.print(heading_of(beat.heading, self._width))
            self._clock = ""
        clock = f"{beat.at.astimezone(self._zone):%H:%M:%S}"
        margin, self._clock = clock if clock > self._clock else "", max(clock, self._clock)
        for part in broken(line_of(beat), self._width - _MARGIN):
            self._console.print(Text.assemble((f"{margin:<{_MARGIN}}", "dim"), part), no_wrap=True, crop=False)
            margin = ""

    def time(self, now: datetime) -> None:
        """Where in the hour the play is: lines are printed a little after their time."""
        self._hour(now - HOLD)

    def end(self) -> None:
        """The bar is full."""
        self._hour(self._session.ends_at)

    def _hour(self, now: datetime) -> None:
        done = max(0.0, min((now - self._session.starts_at).total_seconds(), self._session.minutes * 60.0))
        if self._bar is not None:
            self._progress.update(self._bar, completed=done, description=f"{now.astimezone(self._zone):%H:%M}")
        step = int(done / 60) // _PIPED_EVERY
        if not self._live and done > 0 and step > self._told:
            self._told, share = step, step * _PIPED_EVERY / self._session.minutes
            clock = f"{now.astimezone(self._zone):%H:%M}"
            self._console.print(
                f"{clock:<{_MARGIN}}{'━' * round(_BAR * share):─<{_BAR}} {round(share * 100):>3} %", crop=False
            )
