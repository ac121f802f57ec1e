"""At the door: into the room by number, by code or as a guest; or something for next time."""

from __future__ import annotations

from dataclasses import replace

from allo.app.dialling.ringing import ring_back
from allo.app.lookups.identity import identity_of
from allo.app.lookups.when import in_words, own_session
from allo.app.stage.codes import is_code_of, may_try, note_wrong_code
from allo.app.stage.entering import enter, note_heads
from allo.app.stage.helping import ask_the_duty
from allo.app.stage.line import Line
from allo.app.stage.next_time import call_next_time
from allo.app.stage.opening import let_stage_in
from allo.domain.people import Role
from allo.domain.records import Fact, Mode
from allo.domain.rules import DialMode

A_CALL_IN = "dialled"  # who dials us is a person


async def join(line: Line) -> None:
    await enter(line, proof=A_CALL_IN)


async def join_group(line: Line) -> None:
    """With the head count that was typed, else the usual one."""
    proof = A_CALL_IN if line.call.attempt is None else "key"
    usual = line.call.notes.get("usual")
    typed = line.values.get("count") or ""
    count = int(typed) if typed else usual if isinstance(usual, int) else None
    await enter(line, proof=proof)
    await note_heads(line, count)


async def join_office_group(line: Line) -> None:
    """A referent's or structure's telephone with people around it: it takes the seat of the planned group."""
    scene, call = line.scene, line.call
    planned = str(call.notes.get("planned") or "")
    notes = {**call.notes, "role": Role.GROUP.value, "mode": Mode.COLLECTIVE.value}
    scene.keep(replace(call, party=planned or call.party, notes=notes))
    await join_group(line)


async def join_single(line: Line) -> None:
    """One person of the structure whose code was typed."""
    scene, call = line.scene, line.call
    notes = {**call.notes, "role": Role.LISTENER.value, "mode": Mode.INDIVIDUAL.value}
    scene.keep(replace(call, notes=notes))
    await enter(line, proof="code")


async def check_code(line: Line) -> None:
    """Three tries a call, five an hour a number, twenty wrong an hour for the whole service; then a human."""
    scene, call = line.scene, line.call
    party = await is_code_of(scene, line.values["code"]) if await may_try(scene, call) else ""
    if party:
        await _known_by_code(line, party)
        return
    failed = await note_wrong_code(scene, call)
    if failed >= scene.house.rules.code_tries_per_call or not await may_try(scene, call):
        await ask_the_duty(line)
    else:
        line.go("code", why=_why(line), failed=failed)


async def _known_by_code(line: Line, party: str) -> None:
    scene = line.scene
    known = await identity_of(scene.uow, party)
    call = replace(line.call, party=party, notes={**line.call.notes, **known.notes})
    scene.keep(call)
    if known.kind == "staff":
        line.go("staff_door", **await staff_facts(line))
    else:
        planned = bool(call.notes.get("planned"))
        line.go("office", planned=planned, usual=call.notes.get("usual"), by_code=True)


async def staff_facts(line: Line) -> dict[str, object]:
    """What an artist or host hears when the code was right."""
    scene = line.scene
    is_open = await let_stage_in(scene)
    session = scene.session or await own_session(scene.uow, line.call.party, scene.now)
    when = in_words(session, scene.now) if session is not None else ""
    return {"role": line.call.notes.get("role"), "room": "open" if is_open else "closed", "when": when}


async def no_code(line: Line) -> None:
    """A rotary telephone cannot type: an artist or host is rung back there, where Allô may ring; anybody else gets a
    human."""
    scene, call = line.scene, line.call
    rings = scene.house.rules.dial_mode is not DialMode.NEVER
    if rings and _why(line) == "artist_host" and call.number and call.party:
        await ring_back(scene.house, scene.uow, session=scene.session, party=call.party, now=scene.now)
        line.go("ring_back")
    else:
        await ask_the_duty(line)


def _why(line: Line) -> str:
    return "artist_host" if line.call.notes.get("role") in (Role.ARTIST.value, Role.HOST.value) else "registered"


async def join_staff(line: Line) -> None:
    await enter(line, proof="code")


async def ready(line: Line) -> None:
    """« Je suis prêt »: the wave need not wait for them to be on the line."""
    scene, call = line.scene, line.call
    session = scene.session or await own_session(scene.uow, call.party, scene.now)
    if session is not None:
        fact = Fact(key=f"ready:{call.party}:{session.id}", session=session.id, call=call.id, at=scene.now)
        await scene.note(fact)
    key = "app.ready" if session is not None else "staff_door.bye"
    line.saying(scene.house.catalogue.words(key, {})).hang_up()


async def leave_message(line: Line) -> None:
    line.go("message", reason="asked")


async def call_me(line: Line) -> None:
    """« Rappelez-moi la prochaine fois »."""
    known = await call_next_time(line.scene, line.call)
    line.go("noted", known=known)
