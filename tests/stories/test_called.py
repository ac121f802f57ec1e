"""Whom Allô calls: the greeting, then the check of TELEPHONY rule 6. Nobody needs a key; no machine gets in."""

from __future__ import annotations

from datetime import time

import pytest

from allo.app.ports import Abilities
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.kinds import settle
from tests.stories.conftest import Golden
from tests.support.world import World

NO_DETECTION = Abilities(machine_detection=False)


@pytest.fixture
async def eve() -> World:
    """A provider that detects nothing; host and artist are on the line, the wave leaves at 14:56."""
    world = World(start=time(14, 39), can=NO_DETECTION)
    await world.evening()
    return world


async def to_the_question(world: World, handset: Handset) -> None:
    await world.stage()
    await world.picks_up(handset)
    await handset.hears("Vous m'entendez ?")


async def test_a_key_opens_the_room(eve: World, golden: Golden) -> None:
    marie = await eve.listener("Marie")
    await eve.stage()
    await eve.takes_call(marie)
    assert eve.rung(marie) == ["14:56:01"]
    golden(eve, "called_key", about="Marie")


async def test_a_short_yes_opens_the_room(eve: World, golden: Golden) -> None:
    marie = await eve.listener("Marie")
    await to_the_question(eve, marie)
    await eve.wait(5)
    marie.says("Oui ?")
    await eve.enters(marie)
    golden(eve, "called_speech", about="Marie")


