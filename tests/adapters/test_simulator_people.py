"""The exchange's people: what they do follows from what they hear and from chance, the same for the same seed."""

from __future__ import annotations

from typing import Any

import pytest

from allo.domain.events import Answered, CallAnswered, CallEnded, MachineDetected, Outcome, StarPressed
from allo.domain.orders import Announce, Tell
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.kinds import KINDS, LISTENERS, listener_kind, make, settle
from ivr_flows.instructions import Ask, Digits, Join, Keys, Pause, Silence, Spoken, Words
from tests.support.exchange_bench import CLAIRE, PAUL, Bench, bench
from tests.support.scripted_desk import ask, say

HELLO = Ask((Pause(1.0), say("Bonjour Claire. Allô l'artiste va commencer. Restez en ligne."), Pause(1.0)), wait=1.0)
QUESTION = ask("Vous m'entendez ? Dites oui, ou appuyez sur une touche.", speech=True)


def sits(allo: Bench, kind: str, number: str = CLAIRE, seed: int = 1, **options: Any) -> Handset:
    return settle(allo.exchange, number, "Claire", kind, seed=seed, options=options)


async def answers(allo: Bench, seconds: float = 60.0) -> list[object]:
    """Call Claire, greet her, ask whether she hears us: what she answered."""
    allo.desk.replies_to(CallAnswered, (HELLO,))
    allo.desk.replies_to(Answered, (QUESTION,), (Join("room", opens=True),))
    await allo.dial(detect=True)
    await allo.run(seconds)
    return [event.answer for event in allo.desk.of(Answered) if isinstance(event, Answered)]


async def test_a_listener_says_yes() -> None:
    allo = bench()
    claire = sits(allo, "listener")
    silence, spoken = await answers(allo)
    assert silence == Silence()
    assert isinstance(spoken, Spoken)
    assert spoken.began > 0
    assert spoken.seconds < 4
    assert claire.has_heard("Vous m'entendez")


async def test_a_key_listener_presses_and_a_deaf_one_is_silent() -> None:
    allo = bench()
    sits(allo, "key_listener")
    assert await answers(allo) == [Silence(), Digits("1")]
    allo = bench()
    sits(allo, "deaf")
    assert await answers(allo) == [Silence(), Silence()]


async def test_slow_hands_come_in_time() -> None:
    allo = bench()
    sits(allo, "slow")
    assert await answers(allo, 90.0) == [Silence(), Digits("1")]


@pytest.mark.parametrize(("seconds", "pauses"), [(5, False), (12, False), (25, False), (12, True), (25, True)])
async def test_a_voicemail_is_known_by_its_greeting(seconds: int, pauses: bool) -> None:
    allo = bench()
    sits(allo, "voicemail", greeting=seconds, pauses=pauses)
    said = await answers(allo)
    labels = [event.label for event in allo.desk.of(MachineDetected) if isinstance(event, MachineDetected)]
    assert "human" not in labels
    assert not any(isinstance(one, Spoken) and one.began > 0 and one.seconds < 4 for one in said)


async def test_busy_first_then_free() -> None:
    allo = bench()
    claire = sits(allo, "busy_first")
    allo.desk.replies_to(CallAnswered, (Join("room"),))
    await allo.dial()
    await allo.run(30)
    await allo.dial()
    await allo.run(30)
    assert claire.outcomes == [Outcome.BUSY]
    assert claire.talking


@pytest.mark.parametrize(("kind", "outcome"), [("absent", Outcome.NO_ANSWER), ("refuses", Outcome.REFUSED)])
async def test_who_does_not_take_the_call(kind: str, outcome: Outcome) -> None:
    allo = bench()
    sits(allo, kind)
    await allo.dial()
    await allo.run(60)
    assert [event.outcome for event in allo.desk.of(CallEnded) if isinstance(event, CallEnded)] == [outcome]


async def test_the_network_cuts_once() -> None:
    allo = bench()
    claire = sits(allo, "cut", after=30)
    await answers(allo, 90)
    assert claire.outcomes == [Outcome.DROPPED]
    await answers(allo, 90)
    assert claire.talking


async def test_pulse_dialling_loses_the_first_star_and_tries_again() -> None:
    allo = bench()
    claire = sits(allo, "pulse")
    await answers(allo)
    claire.person.press("*1")  # type: ignore[union-attr]
    assert allo.desk.of(StarPressed) == []
    await allo.run(5)
    assert len(allo.desk.of(StarPressed)) == 1


