"""Call scripts: rooms, microphones, waiting, private rooms, words to one and to all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allo.app.ports import NotThere, Refused
from allo.domain.events import (
    Announced,
    MuteChanged,
    Outcome,
    RoomJoined,
    RoomLeft,
    SpeakingStarted,
    SpeakingStopped,
)
from allo.domain.orders import Announce, Volume, Whisper
from ivr_flows.instructions import HangUp, Join, Leave, Pause, Words
from tests.contract.telephony.actor import Actor
from tests.contract.telephony.play import Play
from tests.support.scripted_desk import ask, say


async def enters(play: Play, name: str, *, opens: bool = True, muted: bool = False) -> Actor:
    """Allô calls them, they pick up and are in the room."""
    actor = await play.person(name)
    await play.reaches(actor, Join(play.room, opens=opens, muted=muted))
    await actor.makes_known(RoomJoined)
    return actor


async def test_people_in_a_room_hear_one_another(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul")
    await claire.is_heard_by(paul)
    await paul.is_heard_by(claire)
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_a_microphone_is_closed_and_opened(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul", muted=True)
    await paul.is_not_heard_by(claire)
    await play.unmutes(paul)
    await paul.makes_known(MuteChanged)
    await paul.is_heard_by(claire)
    await play.mutes(paul)
    await paul.makes_known(MuteChanged, 2)
    await paul.is_not_heard_by(claire)
    await claire.is_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_the_events_of_a_stay_are_numbered(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul")
    await play.mutes(claire)
    await claire.makes_known(MuteChanged)
    await play.unmutes(claire)
    await claire.makes_known(MuteChanged, 2)
    await play.everybody_leaves(claire, paul)
    told = [*claire.told(RoomJoined), *claire.told(MuteChanged), *claire.told(RoomLeft)]
    assert {one.stay for one in told} == {f"{claire.call}.1"}
    seqs = [one.seq for one in told if one.seq is not None]
    assert seqs == sorted(set(seqs))
    assert len(seqs) == 4
    agreed()


async def test_waiting_is_never_silent_until_the_room_opens(play: Play, agreed: Callable[..., None]) -> None:
    play.desk.waits = (say("Nous commençons bientôt."), Pause(5.0))
    claire, paul = await enters(play, "Claire", opens=False), await enters(play, "Paul", opens=False)
    await claire.hears("Nous commençons bientôt")
    await claire.hears("Nous commençons bientôt")
    await paul.hears("Nous commençons bientôt")
    await paul.is_not_heard_by(claire)
    jeanne = await enters(play, "Jeanne")
    heard = len(claire.phone.heard)
    await paul.is_heard_by(claire, jeanne)
    await play.passes(22)
    assert len(claire.phone.heard) == heard
    await play.everybody_leaves(claire, paul, jeanne)
    agreed()


async def test_one_leaves_with_words_that_the_room_does_not_hear(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul")
    await play.tells(claire, Leave(), say("Au revoir, et à mardi."), HangUp())
    await claire.hears("Au revoir")
    await claire.ends_as(Outcome.COMPLETED)
    assert not paul.has_heard("Au revoir")
    await play.everybody_leaves(paul)
    agreed()


async def test_to_a_private_room_and_back(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul, jeanne = await enters(play, "Claire"), await enters(play, "Paul"), await enters(play, "Jeanne")
    for one in (claire, paul):
        await play.tells(one, Leave(), say("Je vous mets en relation."), Join(play.aside, opens=True))
        await one.makes_known(RoomJoined, 2)
    await claire.is_heard_by(paul)
    await claire.is_not_heard_by(jeanne)
    for one in (claire, paul):
        await play.tells(one, Leave(), Join(play.room, opens=True))
        await one.makes_known(RoomJoined, 3)
    await claire.is_heard_by(paul, jeanne)
    await play.everybody_leaves(claire, paul, jeanne)
    agreed()


async def test_joining_another_room_leaves_the_first(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul")
    await play.tells(claire, Join(play.aside, opens=True))
    await claire.makes_known(RoomJoined, 2)
    await claire.is_not_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_a_room_that_emptied_starts_again(play: Play, agreed: Callable[..., None]) -> None:
    claire = await enters(play, "Claire")
    await play.tells(claire, Leave(), say("Un instant."), Join(play.room, opens=True))
    await claire.makes_known(RoomJoined, 2)
    paul = await enters(play, "Paul")
    await paul.is_heard_by(claire)
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_the_network_loses_one_and_they_come_back(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul")
    await claire.is_cut_off()
    await claire.makes_known(RoomLeft)
    await claire.ends_as(Outcome.DROPPED)
    await play.reaches(claire, say("Nous avons été coupés, on vous remet dans la salle."), Join(play.room, opens=True))
    await claire.makes_known(RoomJoined)
    assert play.provider.rings_at(claire.number) == 2
    await claire.is_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_words_to_one(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul")
    await play.whispers_to(claire, "Vous êtes la première à demander la parole.")
    await claire.hears("la première")
    await play.passes(4)
    await claire.is_heard_by(paul)
    assert not paul.has_heard("la première")
    assert claire.told(RoomLeft) == []
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_words_to_all(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul", muted=True)
    await play.announces("L'artiste commence.", "début")
    await claire.hears("L'artiste commence")
    await paul.hears("L'artiste commence")
    assert await play.provider.until(lambda: bool(play.desk.of(Announced)), 20)
    await claire.is_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_a_waiting_room_is_not_announced_to(play: Play, agreed: Callable[..., None]) -> None:
    play.desk.waits = (say("Nous commençons bientôt."), Pause(5.0))
    claire = await enters(play, "Claire", opens=False)
    with pytest.raises(Refused):
        await play.announces("L'artiste commence.")
    assert not claire.has_heard("L'artiste commence")
    await play.everybody_leaves(claire)
    agreed()


async def test_orders_to_who_is_in_no_room(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.reaches(claire, ask("Bonjour.", wait=30))
    for order in (play.mutes(claire), play.unmutes(claire), play.whispers_to(claire, "Bonjour.")):
        with pytest.raises(NotThere):
            await order
    with pytest.raises(NotThere):
        await play.orders(Announce(play.aside, (Words("Bonjour."),)))
    await play.everybody_leaves(claire)
    agreed()


async def test_louder_and_softer_where_it_can(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul")
    for steps in (1, -1):
        if play.can.volume:
            await play.orders(Volume(claire.call, steps))
        else:
            with pytest.raises(Refused):
                await play.orders(Volume(claire.call, steps))
    await paul.is_heard_by(claire)
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_a_whisper_is_heard_by_one_where_it_can(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul, jeanne = await enters(play, "Claire"), await enters(play, "Paul"), await enters(play, "Jeanne")
    if not play.can.whisper:
        with pytest.raises(Refused):
            await play.orders(Whisper(claire.call, paul.call))
    else:
        await play.orders(Whisper(claire.call, paul.call))
        await claire.is_heard_by(paul)
        await claire.is_not_heard_by(jeanne)
        await play.orders(Whisper(claire.call, None))
        await claire.is_heard_by(paul, jeanne)
    await play.everybody_leaves(claire, paul, jeanne)
    agreed("" if play.can.whisper else "none")


async def test_who_speaks_with_an_open_microphone_is_known(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul", muted=True)
    await claire.says("Bonjour Paul, comment allez-vous ?", 3)
    await paul.says("Moi, cela va.", 3)
    started, stopped = await claire.makes_known(SpeakingStarted), await claire.makes_known(SpeakingStopped)
    assert stopped.at > started.at
    await play.passes(5)
    assert paul.told(SpeakingStarted) == []
    await play.everybody_leaves(claire, paul)
    agreed()
