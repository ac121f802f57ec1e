"""What happens in one run of the demo and not in another: to whom, and who rings when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from allo.telephony.simulator.exchange import LINE, Exchange
from allo.telephony.simulator.handset import Handset

# kinds of people (allo/telephony/simulator/kinds.py); each run draws one of each row, for different people
_FIRST = ("busy_first", "voicemail", "absent")  # not reached at once
_THEN = ("cut", "late", "invalid", "leaves")
_KEYS = ("asks_help", "stops_calls", "wrong_keys", "deaf")
_ALSO = ("refuses", "speakerphone", "busy_first", "voicemail", "late", "cut")

_DOES = {
    "accordéon": "joue de l'accordéon",
    "conte": "conte une histoire",
    "chant": "chante",
    "chocolat": "raconte son métier",
}


def incidents(chance: Random, numbers: Sequence[str], *, rotary: bool) -> dict[str, str]:
    """By number, the kind of person who is at it. `rotary`: nothing that needs a key."""
    kinds: list[str] = []
    for row in (_FIRST, _THEN, _ALSO) if rotary else (_FIRST, _THEN, _KEYS, _ALSO):
        kinds.append(chance.choice([kind for kind in row if kind not in kinds]))
    many = min(len(kinds), len(numbers))
    return dict(zip(chance.sample(numbers, many), kinds[:many], strict=True))


def playing(discipline: str) -> str:
    """What an artist of this discipline does, in the script."""
    return next((does for word, does in _DOES.items() if word in discipline), "joue")


def caller(exchange: Exchange, handset: Handset, starts_at: datetime, seconds: float) -> None:
    """This telephone rings Allô so many seconds from the hour, unless it is in a call then."""
    line = min(exchange.lines, default=LINE)

    def rings() -> None:
        if handset.is_free:
            handset.dials(line)

    exchange.timeline.call_at(starts_at + timedelta(seconds=seconds), rings)
