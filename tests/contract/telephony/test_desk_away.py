"""Call scripts: Allô is away, or has nothing to say. Nobody is left in silence, and nobody is put out of a room.

Words of comfort are each provider's own, so that what is heard here is no transcript.
"""

from __future__ import annotations

from allo.domain.events import CallArrived, RoomJoined
from ivr_flows.instructions import Join
from tests.contract.telephony.play import Play
from tests.contract.telephony.test_rooms import enters
from tests.support.scripted_desk import ask, say


async def test_who_rings_hears_something(play: Play) -> None:
    claire = await play.person()
    play.desk.away = True
    await claire.phone.dials()
    await claire.expects(lambda: bool(claire.phone.heard), "silence on the line")
    assert play.desk.of(CallArrived) == []


async def test_who_answers_a_question_hears_something(play: Play) -> None:
    claire = await play.person()
    await play.reaches(claire, ask("Vous venez ?", wait=30))
    await claire.hears("Vous venez")
    play.desk.away = True
    await claire.presses("1")
    await claire.expects(lambda: len(claire.phone.heard) > 1, "silence on the line")


async def test_in_the_room_nothing_is_noticed(play: Play) -> None:
    claire, paul = await enters(play, "Claire"), await enters(play, "Paul")
    play.desk.away = True
    await play.passes(10)
    await claire.is_heard_by(paul)
    assert claire.phone.talking
    assert paul.phone.talking


async def test_who_was_told_nothing_asks_for_a_list(play: Play) -> None:
    """The desk says « go on as you are » to somebody who has nothing to go on with."""
    claire = await play.person()
    await play.calls(claire)
    play.desk.replies.clear()
    play.desk.tells(claire.call, say("Bonjour."), Join(play.room, opens=True))
    await claire.picks_up()
    await claire.hears("Bonjour")
    await claire.makes_known(RoomJoined)
