"""The exchange: rooms, the star, microphones, words to one and to all, waiting."""

from __future__ import annotations

import pytest

from allo.app.ports import NotThere, Refused
from allo.domain.events import (
    Announced,
    Answered,
    CallAnswered,
    MuteChanged,
    RoomJoined,
    RoomLeft,
    SpeakingStarted,
    SpeakingStopped,
    StarPressed,
)
from allo.domain.orders import Announce, Mute, Tell, Unmute, Volume, Whisper
from allo.telephony.simulator.handset import Handset
from ivr_flows.instructions import Digits, Join, Leave, Words
from tests.support.exchange_bench import JEANNE, PAUL, TWILIO_LIKE, Bench, bench
from tests.support.scripted_desk import ask, say


async def enters(allo: Bench, handset: Handset, *, opens: bool = True, muted: bool = False) -> str:
    return await allo.reach(handset, Join("room", opens=opens, muted=muted))


async def test_people_in_a_room_hear_one_another() -> None:
    allo = bench()
    claire, paul = allo.handset(), allo.handset(PAUL, "Paul")
    await enters(allo, claire)
    await enters(allo, paul)
    claire.says("Bonjour Paul.")
    assert paul.voices == [("Claire", "Bonjour Paul.")]
    assert claire.voices == []


async def test_a_muted_voice_is_not_heard_and_not_announced() -> None:
    allo = bench()
    claire, paul = allo.handset(), allo.handset(PAUL, "Paul")
    await enters(allo, paul)
    call = await enters(allo, claire, muted=True)
    claire.says("Vous m'entendez ?", seconds=5)
    await allo.run(1)
    assert (paul.voices, allo.desk.of(SpeakingStarted)) == ([], [])
    await allo.exchange.order(Unmute(call))
    await allo.run(10)
    assert len(allo.desk.of(SpeakingStarted)) == len(allo.desk.of(SpeakingStopped)) == 1


async def test_muting_ends_speaking() -> None:
    allo = bench()
    claire = allo.handset()
    call = await enters(allo, claire)
    claire.says("(joue)", seconds=60)
    await allo.run(1)
    await allo.exchange.order(Mute(call))
    await allo.run()
    assert [type(event).__name__ for event in allo.desk.events[-2:]] == ["MuteChanged", "SpeakingStopped"]


async def test_a_stay_counts_its_events() -> None:
    allo = bench()
    claire = allo.handset()
    call = await enters(allo, claire)
    await allo.exchange.order(Mute(call))
    await allo.exchange.order(Mute(call))
    claire.hangs_up()
    await allo.run()
    kinds = (RoomJoined, MuteChanged, RoomLeft)
    seqs = [(event.stay, event.seq) for event in allo.desk.events if isinstance(event, kinds)]
    assert seqs == [("call1.1", 1), ("call1.1", 2), ("call1.1", 3), ("call1.1", 4)]


async def test_the_star_and_a_quick_digit_reach_the_private_menu() -> None:
    allo = bench()
    claire, paul = allo.handset(), allo.handset(PAUL, "Paul")
    await enters(allo, paul)
    await enters(allo, claire)
    allo.desk.replies_to(StarPressed, (ask("Que voulez-vous ?"),))
    allo.desk.replies_to(Answered, (say("C'est noté."), Join("room")))
    claire.presses("*", "1")
    await claire.hears("C'est noté")
    assert allo.desk.of(Answered) == [Answered("call2", 2, Digits("1"))]
    assert allo.desk.of(RoomLeft) == []
    assert not paul.has_heard("C'est noté")


async def test_in_the_menu_the_microphone_is_off_and_the_room_is_not_heard() -> None:
    allo = bench()
    claire, paul = allo.handset(), allo.handset(PAUL, "Paul")
    await enters(allo, paul)
    await enters(allo, claire)
    allo.desk.replies_to(StarPressed, (ask("Que voulez-vous ?"),))
    allo.desk.replies_to(Answered, (Join("room"),))
    claire.presses("*")
    await claire.hears("Que voulez-vous")
    claire.says("un, non, deux")
    paul.says("Tiens ?")
    assert (paul.voices, claire.voices) == ([], [])
    claire.presses("2")
    await allo.run()
    claire.says("Me revoilà.")
    assert paul.voices == [("Claire", "Me revoilà.")]


async def test_a_microphone_ordered_meanwhile_stays_as_ordered() -> None:
    allo = bench()
    claire = allo.handset()
    call = await enters(allo, claire)
    allo.desk.replies_to(StarPressed, (ask("Que voulez-vous ?", wait=3),))
    allo.desk.replies_to(Answered, (Join("room", muted=False),))
    claire.presses("*")
    await allo.run(1)
    await allo.exchange.order(Mute(call))
    await allo.run(10)
    seats = (await allo.exchange.snapshot()).seats
    assert {stay: seat.muted for stay, seat in seats.items()} == {"call1.1": True}


async def test_other_keys_in_the_room_and_a_star_unheard_do_nothing() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, Join("room", opens=True, star=False))
    claire.presses("5", "*", "1")
    await allo.run(5)
    assert allo.desk.of(StarPressed) == []


async def test_go_on_as_you_are_after_a_star() -> None:
    allo = bench()
    claire, paul = allo.handset(), allo.handset(PAUL, "Paul")
    await enters(allo, paul)
    await enters(allo, claire)
    claire.presses("*")
    await allo.run(10)
    paul.says("Bonjour.")
    assert claire.voices == [("Paul", "Bonjour.")]
    claire.presses("*")
    await allo.run()
    assert len(allo.desk.of(StarPressed)) == 2


