"""Somebody rings the line: who they may be, which room is open, what they hear first."""

from __future__ import annotations

from datetime import datetime

from allo.app.house import House
from allo.app.lookups.identity import Identity, identify
from allo.app.lookups.when import in_words, near_session, next_in_words, next_session, programme
from allo.app.playing.talk import listing_of, play, settle
from allo.app.stage.codes import may_try
from allo.app.stage.helping import ask_the_duty
from allo.app.stage.line import Line
from allo.app.stage.opening import is_open_to_callers
from allo.app.stage.scene import Scene, load_scene
from allo.domain.calls import Call, Errand, Listing, State, Verdict
from allo.domain.events import CallArrived
from allo.domain.room import Phase, stage_is_set
from allo.domain.sessions import Access

PROGRAMME = ("programme", "programme_then", "programme_last")  # the month, in three breaths
IN_ONE_BREATH = 3  # sessions: more would last longer than fifteen seconds
MOST_SPOKEN = IN_ONE_BREATH * len(PROGRAMME)


async def greet_caller(house: House, event: CallArrived, now: datetime) -> Listing | None:
    """The first list of an incoming call; the same again where the event is repeated."""
    async with house.store.write() as uow:
        known = await uow.calls.get(event.call)
        if known is not None:
            return known.listing
        session = await near_session(uow, event.line, now, house.rules)
        scene = await load_scene(house, uow, session.id if session else None, now)
        identity = await identify(uow, event.number)
        call = await scene.add(_call(event, scene, identity))
        await _open_door(scene, call, identity)
        await play(scene)
        await scene.close()
    await settle(scene, event.call)
    return listing_of(scene, event.call)


def _call(event: CallArrived, scene: Scene, identity: Identity) -> Call:
    return Call(
        id=event.call,
        errand=Errand.INBOUND,
        number=event.number or "",
        line=event.line,
        session=scene.session.id if scene.session else None,
        party=identity.party,
        state=State.UP,
        verdict=Verdict.HUMAN,
        notes=identity.notes,
        began_at=event.at,
        answered_at=event.at,
    )


async def _open_door(scene: Scene, call: Call, identity: Identity) -> None:
    if identity.kind == "staff":
        await _ask_code(scene, call, "artist_host")
        return
    session, room = scene.session, scene.room
    if session is None or room is None or not is_open_to_callers(scene) or session.rehearsal:
        scene.begin(call.id, "between_sessions", **await _between(scene, identity))
        return
    performing = room.phase is Phase.PERFORMANCE
    facts = {"performing": performing, "waiting": not stage_is_set(room)}
    if identity.kind == "listener":
        scene.begin(call.id, "welcome", who="known", **facts)
    elif identity.kind == "group":
        scene.begin(call.id, "group", usual=call.notes.get("usual"), performing=performing)
    elif identity.kind == "office":
        planned = bool(call.notes.get("planned"))
        scene.begin(call.id, "office", planned=planned, usual=call.notes.get("usual"))
    elif session.access is Access.REGISTERED:
        await _ask_code(scene, call, "registered")
    else:
        scene.begin(call.id, "welcome", who="guest", **facts)


async def _ask_code(scene: Scene, call: Call, why: str) -> None:
    """Too many wrong codes from there: a human instead of the code."""
    if await may_try(scene, call):
        scene.begin(call.id, "code", why=why, failed=0)
    else:
        await ask_the_duty(Line(scene, call.id, {}))


async def _between(scene: Scene, identity: Identity) -> dict[str, object]:
    """What is next and when, and the programme. No personal word."""
    coming = await next_session(scene.uow, scene.now)
    sessions = await programme(scene.uow, scene.now, MOST_SPOKEN)
    moments = [(in_words(one, scene.now), one.title) for one in sessions]
    listed = [f"{when}, {title}" if title else when for when, title in moments]
    spoken = [". Puis ".join(listed[place : place + IN_ONE_BREATH]) for place in range(0, MOST_SPOKEN, IN_ONE_BREATH)]
    return {
        "next_when": await next_in_words(scene.uow, scene.now),
        "next_title": coming.title if coming else "",
        **dict(zip(PROGRAMME, spoken, strict=True)),
        "known": identity.kind in ("listener", "group"),
    }
