"""Call scripts: a message is left."""

from __future__ import annotations

from collections.abc import Callable

from allo.domain.events import Outcome, Recorded
from ivr_flows.instructions import HangUp, Record
from tests.contract.telephony.actor import Actor
from tests.contract.telephony.play import Play
from tests.support.scripted_desk import say


async def at_the_message(play: Play, seconds: float = 30) -> Actor:
    claire = await play.person()
    play.greets((say("Laissez un message."), Record(seconds)))
    play.after_a_message((say("Nous vous rappelons."), HangUp()))
    await claire.dials()
    await claire.hears("Laissez un message")
    await play.passes(3)
    return claire


async def test_a_message_ends_by_quiet(play: Play, agreed: Callable[..., None]) -> None:
    claire = await at_the_message(play)
    await claire.says("Rappelez-moi.", 3)
    recorded = await claire.makes_known(Recorded)
    assert recorded.sound
    assert 1 <= recorded.seconds <= 12
    await claire.hears("Nous vous rappelons")
    await claire.ends_as(Outcome.COMPLETED)
    agreed()


async def test_a_message_ends_by_a_key(play: Play, agreed: Callable[..., None]) -> None:
    claire = await at_the_message(play)
    await claire.says("Rappelez-moi.", 2)
    await play.passes(2.5)
    await claire.presses("1")
    assert (await claire.makes_known(Recorded, within=2)).sound
    await claire.hears("Nous vous rappelons")
    await claire.ends_as(Outcome.COMPLETED)
    agreed()


async def test_a_message_ends_by_its_length(play: Play, agreed: Callable[..., None]) -> None:
    claire = await at_the_message(play, seconds=6)
    await claire.says("C'est une longue histoire.", 20)
    recorded = await claire.makes_known(Recorded)
    assert recorded.seconds <= 7
    await claire.hears("Nous vous rappelons")
    await claire.ends_as(Outcome.COMPLETED)
    agreed()


async def test_a_message_is_kept_when_the_receiver_goes_down(play: Play, agreed: Callable[..., None]) -> None:
    claire = await at_the_message(play)
    await claire.says("Rappelez-moi.", 3)
    await play.passes(3.5)
    await claire.hangs_up()
    assert (await claire.makes_known(Recorded)).sound
    await claire.ends_as(Outcome.COMPLETED)
    agreed()


async def test_nothing_said_is_no_message(play: Play, agreed: Callable[..., None]) -> None:
    claire = await at_the_message(play)
    assert not (await claire.makes_known(Recorded)).sound
    await claire.hears("Nous vous rappelons")
    await claire.ends_as(Outcome.COMPLETED)
    agreed()
