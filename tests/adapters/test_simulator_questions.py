"""The exchange: questions, keys, sounds, recordings."""

from __future__ import annotations

from allo.app.ports import Abilities
from allo.domain.events import Answered, CallAnswered, ListTaken, MachineDetected, Recorded
from ivr_flows.instructions import Answer, Ask, Digits, Join, Pause, Record, Silence, Spoken
from tests.support.exchange_bench import Bench, bench
from tests.support.scripted_desk import ask, say


def answer_of(allo: Bench) -> Answer:
    answered = allo.desk.of(Answered)[-1]
    assert isinstance(answered, Answered)
    return answered.answer


async def test_a_key_answers_and_cuts_the_prompt() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Ask((say("Pour venir, tapez un."), say("Pour rester, ne faites rien."))))
    claire.presses("1")
    await allo.run()
    assert answer_of(allo) == Digits("1")
    assert not claire.has_heard("Pour rester")


async def test_silence_answers_after_the_wait() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Ask((Pause(2.0),), wait=10))
    await allo.run(11.9)
    assert allo.desk.of(Answered) == []
    await allo.run(0.2)
    assert answer_of(allo) == Silence()


async def test_digits_end_by_their_number_or_by_a_gap() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, ask("Combien êtes-vous ?", digits=2, gap=4))
    claire.presses("1")
    await allo.run(3)
    claire.presses("2")
    await allo.run()
    assert answer_of(allo) == Digits("12")


async def test_one_digit_of_two_is_taken_after_the_gap() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, ask("Combien êtes-vous ?", digits=2, gap=4))
    claire.presses("7")
    await allo.run(4.1)
    assert answer_of(allo) == Digits("7")


async def test_a_key_in_the_words_before_the_question_counts() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, say("Bienvenue à cette séance de mardi, avec nous tous."), ask("Que voulez-vous ?"))
    claire.presses("3")
    await allo.run(5)
    assert answer_of(allo) == Digits("3")
    assert not claire.has_heard("Que voulez-vous")


async def test_a_rotary_telephone_sends_no_keys() -> None:
    allo = bench()
    claire = allo.handset(rotary=True)
    await allo.reach(claire, ask("Tapez un.", wait=5))
    claire.presses("1")
    await allo.run(10)
    assert answer_of(allo) == Silence()


async def test_a_short_sound_after_the_question() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Ask((Pause(3.0),), speech=True))
    await allo.run(4)
    claire.says("oui", seconds=0.6)
    await allo.run(3)
    assert answer_of(allo) == Spoken(began=1.0, seconds=0.6)


async def test_a_sound_that_was_going_on() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Ask((Pause(3.0),), speech=True))
    claire.says("(annonce)", seconds=12)
    await allo.run(8)
    assert answer_of(allo) == Spoken(began=-3.0, seconds=6.0)


async def test_a_word_inside_the_prompt_is_no_answer() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Ask((Pause(3.0),), speech=True, wait=10))
    claire.says("Allô ?", seconds=1)
    await allo.run(14)
    assert answer_of(allo) == Silence()


async def test_a_sound_is_no_answer_where_none_was_asked_for() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, ask("Tapez un.", wait=5))
    await allo.run(2)
    claire.says("oui")
    await allo.run(5)
    assert answer_of(allo) == Silence()


async def test_a_key_wins_over_a_sound() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Ask((Pause(1.0),), speech=True))
    await allo.run(2)
    claire.says("euh", seconds=1)
    claire.presses("1")
    await allo.run(5)
    assert allo.desk.of(Answered) == [Answered("call1", 1, Digits("1"))]


async def test_a_message_ends_by_quiet() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Record(120))
    claire.says("Rappelez-moi, s'il vous plaît.", seconds=4)
    await allo.run(12)
    recorded = allo.desk.of(Recorded)[0]
    assert isinstance(recorded, Recorded)
    assert (recorded.seconds, bool(recorded.sound)) == (4.0, True)


async def test_a_message_ends_by_hanging_up_and_is_not_lost() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Record(120))
    claire.says("Rappelez-moi, s'il vous plaît.", seconds=4)
    await allo.run(3)
    claire.hangs_up()
    await allo.run()
    assert [type(event).__name__ for event in allo.desk.events[-3:]] == ["Recorded", "SpeakingStopped", "CallEnded"]


async def test_no_message_is_no_sound() -> None:
    allo = bench()
    await allo.reach(allo.handset(), Record(120))
    await allo.run(9)
    assert allo.desk.of(Recorded) == [Recorded("call1", 1, "", 0.0)]


async def test_the_detector_labels_a_person_and_a_machine() -> None:
    for seconds, label in ((0.8, "human"), (9.0, "machine")):
        allo = bench()
        claire = allo.handset()
        allo.desk.replies_to(CallAnswered, (Join("room"),))
        await allo.dial(detect=True)
        await claire.rings()
        claire.picks_up()
        claire.says("Allô ?", seconds=seconds)
        await allo.run(6)
        assert [event.label for event in allo.desk.of(MachineDetected) if isinstance(event, MachineDetected)] == [label]


async def test_a_provider_without_detection_says_nothing() -> None:
    allo = bench(Abilities(machine_detection=False))
    claire = allo.handset()
    await allo.dial(detect=True)
    await claire.rings()
    claire.picks_up()
    claire.says("Allô ?")
    await allo.run(6)
    assert allo.desk.of(MachineDetected) == []


async def test_an_answer_to_an_older_turn_is_told_the_current_list() -> None:
    allo = bench()
    claire = allo.handset()
    call = await allo.reach(claire, ask("Un ?"))
    allo.desk.tells(call, ask("Deux ?"))
    claire.presses("1")
    await claire.hears("Deux")
    await allo.run()
    assert [event.turn for event in allo.desk.of(ListTaken) if isinstance(event, ListTaken)] == [1, 2]


async def test_a_list_fetched_from_outside_replaces_the_one_performed() -> None:
    allo = bench()
    claire = allo.handset()
    call = await allo.reach(claire, ask("Un ?"))
    allo.desk.tells(call, say("Autre chose."), Join("room"))
    await allo.exchange.instruct(call)
    await claire.hears("Autre chose")
    await allo.exchange.instruct(call)
    await allo.run(30)
    assert claire.heard == ["Un ?", "Autre chose."]
    assert len(allo.exchange.in_room("room")) == 1
