"""What time it is: the only place where the machine's clock is read. All moments are aware UTC.

May import: the standard library.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's own time."""

    speed = 1.0

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ScaledClock:
    """A clock that showed `start` when the machine's clock showed `anchor` (seconds since 1970) and runs `speed` times
    as fast. Two processes that share these three values share the time."""

    start: datetime
    speed: float = 1.0
    anchor: float = field(default_factory=time.time)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=(time.time() - self.anchor) * self.speed)


async def sleep(seconds: float) -> None:
    """Wait in the machine's own time."""
    await asyncio.sleep(max(0.0, seconds))
