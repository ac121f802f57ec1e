"""At the door, where people are not alone: one code for many, one switchboard for many, one telephone for two parts."""

from __future__ import annotations

from datetime import date, time

from allo.app.ports import Abilities
from allo.domain.ledger import Why
from allo.domain.people import Role
from allo.domain.records import Code
from allo.domain.sessions import Access, Kind, Status
from allo.telephony.simulator.handset import Handset
from tests.support.world import World


async def by_code(world: World, name: str, digits: str = "33330001") -> Handset:
    """Somebody types the code of their structure and says nothing more."""
    someone = world.stranger(name)
    someone.dials()
    await someone.hears("tapez les huit chiffres")
    someone.presses(digits)
    await world.enters(someone, within=90)
    return someone


async def test_two_people_with_their_structures_code_are_both_in(world: World) -> None:
    home = await world.structure(name="Les Tilleuls")
    await world.add("codes", Code(party=f"structure:{home.id}", digits="33330001"))
    await world.evening(access=Access.REGISTERED)
    await world.stage()
    await world.until(14, 52)
    nadia, paul = await by_code(world, "Nadia"), await by_code(world, "Paul")
    await world.wait(10)
    assert world.is_in(nadia)
    assert world.is_in(paul)


async def test_a_structures_code_is_dead_before_and_after_its_session() -> None:
    world = World(start=time(14, 39))
    home = await world.structure(name="Les Tilleuls")
    await world.add("codes", Code(party=f"structure:{home.id}", digits="33330001"))
    await world.evening(access=Access.REGISTERED)
    world.hugo.dials()
    await world.hugo.hears("tapez les huit chiffres")
    world.hugo.presses("33330001")
    await world.hugo.hears("Ce code n'est pas le bon")


async def test_two_residents_behind_one_switchboard_both_ring_in(world: World) -> None:
    await world.evening()
    first = await world.listener("Jeanne", ask_for="Jeanne Petit", call_me=False)
    await world.listener("Paul", number=first.number, ask_for="Paul Gros", call_me=False)
    one, other = (Handset(world.exchange, first.number, name) for name in ("Chambre une", "Chambre deux"))
    await world.stage()
    await world.until(14, 52)
    one.dials()
    await world.enters(one)
    other.dials()
    await world.enters(other)
    await world.wait(10)
    assert one.talking
    assert other.talking


async def test_who_rings_in_from_a_switchboard_does_not_keep_others_from_being_called(world: World) -> None:
    await world.evening()
    first = await world.listener("Jeanne", ask_for="Jeanne Petit")
    await world.listener("Paul", number=first.number, ask_for="Paul Gros", call_me=False)
    somebody = Handset(world.exchange, first.number, "Chambre deux")
    await world.stage()
    await world.until(14, 52)
    somebody.dials()
    await world.enters(somebody)
    home = Handset(world.exchange, first.number, "Standard")
    await world.picks_up(home)
    await home.hears("Pourriez-vous me passer Jeanne Petit")


async def test_just_before_the_room_opens_next_time_is_today(world: World) -> None:
    await world.evening()
    await world.session(time(17, 0), on=date(2026, 12, 3), artists=(1,))
    marie = await world.listener("Marie", call_me=False)
    await world.until(14, 44)
    marie.dials()
    await marie.hears("aujourd'hui à quinze heures")
    marie.presses("1")
    await marie.hears("Nous vous appellerons pour la prochaine séance")
    await world.stage()
    await world.takes_call(marie)


async def test_a_group_that_asks_is_called_next_time() -> None:
    world = World(start=time(11, 0))
    await world.evening()
    home = await world.structure()
    group = await world.group("Le salon", home.id, usual_count=6)
    group.dials()
    await group.hears("tapez un")
    group.presses("1")
    await world.wait(20)
    assert [row.parties for row in await world.all("attempts", why=Why.WAVE)] == [("group:1",)]
    assert await world.tasks() == []


async def test_artist_and_host_at_one_telephone_play_and_host(world: World) -> None:
    """Camille hosts her own session: she is entered as host too, with her one telephone."""
    await world.evening()
    await world.change("hosts", 1, number=world.camille.number)
    marie = await world.listener("Marie", call_me=False)
    await world.takes_call(world.camille)
    await world.until(14, 52)
    assert await world.phase() == "accueil"
    await world.calls_in(marie)
    await world.until(15, 2)
    assert await world.phase() == "oeuvre"
    assert world.rings(world.camille) == 1
    await world.until(16, 5)
    session = await world.tonight()
    assert (session.status, session.kind) == (Status.HELD, Kind.PERFORMANCE)


async def test_a_group_silent_to_the_end_is_its_usual_number_once_proved() -> None:
    world = World(start=time(14, 39), can=Abilities(machine_detection=False))
    await world.evening()
    home = await world.structure()
    group = await world.group("Le salon", home.id, usual_count=6, call_me=True)
    await world.stage()
    await world.picks_up(group)
    await world.enters(group, within=120)
    await world.card(group, "1")
    await world.until(16, 25)
    assert [one.head_count for one in (await world.sheet()).present if one.role == Role.GROUP.value] == [6]
