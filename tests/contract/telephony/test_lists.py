"""Call scripts: lists and their turns; what is live; calls that are gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allo.app.ports import NotThere, Seated
from allo.domain.calls import State
from allo.domain.events import Answered, ListTaken, RoomJoined, RoomLeft
from allo.domain.orders import Mute, Tell, Unmute
from ivr_flows.instructions import HangUp, Join, Words
from tests.contract.telephony.play import Play
from tests.contract.telephony.test_rooms import enters
from tests.support.scripted_desk import ask, say

STORY = say("Il était une fois, dans un pays lointain, un très vieux téléphone.")


async def test_a_new_list_replaces_what_is_being_heard(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.reaches(claire, STORY, say("Il sonnait rarement."), HangUp())
    await claire.hears("Il était une fois")
    await play.tells(claire, say("L'artiste est là."), Join(play.room, opens=True))
    await claire.hears("L'artiste est là")
    await claire.makes_known(RoomJoined)
    assert not claire.has_heard("Il sonnait rarement")
    await play.everybody_leaves(claire)
    agreed()


async def test_a_new_list_replaces_a_question(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.reaches(claire, ask("Vous venez ?", wait=30))
    await claire.hears("Vous venez")
    await play.tells(claire, say("L'artiste est là."), Join(play.room, opens=True))
    await claire.makes_known(RoomJoined)
    assert claire.told(Answered) == []
    await play.everybody_leaves(claire)
    agreed()


async def test_the_same_list_again_changes_nothing(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.reaches(claire, say("Vous entrez."), Join(play.room, opens=True))
    await claire.makes_known(RoomJoined)
    await play.telephony.instruct(claire.call)
    await play.passes(5)
    assert claire.phone.heard.count("Vous entrez.") == 1
    assert claire.told(RoomLeft) == []
    await play.everybody_leaves(claire)
    agreed()


async def test_an_answer_to_an_older_list_is_told_the_current_one(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.reaches(claire, ask("Première question ?", wait=30))
    await claire.hears("Première question")
    play.desk.tells(claire.call, say("Autre chose."), Join(play.room, opens=True))
    await claire.presses("1")
    await claire.hears("Autre chose")
    await claire.makes_known(RoomJoined)
    await play.everybody_leaves(claire)
    agreed()


async def test_a_key_and_a_new_list_may_cross(play: Play, agreed: Callable[..., None]) -> None:
    """Whichever is first, the current list is what is heard at last, once."""
    claire = await play.person()
    await play.reaches(claire, ask("Première question ?", wait=30))
    await claire.hears("Première question")
    play.desk.tells(claire.call, say("Autre chose."), Join(play.room, opens=True))
    await claire.phone.presses("1")
    await play.telephony.instruct(claire.call)
    await claire.makes_known(RoomJoined)
    await play.passes(5)
    assert claire.phone.heard.count("Autre chose.") == 1
    await play.everybody_leaves(claire)
    agreed()


async def test_lists_that_were_begun_are_told(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    play.after_an_answer((say("Vous entrez."), Join(play.room, opens=True)))
    await play.reaches(claire, ask("Vous venez ?", wait=30))
    await claire.presses("1")
    await claire.makes_known(RoomJoined)
    await play.tells(claire, Join(play.aside, opens=True))
    await claire.makes_known(RoomJoined, 2)
    assert sorted({one.turn for one in claire.told(ListTaken)}) == [1, 2, 3]
    await play.everybody_leaves(claire)
    agreed()


async def test_a_snapshot_is_what_is_live(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await enters(play, "Claire", muted=True), await play.person("Paul")
    await play.calls(paul, ask("Bonjour.", wait=30))
    await paul.rings()
    snapshot = await play.telephony.snapshot()
    assert snapshot.calls == {claire.call: State.UP, paul.call: State.RINGING}
    assert snapshot.seats == {f"{claire.call}.1": Seated(claire.call, play.room, muted=True)}
    await play.unmutes(claire)
    assert (await play.telephony.snapshot()).seats[f"{claire.call}.1"].muted is False
    await play.hangs_up(paul)
    await play.everybody_leaves(claire)
    snapshot = await play.telephony.snapshot()
    assert (snapshot.calls, snapshot.seats) == ({}, {})
    agreed()


async def test_nothing_can_be_asked_of_a_call_that_is_gone(play: Play, agreed: Callable[..., None]) -> None:
    claire = await enters(play, "Claire")
    await play.everybody_leaves(claire)
    for call in (claire.call, "nobody0nobody0nobody"):
        for order in (Mute(call), Unmute(call), Tell(call, (Words("Bonjour."),))):
            with pytest.raises(NotThere):
                await play.telephony.order(order)
        for asking in (play.telephony.instruct(call), play.telephony.hang_up(call)):
            with pytest.raises(NotThere):
                await asking
    agreed()


async def test_a_call_that_rings_cannot_be_instructed_yet(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, say("Bonjour."), Join(play.room, opens=True))
    await claire.rings()
    with pytest.raises(NotThere):
        await play.telephony.instruct(claire.call)
    await claire.picks_up()
    await claire.hears("Bonjour")
    await play.everybody_leaves(claire)
    agreed()
