"""What Allô was told of one call, in an order that does not depend on how events travelled: beginnings, then turn by
turn (a stay by the turn of its entry), then the end. Repeats are left out, as the app leaves them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from allo.domain import events
from allo.domain.events import Detection, Event, Outcome
from allo.domain.phone_numbers import masked
from allo.telephony.simulator.script_words import KEY_WORDS, LABELS, and_list
from ivr_flows.instructions import Answer, Digits, Silence

LAST = 10_000  # the end of a call comes after every turn
OUTCOMES = {
    Outcome.COMPLETED: "raccroché",
    Outcome.DROPPED: "coupé",
    Outcome.BUSY: "occupé",
    Outcome.NO_ANSWER: "sans réponse",
    Outcome.REFUSED: "refusé",
    Outcome.UNREACHABLE: "injoignable",
    Outcome.INVALID: "numéro non attribué",
    Outcome.CANCELED: "annulé",
    Outcome.FAILED: "échoué",
}
__all__ = ["and_list", "keys_in_words", "sheet"]
Row = tuple[int, int, int, str]  # turn, kind, place inside the stay, words


def keys_in_words(keys: str) -> str:
    return ", ".join(KEY_WORDS[key] for key in keys)


def sheet(told: Iterable[Event], rooms: Mapping[str, str]) -> list[str]:
    """The lines of one call's events. `rooms`: what the rooms are called in the script."""
    rows = {row for event in told if (row := _row(event, rooms)) is not None}
    lines = [words for *_, words in sorted(rows)]
    return [line for at, line in enumerate(lines) if at == 0 or line != lines[at - 1]]


def _row(event: Event, rooms: Mapping[str, str]) -> Row | None:
    told = _TOLD.get(type(event))
    return told(event, rooms) if told is not None else None


def _arrived(event: events.CallArrived, rooms: object) -> Row:
    return (0, 0, 0, f"appelle ({masked(event.number)})" if event.number else "appelle, numéro masqué")


def _answered(event: events.Answered, rooms: object) -> Row:
    return (event.turn, 2, 0, f"liste {event.turn} : {_answer_in_words(event.answer)}")


def _answer_in_words(answer: Answer) -> str:
    if isinstance(answer, Digits):
        return f"a tapé {keys_in_words(answer.digits)}"
    return "silence" if isinstance(answer, Silence) else "un son"


def _recorded(event: events.Recorded, rooms: object) -> Row:
    return (event.turn, 2, 0, f"liste {event.turn} : {'un message' if event.sound else 'pas de message'}")


def _joined(event: events.RoomJoined, rooms: Mapping[str, str]) -> Row:
    microphone = ", micro fermé" if event.muted else ""
    return _in_stay(event.stay, event.seq, f"entre dans {rooms[event.room]}{microphone}")


def _left(event: events.RoomLeft, rooms: Mapping[str, str]) -> Row:
    return _in_stay(event.stay, event.seq, f"sort de {rooms[event.room]}")


def _mute_changed(event: events.MuteChanged, rooms: object) -> Row:
    return _in_stay(event.stay, event.seq, f"micro {'fermé' if event.muted else 'ouvert'}")


def _in_stay(stay: str, seq: int | None, words: str) -> Row:
    turn = int(stay.rpartition(".")[2])
    return (turn, 1, seq if seq is not None else LAST, f"séjour {turn} : {words}")


_TOLD: Mapping[type, Callable[[Any, Mapping[str, str]], Row]] = {
    events.CallArrived: _arrived,
    events.CallAnswered: lambda event, rooms: (0, 0, 0, "a décroché"),
    events.MachineDetected: lambda event, rooms: (
        0,
        1,
        0,
        f"le réseau croit entendre {LABELS[Detection(event.label)]}",
    ),
    events.Answered: _answered,
    events.StarPressed: lambda event, rooms: (event.turn, 2, 0, f"liste {event.turn} : étoile"),
    events.Recorded: _recorded,
    events.RoomJoined: _joined,
    events.RoomLeft: _left,
    events.MuteChanged: _mute_changed,
    events.CallEnded: lambda event, rooms: (LAST, 0, 0, f"fin : {OUTCOMES[event.outcome]}"),
}
