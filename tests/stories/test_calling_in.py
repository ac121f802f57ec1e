"""Who rings the line while the room is open: a short greeting without any personal word, then the room."""

from __future__ import annotations

from datetime import time

from allo.domain.people import Role
from allo.domain.records import Code, Mode
from allo.domain.sessions import Access
from tests.stories.conftest import Golden
from tests.support.world import World


async def test_a_known_person_is_in_the_room_without_any_key(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    assert world.inside() == ["Hugo", "Camille", "Marie"]
    assert not any("Marie" in words for words in marie.heard)
    marie.says("Bonjour à tous")
    assert ("Marie", "Bonjour à tous") in world.hugo.voices
    await world.wait(5)
    golden(world, "inbound_known", about="Marie Hugo", since="14:52:00")


async def test_a_stranger_is_a_guest_who_is_heard_once_given_the_floor(world: World, golden: Golden) -> None:
    await world.evening()
    jean = world.stranger("Jean")
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(jean)
    await world.hugo.hears("Une nouvelle personne nous écoute, sans être inscrite")
    jean.says("Je peux parler ?")
    assert not world.is_heard(jean)
    await world.card(world.hugo, "1")
    assert world.is_heard(jean)
    jean.says("Bonjour, je découvre", seconds=6)
    await world.wait(10)
    golden(world, "inbound_stranger", about="Jean Hugo", since="14:52:00")
    assert ("Jean", "Bonjour, je découvre") in world.camille.voices
    assert ("Jean", "Je peux parler ?") not in world.camille.voices


async def test_a_withheld_number_is_a_guest_too(world: World) -> None:
    await world.evening()
    someone = world.stranger("Masqué", withheld=True)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(someone)
    seat = (await world.room()).seat_of(world.exchange.in_room()[-1].call)
    assert seat is not None
    assert (seat.role, seat.party) == (Role.GUEST, "")
    await world.until(15, 5)
    assert not world.is_heard(someone)


async def test_before_the_stage_is_set_the_caller_hears_the_waiting_words(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.until(14, 52)
    await world.calls_in(marie)
    await marie.hears("Vous êtes au bon endroit. Aujourd'hui, nous recevons Camille.")
    await marie.hears("Nous commençons dans")
    await world.wait(70)
    golden(world, "inbound_waiting_words", about="Marie")


async def test_during_the_performance_one_sentence_then_in_silently(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(15, 10)
    told = len(world.hugo.heard)
    await world.calls_in(marie)
    await world.wait(30)
    assert marie.has_heard("L'artiste a commencé, vous écoutez.")
    assert not world.is_heard(marie)
    assert (len(world.hugo.heard), world.camille.has_heard("Marie")) == (told, False)
    golden(world, "inbound_performing", about="Marie", since="15:10:00")


async def registered_only(world: World) -> None:
    """A session for registered people; « Les Tilleuls » has its code."""
    home = await world.structure(name="Les Tilleuls")
    await world.add("codes", Code(party=f"structure:{home.id}", digits="33330001"))
    await world.evening(access=Access.REGISTERED)
    await world.stage()
    await world.until(14, 52)


async def test_registered_only_a_known_number_needs_no_code(world: World) -> None:
    marie = await world.listener("Marie", call_me=False)
    await registered_only(world)
    await world.calls_in(marie)
    assert not marie.has_heard("code")


async def test_registered_only_the_structures_code_opens_and_asks_who_is_there(world: World, golden: Golden) -> None:
    await registered_only(world)
    nadia = world.stranger("Nadia")
    nadia.dials()
    await nadia.hears("tapez les huit chiffres")
    nadia.presses("33330001")
    await nadia.hears("Si vous êtes en groupe, tapez un")
    nadia.presses("1")
    await nadia.hears("Combien êtes-vous")
    nadia.presses("7")
    await world.enters(nadia)
    golden(world, "inbound_structure_code", about="Nadia", since="14:52:00")
    await world.until(16, 30)
    [seen] = (await world.sheet()).present[2:]
    assert (seen.mode, seen.structure, seen.head_count) == (Mode.COLLECTIVE, "Les Tilleuls", 7)


async def test_registered_only_a_silent_person_with_the_code_is_one_of_its_people(world: World) -> None:
    await registered_only(world)
    nadia = world.stranger("Nadia")
    nadia.dials()
    await nadia.hears("tapez les huit chiffres")
    nadia.presses("33330001")
    await world.enters(nadia)
    await world.until(16, 30)
    [seen] = (await world.sheet()).present[2:]
    assert (seen.mode, seen.structure, seen.role) == (Mode.INDIVIDUAL, "Les Tilleuls", "listener")


async def test_three_wrong_codes_then_a_human(world: World, golden: Golden) -> None:
    await registered_only(world)
    denise = await world.officer()
    jean = world.stranger("Jean")
    jean.dials()
    for wrong in ("12345678", "87654321", "11112222"):
        await jean.hears("tapez les huit chiffres")
        jean.presses(wrong)
    await world.wait(30)
    golden(world, "inbound_wrong_codes", about="Jean Denise", since="14:52:00")
    assert world.rings(denise) == 1


async def test_without_a_code_one_gets_a_human(world: World, golden: Golden) -> None:
    await registered_only(world)
    denise = await world.officer()
    jean = world.stranger("Jean")
    jean.dials()
    await world.picks_up(denise)
    await denise.hears("appuyez sur un")
    denise.presses("1")
    await world.wait(10)
    denise.says("Bonjour, je vous écoute")
    assert ("Denise", "Bonjour, je vous écoute") in jean.voices
    await world.wait(5)
    golden(world, "inbound_without_code", about="Jean Denise", since="14:52:00")


async def test_a_locked_room_lets_nobody_new_in(world: World) -> None:
    await world.evening(rehearsal=True)
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 55)
    marie.dials()
    await marie.hears("La prochaine séance n'a pas encore de date")
    assert not world.is_in(marie)


async def test_the_room_is_not_open_before_ten_to(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 48)
    marie.dials()
    await marie.hears("La prochaine séance : aujourd'hui à quinze heures.")
    assert not world.is_in(marie)


async def test_an_unknown_line_of_ours_does_nothing(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie")
    marie.dials("+33199999999")
    assert marie.heard == ["Le numéro que vous avez demandé n'est pas attribué."]


async def test_the_same_telephone_back_again_keeps_its_seat(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(14, 52)
    await world.calls_in(marie)
    marie.hangs_up()
    await world.wait(60)
    await world.calls_in(marie)
    assert [seat.party for seat in (await world.room()).lines] == ["listener:1"]


async def test_a_session_at_another_hour_opens_at_its_hour() -> None:
    world = World(start=time(16, 30))
    await world.evening(at=time(17, 0))
    marie = await world.listener("Marie", call_me=False)
    await world.until(16, 55)
    await world.calls_in(marie)


async def test_with_the_artist_alone_people_still_hear_what_they_wait_for(world: World, golden: Golden) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.takes_call(world.camille)
    await world.until(14, 52)
    await world.calls_in(marie)
    assert await world.phase() == "attente"
    assert not world.is_heard(marie)
    for _ in range(3):
        await marie.hears("Nous commençons dans", within=35)
    golden(world, "inbound_artist_alone", about="Marie Camille", since="14:52:00")
