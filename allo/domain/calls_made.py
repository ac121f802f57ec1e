"""Who was to be called for a session, came or not, and why: the dial ledger, one line per telephone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from allo.domain.connections import Connection
from allo.domain.directory import Directory
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.records import Mode

_FOR_THE_SESSION = (Why.WAVE, Why.CALL_BACK, Why.PROMISED, Why.RING_BACK)
_NEVER_RANG = (DialState.PLANNED, DialState.REFUSED, DialState.WAIVED)
_REASONS = {
    "machine": "répondeur",
    Outcome.COMPLETED.value: "a raccroché avant d'entrer",
    Outcome.DROPPED.value: "ligne coupée",
    Outcome.BUSY.value: "occupé",
    Outcome.NO_ANSWER.value: "pas de réponse",
    Outcome.REFUSED.value: "appel refusé",
    Outcome.UNREACHABLE.value: "injoignable",
    Outcome.INVALID.value: "numéro erroné ou non attribué",
    Outcome.CANCELED.value: "appel interrompu",
    Outcome.FAILED.value: "panne du réseau ou de l'opérateur",
}


@dataclass(frozen=True, slots=True)
class CalledLine:
    """One telephone that was to be called. `outcome`: of its last call, an `Outcome` or "machine", None where none
    ended; `rings`: calls that left; `reason`: why nobody came from there, in French, None where somebody did."""

    name: str | None
    number: str
    outcome: str | None
    rings: int
    reason: str | None

    @property
    def came(self) -> bool:
        return self.reason is None

    def as_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "number": self.number,
            "outcome": self.outcome,
            "rings": self.rings,
            "reason": self.reason,
        }


def called_lines(
    attempts: Iterable[Attempt], connections: Collection[Connection], directory: Directory
) -> tuple[CalledLine, ...]:
    """One line per telephone, in the order of the first call. Calls for help and for news are not the session's."""
    by_telephone: dict[str, list[Attempt]] = {}
    for attempt in sorted(attempts, key=lambda one: (one.due is None, one.due, one.id)):
        if attempt.why in _FOR_THE_SESSION:
            by_telephone.setdefault(attempt.instrument.key, []).append(attempt)
    return tuple(_line(rows, connections, directory) for rows in by_telephone.values())


def _line(rows: list[Attempt], connections: Iterable[Connection], directory: Directory) -> CalledLine:
    parties = tuple(dict.fromkeys(party for row in rows for party in row.parties))
    number, outcome = rows[0].number, _outcome(rows)
    theirs = [one for one in connections if _is_theirs(one, parties, number)]
    came = any(one.confirmed for one in theirs) or (not theirs and any(row.reached_room for row in rows))
    unsure = "ligne à vérifier" if theirs else ""
    told = next((row.reason for row in reversed(rows) if row.reason), "")
    return CalledLine(
        name=_names(parties, number, directory),
        number=number,
        outcome=outcome,
        rings=sum(row.sent_at is not None and row.state not in _NEVER_RANG for row in rows),
        reason=None if came else unsure or told or _why_not(rows, outcome),
    )


def _is_theirs(connection: Connection, parties: Collection[str], number: str) -> bool:
    """By party where the presence names one, else by number."""
    known = {row.party for row in connection.rows} - {""}
    return bool(known & set(parties)) if known else connection.first.caller == number


def _outcome(rows: list[Attempt]) -> str | None:
    ended = [row for row in rows if row.outcome is not None or row.machine]
    if not ended:
        return None
    last = ended[-1]
    return "machine" if last.machine or last.outcome is None else last.outcome.value


def _why_not(rows: list[Attempt], outcome: str | None) -> str:
    if outcome is not None:
        return _REASONS[outcome]
    last = rows[-1].state
    if last is DialState.REFUSED:
        return "appel impossible"
    return "pas appelé" if last in _NEVER_RANG else "appel sans nouvelles"


def _names(parties: Iterable[str], number: str, directory: Directory) -> str | None:
    named = " et ".join(dict.fromkeys(filter(None, map(directory.party_name, parties))))
    return named or directory.caller_name(number, Mode.INDIVIDUAL) or None