async def test_the_label_human_opens_the_room(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    await world.stage()
    await world.picks_up(marie)
    marie.says("Allô ? Qui est à l'appareil ?")
    await world.enters(marie)
    golden(world, "called_label", about="Marie")


async def on_probation(world: World) -> Handset:
    """Marie says nothing and presses nothing."""
    marie = await world.listener("Marie")
    await to_the_question(world, marie)
    await world.enters(marie, within=90)
    return marie


async def test_who_is_silent_twice_is_let_in_on_probation(eve: World, golden: Golden) -> None:
    marie = await on_probation(eve)
    await eve.hugo.hears("Ligne à vérifier : Marie")
    assert not eve.is_heard(marie)
    golden(eve, "called_silent", about="Marie")
    await eve.until(16, 25)
    sheet = await eve.sheet()
    assert [one.name for one in sheet.unconfirmed] == ["Marie"]
    assert (await eve.called("Marie")).reason == "ligne à vérifier"


async def test_a_silent_person_is_confirmed_by_speech_with_the_floor(eve: World, golden: Golden) -> None:
    marie = await on_probation(eve)
    await eve.card(eve.hugo, "1")
    assert marie.has_heard("C'est à vous.")
    marie.says("Ah, bonjour, je vous entends", seconds=4)
    await eve.wait(8)
    golden(eve, "called_silent_confirmed", about="Marie", since="14:56:45")
    await eve.until(16, 25)
    assert (await eve.present("Marie")).name == "Marie"


async def test_a_silent_person_is_confirmed_by_the_star(eve: World) -> None:
    marie = await on_probation(eve)
    marie.presses("*")
    await eve.wait(25)
    assert marie.has_heard("Pour demander la parole, tapez un.")
    assert eve.is_heard(marie)


@pytest.mark.parametrize("pauses", [False, True], ids=["in_one_go", "with_pauses"])
@pytest.mark.parametrize("greeting", [5, 12, 25])
async def test_a_voicemail_that_beeps_is_never_in_the_room(world: World, greeting: int, pauses: bool) -> None:
    await world.evening()
    marie = await world.lively("Marie", "voicemail", options={"greeting": greeting, "pauses": pauses})
    await world.stage()
    await world.until(15, 25)
    assert not any(one.who == "Marie" and "entre" in one.act for one in world.transcript.lines)
    assert world.rings(marie) == 3
    assert sum("rappelez ce numéro" in words for words in marie.heard) == 1
    assert await world.tasks() == ["missed"]


@pytest.mark.parametrize("pauses", [False, True], ids=["in_one_go", "with_pauses"])
@pytest.mark.parametrize("greeting", [5, 12, 25])
async def test_a_voicemail_nobody_detects_is_never_heard_nor_counted(eve: World, greeting: int, pauses: bool) -> None:
    """A short greeting is over before our question: that line is in on probation, muted, as a deaf person's is."""
    await eve.lively("Marie", "voicemail", options={"greeting": greeting, "pauses": pauses, "beep": False})
    await eve.stage()
    await eve.until(16, 25)
    came = any(one.who == "Marie" and "entre" in one.act for one in eve.transcript.lines)
    assert came is (greeting == 5)
    assert not any(name == "Marie" for name, _ in eve.hugo.voices)
    assert [one.role for one in (await eve.sheet()).present] == ["host", "artist"]
    assert (await eve.called("Marie")).reason == ("ligne à vérifier" if came else "répondeur")


async def test_the_one_message_is_left_on_the_last_attempt(world: World, golden: Golden) -> None:
    await world.evening()
    await world.lively("Marie", "voicemail")
    await world.stage()
    await world.until(15, 25)
    golden(world, "called_voicemail", about="Marie")
    assert (await world.called("Marie")).reason == "répondeur"


async def test_any_key_turns_the_message_into_the_room(world: World) -> None:
    await world.evening()
    marie = await world.lively("Marie", "voicemail")
    await world.stage()
    await marie.hears("Bonjour, ici Allô l'artiste. La séance commence.", within=1800)
    marie.presses("5")
    await world.enters(marie)


async def test_wrong_keys_open_too(eve: World) -> None:
    marie = await eve.listener("Marie")
    await to_the_question(eve, marie)
    marie.presses("7")
    await eve.enters(marie)


async def test_a_rotary_telephone_needs_only_a_voice(eve: World, golden: Golden) -> None:
    marie = await eve.listener("Marie", no_keys=True, handset={"rotary": True})
    await to_the_question(eve, marie)
    assert marie.heard[-1] == "Vous m'entendez ? Dites oui."
    await eve.wait(3)
    marie.says("Oui")
    await eve.enters(marie)
    golden(eve, "called_rotary", about="Marie")


async def test_slow_hands_have_thrice_the_time(eve: World, golden: Golden) -> None:
    marie = await eve.listener("Marie", pace=3)
    await eve.stage()
    await marie.rings(1200)
    await eve.wait(100)
    assert marie.ringing
    marie.picks_up()
    await marie.hears("Vous m'entendez ?")
    await eve.wait(25)
    marie.presses("1")
    await eve.enters(marie)
    golden(eve, "called_slow", about="Marie")


async def test_pulse_dialling_loses_the_first_star_only(eve: World) -> None:
    marie = await eve.lively("Marie", "pulse")
    await eve.stage()
    await eve.until(14, 57)
    assert eve.is_in(marie)
    marie.presses("*1")
    await eve.wait(6)
    assert not marie.has_heard("C'est noté.")
    await eve.card(marie, "1")
    assert marie.has_heard("C'est noté. Vous êtes la prochaine personne à parler.")


async def test_an_extension_is_dialled_and_the_person_asked_for(world: World, golden: Golden) -> None:
    await world.evening()
    home = await world.listener("Jeanne", last_name="Petit", extension="214", ask_for="Jeanne Petit")
    home = settle(
        world.exchange, home.number, "Standard", "switchboard", options={"inside": {"Jeanne Petit": "listener"}}
    )
    await world.stage()
    await world.enters(home, within=1200)
    golden(world, "called_switchboard", about="Standard")


async def test_an_extension_alone_is_given_time_to_ring(world: World, golden: Golden) -> None:
    await world.evening()
    home = await world.listener("Lucienne", extension="214")
    home = settle(world.exchange, home.number, "Standard", "switchboard", options={"inside": {"214": "listener"}})
    await world.stage()
    await world.enters(home, within=1200)
    golden(world, "called_extension", about="Standard")


async def test_two_people_at_one_switchboard_are_rung_one_after_the_other(world: World) -> None:
    await world.evening()
    first = await world.listener("Jeanne", ask_for="Jeanne Petit")
    await world.listener("Paul", number=first.number, ask_for="Paul Gros")
    home = settle(world.exchange, first.number, "Standard", "manual")
    await world.stage()
    await world.picks_up(home)
    await home.hears("Pourriez-vous me passer Jeanne Petit")
    await world.until(14, 56)
    assert world.rings(home) == 1
    home.hangs_up()
    await world.picks_up(home)
    await home.hears("Pourriez-vous me passer Paul Gros")


async def test_two_people_on_a_shared_line_are_one_ring_and_no_first_name(eve: World, golden: Golden) -> None:
    home = await eve.listener("Simone", shared_line=True)
    await eve.add_listener_at(home, "Marcel", shared_line=True)
    await eve.stage()
    await eve.takes_call(home)
    golden(eve, "called_shared_line", about="Simone")
    await eve.until(15, 20)
    assert eve.rings(home) == 1
    assert not any("Simone" in words or "Marcel" in words for words in home.heard)


async def test_two_people_on_one_line_are_greeted_both(eve: World) -> None:
    home = await eve.listener("Simone")
    await eve.add_listener_at(home, "Marcel")
    await eve.stage()
    await eve.picks_up(home)
    await home.hears("Bonjour Simone et Marcel.")


async def test_a_group_says_how_many_they_are(world: World, golden: Golden) -> None:
    await world.evening()
    home = await world.structure("Les Glycines")
    group = await world.group("Le salon", home.id, usual_count=6, call_me=True)
    await world.stage()
    await world.picks_up(group)
    await group.hears("Bonjour à tous")
    group.says("Bonjour", seconds=1)
    await group.hears("Combien êtes-vous autour du téléphone ?")
    group.presses("8")
    await world.enters(group)
    golden(world, "called_group", about="salon")
    await world.until(16, 25)
    assert [one.head_count for one in (await world.sheet()).present if one.role == "group"] == [8]


async def test_a_silent_group_is_its_usual_number(eve: World, golden: Golden) -> None:
    home = await eve.structure("Les Glycines")
    group = await eve.group("Le salon", home.id, usual_count=6, call_me=True)
    await eve.stage()
    await eve.picks_up(group)
    await group.hears("Bonjour à tous")
    group.presses("1")
    await eve.enters(group, within=90)
    golden(eve, "called_group_silent", about="salon")
    await eve.until(16, 25)
    assert [one.head_count for one in (await eve.sheet()).present if one.role == "group"] == [6]


async def test_during_the_performance_the_greeting_says_so(eve: World, golden: Golden) -> None:
    marie = await eve.listener("Marie")
    await eve.stage()
    await eve.until(15, 3)
    await eve.takes_call(marie)
    golden(eve, "called_performing", about="Marie", since="15:02:30")