async def test_without_keys_in_the_room_the_star_is_a_leave_and_a_new_stay() -> None:
    allo = bench(TWILIO_LIKE)
    claire, paul = allo.handset(), allo.handset(PAUL, "Paul")
    await enters(allo, paul)
    await enters(allo, claire)
    allo.desk.replies_to(StarPressed, (ask("Que voulez-vous ?"),))
    allo.desk.replies_to(Answered, (Join("room"),))
    claire.presses("*", "1")
    await allo.run(5)
    trips = [
        type(event).__name__ + event.stay for event in allo.desk.events if isinstance(event, RoomJoined | RoomLeft)
    ]
    assert trips == ["RoomJoinedcall1.1", "RoomJoinedcall2.1", "RoomLeftcall2.1", "RoomJoinedcall2.3"]


async def test_a_list_may_take_out_of_the_room_or_into_another() -> None:
    allo = bench()
    claire = allo.handset()
    call = await enters(allo, claire)
    allo.desk.tells(call, Leave(), say("Au revoir."), Join("other"))
    await allo.exchange.instruct(call)
    await claire.hears("Au revoir")
    assert allo.exchange.in_room() == []
    await allo.run(5)
    allo.desk.tells(call, Join("room"))
    await allo.exchange.instruct(call)
    await allo.run()
    rooms = [event.room for event in allo.desk.events if isinstance(event, RoomJoined | RoomLeft)]
    assert rooms == ["room", "room", "other", "other", "room"]


async def test_words_to_one_and_to_all() -> None:
    allo = bench()
    claire, paul = allo.handset(), allo.handset(PAUL, "Paul")
    call = await enters(allo, claire)
    await enters(allo, paul)
    await allo.exchange.order(Tell(call, (Words("C'est à vous."), Words("Parlez."))))
    await allo.exchange.order(Announce("room", (Words("L'artiste commence."),), "r1"))
    await allo.run(10)
    assert claire.heard == ["C'est à vous.", "L'artiste commence.", "Parlez."]
    assert paul.heard == ["L'artiste commence."]
    assert allo.desk.of(Announced) == [Announced("room", "r1")]


async def test_words_told_during_a_menu_come_after_it() -> None:
    allo = bench()
    claire = allo.handset()
    call = await enters(allo, claire)
    allo.desk.replies_to(StarPressed, (ask("Que voulez-vous ?", wait=5),))
    allo.desk.replies_to(Answered, (Join("room"),))
    claire.presses("*")
    await allo.run(1)
    await allo.exchange.order(Tell(call, (Words("Paul est arrivé."),)))
    await allo.run(10)
    assert claire.heard == ["Que voulez-vous ?", "Paul est arrivé."]


async def test_orders_to_who_is_not_there() -> None:
    allo = bench(TWILIO_LIKE)
    claire = allo.handset()
    call = await allo.reach(claire, ask("Bonjour."))
    words = (Words("Bonjour."),)
    for gone in (Mute(call), Tell(call, words), Announce("room", words), Mute("nobody")):
        with pytest.raises(NotThere):
            await allo.exchange.order(gone)
    for beyond in (Volume(call, 1), Whisper(call, None)):
        with pytest.raises(Refused):
            await allo.exchange.order(beyond)


async def test_a_room_that_has_not_started_says_the_waiting_words() -> None:
    allo = bench()
    allo.desk.waits = (say("Nous commençons bientôt."),)
    claire, paul, jeanne = allo.handset(), allo.handset(PAUL, "Paul"), allo.handset(JEANNE, "Jeanne")
    await enters(allo, claire, opens=False)
    await allo.run(50)
    assert claire.heard == ["Nous commençons bientôt."] * 3
    await enters(allo, paul, opens=False)
    paul.says("Il y a quelqu'un ?")
    assert claire.voices == []
    await enters(allo, jeanne)
    asked = allo.desk.waiting_asked
    await allo.run(60)
    assert allo.desk.waiting_asked == asked
    paul.says("Bonjour.")
    assert claire.voices == [("Paul", "Bonjour.")]


async def test_an_announcement_in_a_waiting_room_is_refused() -> None:
    allo = bench()
    await enters(allo, allo.handset(), opens=False)
    with pytest.raises(Refused):
        await allo.exchange.order(Announce("room", (Words("Bonjour."),)))


async def test_a_whisper_is_heard_by_one() -> None:
    allo = bench()
    claire, paul, jeanne = allo.handset(), allo.handset(PAUL, "Paul"), allo.handset(JEANNE, "Jeanne")
    first, second, _ = [await enters(allo, one) for one in (claire, paul, jeanne)]
    await allo.exchange.order(Whisper(first, second))
    claire.says("Entre nous.")
    assert (len(paul.voices), len(jeanne.voices)) == (1, 0)


async def test_talk_outside_a_room_is_heard_of_too() -> None:
    allo = bench()
    claire = allo.handset()
    await allo.reach(claire, ask("Bonjour."))
    claire.says("Allô ?", seconds=1)
    await allo.run(3)
    assert (len(allo.desk.of(SpeakingStarted)), len(allo.desk.of(SpeakingStopped))) == (1, 1)
    assert len(allo.desk.of(CallAnswered)) == 1
