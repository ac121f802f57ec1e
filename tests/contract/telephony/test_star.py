"""Call scripts: the star and what follows it. Where keys are heard in the room nobody leaves it; else the star is a
trip out of it and back, with a stay of its own on the return."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allo.app.ports import NotThere
from allo.domain.events import Answered, MuteChanged, RoomJoined, RoomLeft, StarPressed
from ivr_flows.instructions import Digits, Join, Silence
from tests.contract.telephony.actor import Actor
from tests.contract.telephony.play import Play
from tests.contract.telephony.test_rooms import enters
from tests.support.scripted_desk import ask, say

MENU = ask("Pour demander la parole, tapez un.", wait=3)


async def with_paul(play: Play, *, muted: bool = False) -> tuple[Actor, Actor]:
    """Claire and Paul in the room; a star brings the menu, and any answer « C'est noté »."""
    paul, claire = await enters(play, "Paul"), await enters(play, "Claire", muted=muted)
    play.at_the_star((MENU,))
    play.after_an_answer((say("C'est noté."), Join(play.room, opens=True, muted=muted)))
    return claire, paul


def way(play: Play) -> str:
    return "private" if play.can.private_in_room else "trip"


async def is_back(play: Play, claire: Actor) -> None:
    """In the room again after the menu: never out of it, or with a new stay."""
    await claire.hears("C'est noté")
    await play.passes(3)
    if not play.can.private_in_room:
        await claire.makes_known(RoomJoined, 2)
    trips = 0 if play.can.private_in_room else 1
    assert (len(claire.told(RoomLeft)), len(claire.told(RoomJoined))) == (trips, trips + 1)
    seats = (await play.telephony.snapshot()).seats
    assert [stay for stay, one in seats.items() if one.call == claire.call] == [claire.told(RoomJoined)[-1].stay]


async def test_a_star_then_a_digit(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await with_paul(play)
    await claire.presses("*")
    await claire.hears("demander la parole")
    await claire.presses("1")
    await is_back(play, claire)
    assert claire.told(Answered)[-1].answer == Digits("1")
    await claire.is_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed(way(play))


async def test_a_star_alone_is_a_silence_and_back(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await with_paul(play)
    await claire.presses("*")
    await is_back(play, claire)
    assert claire.told(Answered)[-1].answer == Silence()
    await paul.is_heard_by(claire)
    await play.everybody_leaves(claire, paul)
    agreed(way(play))


async def test_a_digit_at_once_after_the_star(play: Play, agreed: Callable[..., None]) -> None:
    """Where the star leaves the room, a digit that follows too quickly may be lost: then the menu is simply heard."""
    claire, paul = await with_paul(play)
    await claire.presses("*1")
    await is_back(play, claire)
    if play.can.keys_in_room:
        assert claire.told(Answered)[-1].answer == Digits("1")
    assert claire.told(Answered)[-1].answer in (Digits("1"), Silence())
    await play.everybody_leaves(claire, paul)
    if play.can.keys_in_room:
        agreed()


async def test_the_menu_is_private_and_the_microphone_closed(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await with_paul(play)
    await claire.presses("*")
    await claire.hears("demander la parole")
    await claire.says("Un, non, deux.")
    await paul.says("Tiens ?")
    await is_back(play, claire)
    assert not paul.phone.voices
    assert not claire.phone.voices
    assert not paul.has_heard("demander la parole")
    assert not paul.has_heard("C'est noté")
    await claire.is_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed(way(play))


async def test_a_closed_microphone_is_closed_after_the_menu(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await with_paul(play, muted=True)
    await claire.presses("*")
    await claire.hears("demander la parole")
    await claire.presses("1")
    await is_back(play, claire)
    await claire.is_not_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed(way(play))


async def test_what_is_ordered_during_the_menu(play: Play, agreed: Callable[..., None]) -> None:
    """Inside the room it holds afterwards; who is out of it is not there: the sweep asks again."""
    claire, paul = await with_paul(play)
    await claire.presses("*")
    await claire.hears("demander la parole")
    if play.can.private_in_room:
        await play.mutes(claire)
        await play.whispers_to(claire, "Jeanne est arrivée.")
    else:
        with pytest.raises(NotThere):
            await play.mutes(claire)
        with pytest.raises(NotThere):
            await play.whispers_to(claire, "Jeanne est arrivée.")
        await is_back(play, claire)
        await play.mutes(claire)
    await claire.makes_known(MuteChanged)
    await play.passes(8)
    await claire.is_not_heard_by(paul)
    assert claire.has_heard("Jeanne est arrivée") is play.can.private_in_room
    await play.everybody_leaves(claire, paul)
    agreed(way(play))


async def test_other_keys_in_the_room_are_nothing(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await with_paul(play)
    await claire.presses("5")
    await claire.presses("1")
    await play.passes(3)
    assert claire.told(StarPressed) == []
    assert claire.told(RoomLeft) == []
    await claire.is_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed()


async def test_who_performs_has_no_star(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.reaches(claire, Join(play.room, opens=True, star=False))
    await claire.makes_known(RoomJoined)
    await claire.presses("*1")
    await play.passes(3)
    assert claire.told(StarPressed) == []
    assert claire.told(RoomLeft) == []
    await play.everybody_leaves(claire)
    agreed()


async def test_a_star_that_leads_nowhere_leaves_one_in_the_room(play: Play, agreed: Callable[..., None]) -> None:
    paul, claire = await enters(play, "Paul"), await enters(play, "Claire")
    await claire.presses("*")
    await claire.makes_known(StarPressed)
    await play.passes(5)
    await paul.is_heard_by(claire)
    await claire.presses("*")
    await claire.makes_known(StarPressed, 2)
    await play.passes(5)
    await claire.is_heard_by(paul)
    await play.everybody_leaves(claire, paul)
    agreed(way(play))
