"""The script of a run: what people read."""

from __future__ import annotations

from allo.domain.events import Answered, StarPressed
from allo.domain.orders import Mute
from ivr_flows.instructions import Join
from tests.support.exchange_bench import JEANNE, PAUL, bench
from tests.support.scripted_desk import ask, say

SCRIPT = """\
15:00:00  Allô appelle Jeanne (+33 1 •• •• •• 13)
15:00:01  Jeanne décroche
15:00:01  Allô dit à Jeanne : « Bonjour Jeanne. »
15:00:01  Jeanne dit : « Allô ? »
15:00:02  Jeanne entre dans la séance du mardi
15:00:03  Allô fait patienter dans la séance du mardi : « Nous commençons bientôt. »
15:00:52  Jeanne appuie sur étoile, un
15:00:52  Allô dit à Jeanne : « C'est noté. »
15:00:53  Jeanne raccroche"""


async def test_a_call_reads_like_a_play() -> None:
    allo = bench()
    allo.transcript.name_room("room", "la séance du mardi")
    allo.desk.waits = (say("Nous commençons bientôt."),)
    jeanne = allo.handset(JEANNE, "Jeanne")
    await allo.reach(jeanne, say("Bonjour Jeanne."), Join("room"))
    jeanne.says("Allô ?")
    await allo.run(51)
    allo.desk.replies_to(StarPressed, (ask("Que voulez-vous ?"),))
    allo.desk.replies_to(Answered, (say("C'est noté."), Join("room")))
    jeanne.presses("*1")
    await allo.run(1)
    jeanne.hangs_up()
    assert allo.transcript.text() == SCRIPT


async def test_what_many_live_through_at_once_is_one_line() -> None:
    allo = bench()
    calls = [
        await allo.reach(allo.handset(number, name), Join("room", opens=True))
        for number, name in ((JEANNE, "Jeanne"), (PAUL, "Paul"))
    ]
    for call in calls:
        await allo.exchange.order(Mute(call))
    assert "Allô ferme les micros de Jeanne et de Paul" in allo.transcript.text()


async def test_no_number_is_shown_whole() -> None:
    allo = bench()
    await allo.dial("+33199999999")
    await allo.run(5)
    assert "Le numéro +33 1 •• •• •• 99 n'est pas attribué" in allo.transcript.text()
    assert "99999" not in allo.transcript.text()
