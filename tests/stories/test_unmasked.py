"""A voicemail that was taken for a silent person, and betrays itself by its beep in the room."""

from __future__ import annotations

from datetime import time

from allo.app.note_detection import note_detection
from allo.domain.events import Detection, MachineDetected
from tests.support.world import World


async def test_a_silent_line_that_beeps_in_the_room_was_a_machine_and_is_rung_again() -> None:
    allo = World(start=time(14, 39))
    await allo.evening()
    await allo.stage()
    odette = await allo.listener("Odette")
    await odette.rings(within=1200)
    odette.picks_up()
    await allo.wait(60)
    assert "Odette" in allo.inside()
    [call] = await allo.all("calls", party="listener:1")
    await note_detection(allo.house, MachineDetected(call.id, Detection.MACHINE), allo.timeline.now())
    await allo.wait(30)
    assert "Odette" not in allo.inside()
    await allo.until(15, 12)
    assert allo.rings(odette) == 3  # a minute after the machine, then eight after nobody answered
