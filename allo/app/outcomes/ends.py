"""Ends of calls: goodbye, the answer to the question, news that were heard."""

from __future__ import annotations

import contextlib

from allo.app.ports import Conflict
from allo.app.stage.entering import sit
from allo.app.stage.line import Line
from allo.domain.records import SurveyAnswer

QUESTION = "bien_etre"  # the one question after a session


async def bye(line: Line) -> None:
    line.hang_up()


async def message_left(line: Line) -> None:
    """Who was in the room when nobody could be found goes back to it."""
    scene, seat = line.scene, line.seat
    if scene.room is None or scene.room.closing or seat is None or seat.entered_at is None:
        line.hang_up()
    else:
        sit(line.saying(scene.house.catalogue.words("app.back_in_room", {})))


async def told(line: Line) -> None:
    """The news reached a person."""
    line.hang_up()


async def answer(line: Line) -> None:
    """One answer per seat; a second one changes nothing."""
    scene, call = line.scene, line.call
    if call.session is not None and call.seat:
        given = SurveyAnswer(
            session=call.session,
            seat=call.seat,
            question=QUESTION,
            value=int(line.values["value"]),
            party=call.party,
            at=scene.now,
        )
        with contextlib.suppress(Conflict):
            await scene.uow.answers.add(given)
    line.hang_up()
