"""Afterwards the sheet says what was lived: who came, how long, who spoke, how many; who did not come, and why."""

from __future__ import annotations

import pytest

from allo.app.show_attendance import show_attendance
from allo.domain.attendance_sheet import AttendanceSheet
from allo.domain.records import Mode
from tests.support.world import TUESDAY, World


@pytest.fixture
async def lived(world: World) -> AttendanceSheet:
    """Ana speaks; Bob is asked for a word, says little; « Le salon » are eight; Nadia listens in; a stranger leaves
    after half a minute; Luc does not answer; Rita refuses; Zoé's machine does."""
    home = await world.structure("Les Glycines", referent_number="+33199000090")
    await world.evening()
    ana, bob = await world.listener("Ana"), await world.listener("Bob", structure=home.id)
    group = await world.group("Le salon", home.id, usual_count=6, call_me=True)
    rita = await world.listener("Rita")
    await world.listener("Luc")
    await world.lively("Zoé", "voicemail")
    nadia = world.stranger("Nadia")
    nadia.number = "+33199000090"
    await world.stage()
    for one in (group, ana, bob):
        await world.picks_up(one)
        await one.hears("Bonjour")
        one.presses("1")
    await group.hears("Combien êtes-vous")
    group.presses("8")
    await rita.rings()
    rita.refuses()
    await world.until(15, 5)
    nadia.dials()
    await nadia.hears("Si vous venez découvrir, tapez deux")
    nadia.presses("2")
    await world.enters(nadia)
    passer = world.stranger("Passant", withheld=True)
    await world.calls_in(passer)
    await world.wait(25)
    passer.hangs_up()
    await world.until(15, 32)
    ana.says("Quelle voix !", seconds=7)
    bob.says("Oui", seconds=1)
    await world.until(15, 45)
    bob.hangs_up()
    await world.until(16, 25)
    return await show_attendance(world.store, TUESDAY.isoformat())


async def test_who_came_and_how(lived: AttendanceSheet) -> None:
    seen = {one.name: (one.role, one.mode, one.head_count, one.spoke) for one in lived.present}
    assert seen == {
        "Hugo": ("host", Mode.INDIVIDUAL, None, False),
        "Camille": ("artist", Mode.INDIVIDUAL, None, False),
        "Le salon": ("group", Mode.COLLECTIVE, 8, False),
        "Ana": ("listener", Mode.INDIVIDUAL, None, True),
        "Bob": ("listener", Mode.INDIVIDUAL, None, False),
        "Les Glycines": ("scout", Mode.SCOUTING, None, False),
        None: ("guest", Mode.INDIVIDUAL, None, False),
    }


async def test_how_long_they_stayed(lived: AttendanceSheet) -> None:
    minutes = {one.name: round(one.minutes or 0) for one in lived.present}
    assert (minutes["Ana"], minutes["Bob"], minutes["Les Glycines"], minutes[None]) == (64, 49, 55, 0)
    assert all(len(one.stays) == 1 for one in lived.present)


async def test_the_figures_are_those_of_the_report(lived: AttendanceSheet) -> None:
    figures = lived.figures
    assert (figures.connections, figures.group_connections, figures.scouting_connections) == (3, 1, 1)
    assert (figures.participants, figures.spoke, figures.short_calls) == (10, 1, 1)


async def test_who_was_called_and_did_not_come_and_why(lived: AttendanceSheet) -> None:
    told = {one.name: (one.rings, one.outcome, one.reason) for one in lived.called}
    assert told == {
        "Hugo": (1, "completed", None),
        "Camille": (1, "completed", None),
        "Le salon": (1, "completed", None),
        "Ana": (1, "completed", None),
        "Bob": (1, "completed", None),
        "Rita": (1, "refused", "appel refusé"),
        "Luc": (3, "no_answer", "pas de réponse"),
        "Zoé": (3, "machine", "répondeur"),
    }


async def test_a_person_back_after_a_while_has_two_stays_and_one_line(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(15, 0)
    await world.calls_in(marie)
    await world.until(15, 10)
    marie.hangs_up()
    await world.until(15, 40)
    await world.calls_in(marie)
    await world.until(16, 25)
    line = await world.present("Marie")
    assert len(line.stays) == 2
    assert round(line.minutes or 0) == 30


async def test_the_sheet_can_be_read_while_the_session_is_under_way(world: World) -> None:
    await world.evening()
    marie = await world.listener("Marie", call_me=False)
    await world.stage()
    await world.until(15, 0)
    await world.calls_in(marie)
    await world.until(15, 10)
    line = await world.present("Marie")
    assert (len(line.stays), line.minutes) == (1, None)
