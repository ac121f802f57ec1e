"""A call that Allô placed was picked up: what they hear, by what the call is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from allo.app.dialling.ringing import is_last_attempt
from allo.app.house import House
from allo.app.lookups.identity import identity_of
from allo.app.lookups.names import party_name
from allo.app.lookups.when import in_words
from allo.app.playing.talk import listing_of, scene_of_call
from allo.app.stage.scene import Scene
from allo.domain.calls import Call, Errand, Listing, advance
from allo.domain.events import CallAnswered
from allo.domain.ledger import Attempt, Why
from allo.domain.room import Phase
from allo.domain.sessions import Status
from ivr_flows.instructions import Say
from ivr_flows.spoken import spoken_list


async def answer_called(house: House, event: CallAnswered, now: datetime) -> Listing | None:
    """The first list of an answered call; its current one where the event is late or repeated."""
    async with scene_of_call(house, event.call, now, replies=True) as scene:
        call = scene.calls.get(event.call)
        if call is None:
            return None
        state = advance(call.state, event)
        if state is not None:
            await _picked_up(scene, replace(call, state=state, answered_at=event.at))
    return listing_of(scene, event.call)


async def _picked_up(scene: Scene, call: Call) -> None:
    row = await scene.uow.attempts.get(call.attempt) if call.attempt is not None else None
    known = await identity_of(scene.uow, call.party)
    notes = {**known.notes, **call.notes}
    scene.keep(replace(call, notes=notes))
    if call.errand is Errand.DUTY:
        scene.begin(call.id, "duty", about=await _about(scene, row))
    elif call.errand is Errand.NEWS or _is_called_off(scene):
        scene.begin(call.id, "news", **await _news(scene, call, row))
    elif call.errand in (Errand.ARTIST, Errand.HOST):
        scene.begin(call.id, "staff_called", **await _staff(scene, call, row))
    else:
        await _listener(scene, call, row)


def _is_called_off(scene: Scene) -> bool:
    """It was cancelled while their telephone rang: that is what they hear."""
    return scene.session is not None and scene.session.status is Status.CANCELLED


async def _listener(scene: Scene, call: Call, row: Attempt | None) -> None:
    """Never two telephones for one seat: who is in the room already is thanked and let go."""
    room = scene.room
    seat = room.seats.get(call.party) if room is not None else None
    if room is None or room.closing:
        scene.begin(call.id, "apology", why="nobody", next_when="", will_call=False)
    elif seat is not None and seat.inside:
        already = Say(scene.house.catalogue.words("app.already_here", {}))
        scene.begin_after((already,), call.id, "sorry")
    else:
        scene.begin(call.id, "called", **await _greeting(scene, call, row))


async def _greeting(scene: Scene, call: Call, row: Attempt | None) -> dict[str, object]:
    last = row is not None and await is_last_attempt(scene.house, scene.uow, row, scene.now)
    scene.keep(replace(scene.calls[call.id], notes={**scene.calls[call.id].notes, "last": last}))
    return {
        "name": await _names(scene, row, call.party),
        "extension": row.extension if row else "",
        "ask_for": row.ask_for if row else "",
        "performing": scene.room is not None and scene.room.phase is Phase.PERFORMANCE,
        "back": row is not None and row.why is Why.CALL_BACK,
        "promised": row is not None and row.why is Why.PROMISED,
        "last": last,
        "group": call.errand is Errand.GROUP,
    }


async def _names(scene: Scene, row: Attempt | None, party: str) -> str:
    """First names of those who are called there; none on a shared line, where anybody may answer."""
    names: list[str] = []
    for one in row.parties if row else (party,):
        kind, _, number = one.partition(":")
        if kind == "listener":
            listener = await scene.uow.listeners.get(int(number))
            if listener is None or listener.shared_line:
                return ""
        names.append(await party_name(scene.uow, one))
    return spoken_list([name for name in names if name])


async def _staff(scene: Scene, call: Call, row: Attempt | None) -> dict[str, object]:
    when = in_words(scene.session, scene.now) if scene.session else ""
    return {
        "role": call.errand.value,
        "name": await party_name(scene.uow, call.party),
        "when": when,
        "cut": row is not None and row.why is Why.CALL_BACK,
    }


async def _about(scene: Scene, row: Attempt | None) -> str:
    """What the person on duty is rung for, without a name."""
    key = "app.duty_help" if row is not None and row.help is not None else "app.duty_stage"
    return scene.house.catalogue.words(key, {}).text


async def _news(scene: Scene, call: Call, row: Attempt | None) -> dict[str, object]:
    """What became of the session they know of, as it stands now, so that the last of several changes is told."""
    session = scene.session
    moved = session is not None and session.status is Status.PLANNED
    known = (
        replace(session, starts_at=datetime.fromisoformat(row.reason)) if session and row and row.reason else session
    )
    return {
        "name": await _names(scene, row, call.party),
        "extension": row.extension if row else "",
        "ask_for": row.ask_for if row else "",
        "what": "moved" if moved else "cancelled",
        "when": in_words(known, scene.now) if known else "",
        "new_when": in_words(session, scene.now) if session and moved else "",
    }
