"""Call scripts: somebody rings our line."""

from __future__ import annotations

from collections.abc import Callable

from allo.domain.events import CallArrived, CallEnded, Outcome, RoomJoined
from ivr_flows.instructions import HangUp, Join
from tests.contract.telephony.play import Play
from tests.support.scripted_desk import ask, say

HELLO = say("Bonjour, ici Allô l'artiste.")


async def test_a_caller_is_greeted_and_sent_off(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    play.greets((HELLO, HangUp()))
    await claire.dials()
    await claire.hears("ici Allô l'artiste")
    await claire.ends_as(Outcome.COMPLETED)
    agreed()


async def test_a_caller_may_hang_up_during_the_words(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    play.greets((HELLO, say("La séance a lieu mardi à quinze heures."), Join(play.room)))
    await claire.dials()
    await claire.hears("ici Allô l'artiste")
    await claire.hangs_up()
    await claire.ends_as(Outcome.COMPLETED)
    assert not claire.has_heard("La séance a lieu")
    agreed()


async def test_a_withheld_number_is_nobodys(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person(withheld=True)
    play.greets((HELLO, HangUp()))
    await claire.dials()
    await claire.ends_as(Outcome.COMPLETED)
    assert claire.told(CallArrived)[0].number is None
    agreed()


async def test_two_callers_are_two_calls(play: Play, agreed: Callable[..., None]) -> None:
    claire, paul = await play.person("Claire"), await play.person("Paul")
    play.greets((HELLO, Join(play.room, opens=True)))
    await claire.dials()
    await claire.makes_known(RoomJoined)
    await paul.dials()
    await paul.makes_known(RoomJoined)
    assert claire.call != paul.call
    await paul.hangs_up()
    await paul.ends_as(Outcome.COMPLETED)
    assert claire.told(CallEnded) == []
    await play.everybody_leaves(claire)
    agreed()


async def test_a_caller_without_keys_goes_on_by_staying(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person(rotary=True)
    play.greets((HELLO, ask("Pour écouter le programme, tapez deux.", wait=2)))
    play.after_an_answer((say("Vous entrez."), Join(play.room, opens=True)))
    await claire.dials()
    await claire.hears("tapez deux")
    await claire.presses("2")
    await claire.hears("Vous entrez")
    await claire.makes_known(RoomJoined)
    await play.everybody_leaves(claire)
    agreed()
