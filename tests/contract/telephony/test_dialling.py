"""Call scripts: Allô calls somebody, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from allo.app.ports import Found, NotFound, NotThere, Refused
from allo.domain.calls import State
from allo.domain.events import CallAnswered, CallEnded, Detection, ListTaken, MachineDetected, Outcome, RoomJoined
from ivr_flows.instructions import HangUp, Join, Keys, Pause
from tests.contract.telephony.play import Play
from tests.contract.telephony.provider import Answering
from tests.support.scripted_desk import ask, say

HELLO = say("Bonjour Claire, Allô l'artiste va commencer.")


async def test_one_picks_up_and_hears(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, HELLO, ask("Vous venez ?"))
    await claire.picks_up()
    await claire.hears("Vous venez")
    await claire.hangs_up()
    await claire.ends_as(Outcome.COMPLETED)
    agreed()


async def test_nobody_answers(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, HELLO, HangUp(), ring=5)
    await claire.rings()
    await claire.ends_as(Outcome.NO_ANSWER)
    assert not claire.phone.ringing
    agreed()


@pytest.mark.parametrize(
    ("answering", "outcome"),
    [
        (Answering.BUSY, Outcome.BUSY),
        (Answering.UNREACHABLE, Outcome.UNREACHABLE),
        (Answering.UNASSIGNED, Outcome.INVALID),
    ],
    ids=["busy", "unreachable", "invalid"],
)
async def test_it_does_not_ring(
    play: Play, agreed: Callable[..., None], answering: Answering, outcome: Outcome
) -> None:
    claire = await play.person(answering=answering)
    await play.calls(claire, HELLO, HangUp(), ring=5)
    await claire.ends_as(outcome)
    assert claire.told(CallAnswered) == []
    agreed(outcome.value)


async def test_one_refuses(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, HELLO, HangUp())
    await claire.refuses()
    await claire.ends_as(Outcome.REFUSED)
    agreed()


async def test_one_who_telephones_is_busy(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.reaches(claire, Join(play.room, opens=True))
    first = claire.call
    await play.calls(claire, HELLO, HangUp())
    await claire.makes_known(CallEnded)
    assert claire.told(CallEnded)[0].outcome is Outcome.BUSY
    assert (await play.telephony.snapshot()).calls[first] is State.UP
    await claire.hangs_up()
    await play.provider.settle()
    agreed()


async def test_allo_stops_ringing(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, HELLO, HangUp())
    await claire.rings()
    await play.hangs_up(claire)
    await claire.ends_as(Outcome.CANCELED)
    await claire.expects(lambda: not claire.phone.ringing, "it still rings")
    agreed()


async def test_allo_hangs_up(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.reaches(claire, Join(play.room, opens=True))
    await claire.makes_known(RoomJoined)
    await play.hangs_up(claire)
    await claire.ends_as(Outcome.COMPLETED)
    with pytest.raises(NotThere):
        await play.telephony.hang_up(claire.call)
    agreed()


async def test_a_call_lasts_no_longer_than_its_limit(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, Join(play.room, opens=True), limit=8)
    await claire.picks_up()
    await claire.makes_known(RoomJoined)
    await claire.ends_as(Outcome.COMPLETED)
    agreed()


async def test_a_call_id_never_rings_twice(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, HELLO, HangUp())
    with pytest.raises(Refused):
        await play.telephony.dial(claire.call, claire.number, ring=30, limit=60, detect_machine=False)
    await claire.picks_up()
    await claire.ends_as(Outcome.COMPLETED)
    with pytest.raises(Refused):
        await play.telephony.dial(claire.call, claire.number, ring=30, limit=60, detect_machine=False)
    await play.passes(5)
    assert play.provider.rings_at(claire.number) == 1
    agreed()


async def test_a_trace_of_what_was_placed_and_what_never_was(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    since = play.provider.now() - timedelta(minutes=1)
    assert await play.telephony.trace("never0placed0never000", claire.number, since) == NotFound()
    await play.calls(claire, ask("Bonjour.", wait=30))
    await claire.rings()
    assert await play.telephony.trace(claire.call, claire.number, since) == Found(State.RINGING)
    await claire.picks_up()
    await claire.makes_known(ListTaken)
    assert await play.telephony.trace(claire.call, claire.number, since) == Found(State.UP)
    await play.everybody_leaves(claire)
    assert await play.telephony.trace(claire.call, claire.number, since) == Found(State.ENDED)
    agreed()


async def test_a_switchboard_hears_the_tones(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, Pause(1.0), Keys("12"), Pause(2.0), HELLO, HangUp())
    await claire.picks_up()
    await claire.hears("va commencer")
    assert claire.phone.tones == "12"
    await claire.ends_as(Outcome.COMPLETED)
    agreed()


async def test_a_voicemail_is_labelled(play: Play, agreed: Callable[..., None]) -> None:
    """The label decides nothing: the list goes on, whatever it says."""
    claire = await play.person(answering=Answering.VOICEMAIL)
    await play.calls(claire, HELLO, ask("Vous venez ?", wait=20), ring=45, detect=True)
    if play.can.machine_detection:
        assert (await claire.makes_known(MachineDetected)).label is Detection.MACHINE
    await claire.hears("Vous venez")
    await play.hangs_up(claire)
    await claire.ends_as(Outcome.COMPLETED)
    assert bool(claire.told(MachineDetected)) is play.can.machine_detection
    agreed("" if play.can.machine_detection else "unlabelled")


async def test_a_person_is_labelled(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, HELLO, ask("Vous venez ?", wait=20), detect=True)
    await claire.picks_up()
    await claire.says("Allô ?")
    await claire.hears("Vous venez")
    await play.passes(6)
    labels = [one.label for one in claire.told(MachineDetected)]
    assert labels == ([Detection.HUMAN] if play.can.machine_detection else [])
    await play.everybody_leaves(claire)
    agreed("" if play.can.machine_detection else "unlabelled")


async def test_nobody_is_labelled_unasked(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    await play.calls(claire, HELLO, ask("Vous venez ?", wait=20))
    await claire.picks_up()
    await claire.says("Allô ?")
    await play.passes(6)
    assert claire.told(MachineDetected) == []
    await play.everybody_leaves(claire)
    agreed()
