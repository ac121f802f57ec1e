"""What the planner warns of before a session is held: lines, rate and seats that will not be enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil

from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status

_CALLERS_SHARE = 5  # one bought line in five is kept for those who call in


class Worry(StrEnum):
    LINES = "lines"
    SLOW_WAVE = "slow_wave"
    SOFT_CAPACITY = "soft_capacity"
    FULL = "full"
    SEATS = "seats"
    CLOSE_BY = "close_by"


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """`text`: one French sentence with its remedy."""

    worry: Worry
    text: str


def lines_for_wave(rules: Rules) -> int | None:
    """Calls that may be placed at once to those who asked: without two for artist and host, and one in five for
    callers. None: no limit."""
    if rules.max_calls is None:
        return None
    kept = rules.kept_for_stage + ceil(rules.max_calls / _CALLERS_SHARE)
    return max(0, rules.max_calls - kept)


def warnings_for(session: Session, callees: int, rules: Rules, seats: int) -> tuple[PlanWarning, ...]:
    """`callees`: telephones in the wave; `seats`: the most lines the provider has in one room."""
    if session.status is not Status.PLANNED or session.settled or not session.programmed:
        return ()
    found = (_lines(callees, rules), _wave(callees, rules), _capacity(session, callees, rules, seats))
    return tuple(one for one in found if one is not None)


def close_by(session: Session, others: Iterable[Session], rules: Rules) -> tuple[PlanWarning, ...]:
    """Another session of the line begins to call, or is still going on (ten minutes more), during this one."""
    ahead, after = timedelta(minutes=rules.host_lead_minutes), timedelta(minutes=rules.extension_minutes)
    return tuple(
        PlanWarning(
            Worry.CLOSE_BY,
            f"La séance de {other.time:%H:%M} est trop proche sur la même ligne : laissez"
            f" {rules.host_lead_minutes + rules.extension_minutes} minutes entre deux séances.",
        )
        for other in others
        if other.id != session.id
        and other.line == session.line
        and other.status is Status.PLANNED
        and other.programmed
        and session.starts_at - ahead < other.ends_at + after
        and other.starts_at - ahead < session.ends_at + after
    )


def _lines(callees: int, rules: Rules) -> PlanWarning | None:
    lines = lines_for_wave(rules)
    if lines is None or callees <= lines:
        return None
    return PlanWarning(
        Worry.LINES,
        f"{callees} téléphones à appeler, mais {lines} appels possibles à la fois sur les {rules.max_calls} achetés"
        " (deux lignes gardées pour l'artiste et l'animateur, une sur cinq pour qui appelle) :"
        " augmentez ALLO_MAX_CALLS.",
    )


def _wave(callees: int, rules: Rules) -> PlanWarning | None:
    seconds = (rules.open_lead_minutes - rules.last_ring_lead_minutes) * 60
    needed = max(0, callees - 1) / rules.calls_per_second
    if needed <= seconds:
        return None
    return PlanWarning(
        Worry.SLOW_WAVE,
        f"{callees} téléphones à appeler prennent {ceil(needed / 60)} minutes, plus que les {seconds // 60} de"
        " la vague : augmentez ALLO_CALLS_PER_SECOND, ou l'avance d'ouverture.",
    )


def _capacity(session: Session, callees: int, rules: Rules, seats: int) -> PlanWarning | None:
    """The gravest of the three."""
    lines = callees + len(session.artists) + len(session.hosts)
    expected = f"{lines} lignes attendues"
    if lines > seats:
        text = f"{expected}, mais l'opérateur n'en réunit que {seats} dans une salle : faites deux séances."
        return PlanWarning(Worry.SEATS, text)
    if lines > rules.hard_capacity:
        text = f"{expected}, mais la jauge est de {rules.hard_capacity} : les dernières trouveront la salle pleine."
        return PlanWarning(Worry.FULL, text)
    if lines > rules.soft_capacity:
        text = f"{expected}, plus que la jauge conseillée ({rules.soft_capacity}) : prévoyez deux animateurs."
        return PlanWarning(Worry.SOFT_CAPACITY, text)
    return None
