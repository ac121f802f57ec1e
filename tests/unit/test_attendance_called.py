"""One line per telephone that was to be called: did somebody come, and else why."""

from __future__ import annotations

import pytest

from allo.domain.calls_made import called_lines
from allo.domain.connections import connections_of
from allo.domain.directory import Directory, directory_of
from allo.domain.events import Outcome
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.people import Listener
from allo.domain.records import Presence
from tests.unit.strategies.facts import at

ZOE, PAUL = "+33199000101", "+33199000102"
DIRECTORY = directory_of(
    listeners=[
        Listener(id=1, first_name="Zoé", number=ZOE, shared_line=True),
        Listener(id=2, first_name="Léo", number=ZOE, shared_line=True),
        Listener(id=3, first_name="Paul", number=PAUL),
    ]
)


def ring(number_of: int = 1, **more: object) -> Attempt:
    base = {"session": 1, "number": PAUL, "parties": ("listener:3",), "number_of": number_of, "due": at(-4 + number_of)}
    state = more.pop("state", DialState.ENDED)
    sent = at(-4) if state in (DialState.ENDED, DialState.PLACED, DialState.SENDING) else None
    return Attempt(**{**base, "state": state, "sent_at": sent, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last", "outcome", "rings", "reason"),
    [
        (ring(outcome=Outcome.BUSY), "busy", 1, "occupé"),
        (ring(outcome=Outcome.COMPLETED, machine=True), "machine", 1, "répondeur"),
        (ring(outcome=Outcome.COMPLETED), "completed", 1, "a raccroché avant d'entrer"),
        (ring(outcome=Outcome.INVALID), "invalid", 1, "numéro erroné ou non attribué"),
        (ring(state=DialState.PLANNED), None, 0, "pas appelé"),
        (ring(state=DialState.WAIVED, reason="absente"), None, 0, "absente"),
        (ring(state=DialState.REFUSED), None, 0, "appel impossible"),
        (ring(state=DialState.SENDING), None, 1, "appel sans nouvelles"),
        (ring(state=DialState.PLACED, reached_room=True), None, 1, None),
    ],
)
def test_why_nobody_came(last: Attempt, outcome: str | None, rings: int, reason: str | None):
    (line,) = called_lines([last], [], DIRECTORY)
    assert (line.name, line.outcome, line.rings, line.reason) == ("Paul", outcome, rings, reason)


def test_several_rings_of_one_telephone_are_one_line():
    rings = [ring(1, outcome=Outcome.BUSY), ring(2, outcome=Outcome.NO_ANSWER), ring(3, state=DialState.PLANNED)]
    (line,) = called_lines(reversed(rings), [], DIRECTORY)
    assert (line.rings, line.outcome, line.reason) == (2, "no_answer", "pas de réponse")


def test_people_who_share_a_line_share_its_line():
    shared = ring(number=ZOE, parties=("listener:1", "listener:2"), outcome=Outcome.NO_ANSWER)
    (line,) = called_lines([shared], [], DIRECTORY)
    assert line.name == "Zoé et Léo"


def test_who_called_by_themselves_after_a_missed_ring_came():
    presence = Presence(session=1, caller=PAUL, arrived_at=at(1), left_at=at(50))
    (line,) = called_lines([ring(outcome=Outcome.NO_ANSWER)], connections_of([presence], Directory()), DIRECTORY)
    assert line.came


def test_a_line_never_proved_human_did_not_come():
    presence = Presence(session=1, caller=PAUL, arrived_at=at(1), left_at=at(2), confirmed=False)
    (line,) = called_lines([ring(outcome=Outcome.COMPLETED)], connections_of([presence], Directory()), DIRECTORY)
    assert line.reason == "ligne à vérifier"


def test_calls_for_help_and_for_news_are_not_the_sessions():
    assert called_lines([ring(why=Why.DUTY), ring(why=Why.NEWS)], [], DIRECTORY) == ()
