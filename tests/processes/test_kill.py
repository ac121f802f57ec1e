"""kill -9 at twenty-five points of a wave and of a live session, on real processes: nobody is rung twice, nobody is
forgotten, nobody is hung up on, no fact is lost (RELIABILITY §1.4: F1, F2, F12). Five evenings run at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.processes.comparing import differences
from tests.processes.evening import At, Evening
from tests.processes.tap import Point

KILLS: dict[str, list[Point | At]] = {
    "dials": [
        Point("asks", "dial"),
        Point("asks", "dial", after=0),
        Point("answered", "dial"),
        Point("answered", "dial", nth=2, after=2),
        Point("asks", "dial", nth=3),
    ],
    "answers": [
        Point("told", "CallAnswered", after=0),
        Point("answers", "CallAnswered"),
        Point("told", "CallAnswered", nth=2, after=4),
        Point("told", "Answered", after=2),
        Point("answers", "Answered", nth=2),
    ],
    "entries": [
        Point("told", "RoomJoined", after=0),
        Point("told", "RoomJoined", nth=2, after=6),
        Point("asks", "Tell"),
        At(5),
        Point("told", "MuteChanged", after=2),
    ],
    "ends": [
        Point("told", "CallEnded", after=0),
        Point("told", "CallEnded"),
        Point("answers", "CallEnded", after=1),
        Point("told", "SpeakingStarted", nth=2, after=3),
        At(400),
    ],
    "live": [
        At(-60),
        Point("told", "SpeakingStopped", after=2),
        Point("asks", "Mute", after=0),
        Point("answers", "StarPressed"),
        At(605),
    ],
}


@pytest.mark.timeout(240)
async def test_nothing_is_lost_and_nobody_is_rung_twice(tmp_path: Path) -> None:
    evenings = [Evening.prepare(tmp_path / name) for name in KILLS]
    await asyncio.gather(*(evening.play(KILLS[evening.folder.name]) for evening in evenings))
    wrong = [line for evening in evenings for line in await differences(evening)]
    assert not wrong, "\n".join(wrong)
    assert [str(point) for evening in evenings for point in evening.missed] == []
    assert sum(len(evening.outages) for evening in evenings) == 25
    for evening in evenings:
        assert evening.code == 0
        assert evening.seconds_to_stop < 10
        assert "Traceback" not in evening.serve.log()