@pytest.mark.parametrize("way", ["12", "Jeanne Petit"])
async def test_a_switchboard_puts_through(way: str) -> None:
    allo = bench()
    office = sits(allo, "switchboard", inside={"12": "listener", "Jeanne Petit": "listener"})
    request = (say("Pourriez-vous me passer Jeanne Petit, s'il vous plaît ?"),)
    first = (Pause(2.0), Keys("12")) if way == "12" else request
    allo.desk.replies_to(
        CallAnswered,
        (
            *first,
            Ask((Pause(40.0),)),
        ),
    )
    allo.desk.replies_to(Answered, (QUESTION,), (Join("room"),))
    await allo.dial(office.number)
    await allo.run(80)
    answer = allo.desk.of(Answered)[-1]
    assert isinstance(answer, Answered)
    assert isinstance(answer.answer, Spoken)


async def test_a_speakerphone_echoes_the_room() -> None:
    allo = bench()
    claire, paul = sits(allo, "speakerphone"), allo.handset(PAUL, "Paul")
    await answers(allo)
    await allo.reach(paul, Join("room"))
    paul.says("Bonjour Claire.")
    await allo.run(2)
    assert ("Claire", "(écho)") in paul.voices
    assert claire.talking


async def test_a_group_says_how_many_it_is() -> None:
    allo = bench()
    group = sits(allo, "group", heads=14)
    allo.desk.replies_to(CallAnswered, (ask("Combien êtes-vous ? Pour répondre, tapez le nombre.", digits=2),))
    allo.desk.replies_to(Answered, (Join("room"),))
    await allo.dial(group.number)
    await allo.run(40)
    assert [event.answer for event in allo.desk.of(Answered) if isinstance(event, Answered)] == [Digits("14")]


async def test_an_artist_performs_when_told_and_ends_it_by_the_star() -> None:
    allo = bench()
    artist, paul = sits(allo, "artist", minutes=10), allo.handset(PAUL, "Paul")
    await answers(allo)
    await allo.reach(paul, Join("room"))
    await allo.exchange.order(Announce("room", (Words("L'artiste commence. Bonne écoute."),)))
    await allo.run(11 * 60)
    assert sum(1 for name, text in paul.voices if "violoncelle" in text) >= 2
    assert len(allo.desk.of(StarPressed)) >= 1
    assert artist.talking


async def test_a_host_gives_the_floor_when_it_is_asked_for() -> None:
    allo = bench()
    sits(allo, "host")
    await answers(allo)
    allo.desk.replies_to(StarPressed, (ask(""),))
    allo.desk.replies_to(Answered, (Join("room"),))
    await allo.exchange.order(Tell("call1", (Words("Demande la parole : Jeanne."),)))
    await allo.run(20)
    assert allo.desk.of(Answered)[-1] == Answered("call1", 4, Digits("1"))


async def test_a_script_of_acts() -> None:
    allo = bench()
    claire = sits(allo, "script", acts=[[2, "presses 1"], [4, "says au revoir"], [6, "hangs up"]])
    allo.desk.replies_to(CallAnswered, (ask("Bonjour."),))
    await allo.dial()
    await allo.run(30)
    assert claire.outcomes == [Outcome.COMPLETED]
    assert "Claire appuie sur un" in allo.transcript.text()


async def test_one_seed_one_run() -> None:
    runs = []
    for seed in (1, 1, 2):
        allo = bench(seed=seed)
        for at in range(12):
            number = f"+3319900{at:04}"
            settle(allo.exchange, number, f"Personne {at}", listener_kind(seed, number), seed=seed)
        allo.desk.replies_to(CallAnswered, (HELLO,))
        allo.desk.replies_to(Answered, (QUESTION,), (Join("room", opens=True),))
        for at in range(12):
            await allo.dial(f"+3319900{at:04}", detect=True)
        await allo.run(120)
        runs.append(allo.transcript.text())
    assert runs[0] == runs[1] != runs[2]


def test_every_kind_that_chance_chooses_is_known() -> None:
    assert set(LISTENERS) <= set(KINDS)
    assert sum(LISTENERS.values()) == 100
    with pytest.raises(ValueError, match="no such kind"):
        make("martian", "0")
