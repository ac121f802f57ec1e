"""Keys pressed before anybody asks for them: they wait a moment for the question to come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from allo.telephony.simulator.timeline import Timeline

TYPE_AHEAD = timedelta(seconds=2)
_ALWAYS = datetime.max.replace(tzinfo=UTC)


class TypedAhead:
    """Keys by the moment until which they count."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._keys: list[tuple[datetime, str]] = []

    def add(self, key: str, *, stays: bool = False) -> None:
        """`stays`: it counts whenever the question comes (it is in this very list)."""
        self._keys.append((_ALWAYS if stays else self._timeline.now() + TYPE_AHEAD, key))

    def take(self) -> str:
        """The keys that still count, in order; none are left."""
        now = self._timeline.now()
        keys = "".join(key for until, key in self._keys if until >= now)
        self._keys.clear()
        return keys

    def put_back(self, keys: str) -> None:
        for key in keys:
            self.add(key)

    def clear(self) -> None:
        self._keys.clear()
