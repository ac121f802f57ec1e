"""Into the room, back into it, and the proof that a line is a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from allo.app.errands import HangUpCall
from allo.app.stage.line import Line
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.calls import Verdict
from allo.domain.people import Role
from allo.domain.records import Mode
from allo.domain.room import Entry, Step
from ivr_flows.instructions import Join

INSTEAD: Mapping[Entry, tuple[str, Mapping[str, object]]] = {
    Entry.FULL: ("full", {}),
    Entry.LOCKED: ("away", {"why": "locked"}),
    Entry.REMOVED: ("away", {"why": "removed"}),
    Entry.OVER: ("apology", {"why": "waited", "next_when": "", "will_call": False}),
}


async def enter(line: Line, *, proof: str = "", probation: bool = False) -> None:
    """Take a seat and join the room; where there is none for this line, say so kindly."""
    scene, call = line.scene, line.call
    if scene.room is None:
        _instead(line, Entry.OVER)
        return
    seat, role = call.party or f"call:{call.id}", role_of(line)
    admission = rooms.admit(
        scene.room, seat, role=role, party=call.party, call=call.id, probation=probation, now=scene.now
    )
    await scene.take(Step(admission.room, speech=admission.speech, humans=admission.humans))
    if admission.verdict is not Entry.ADMITTED:
        _instead(line, admission.verdict)
        return
    if admission.replaced and admission.replaced != call.id:
        scene.errands.append(HangUpCall(admission.replaced))
    verdict = Verdict.PROBATION if probation else call.verdict
    scene.keep(replace(call, seat=seat, verdict=verdict, notes={**call.notes, "role": role.value}))
    if proof:
        await prove_human(scene, call.id)
    await _reached(scene, call.attempt)
    sit(line)


def _instead(line: Line, verdict: Entry) -> None:
    flow, facts = INSTEAD[verdict]
    line.go(flow, **facts)


def role_of(line: Line) -> Role:
    """An artist is on stage in their own sessions; in somebody else's they listen."""
    role, session = Role(str(line.call.notes.get("role") or Role.GUEST.value)), line.scene.session
    if role is not Role.ARTIST or session is None:
        return role
    mine = line.call.party in {f"{Role.ARTIST.value}:{artist}" for artist in session.artists}
    return Role.ARTIST if mine else Role.LISTENER


def sit(line: Line) -> None:
    """Be in the room, or stay there: after what still has to be said."""
    scene, call = line.scene, line.call
    if scene.room is None or scene.record is None:
        line.hang_up()
        return
    seat = scene.room.seats[call.seat]
    opens = seat.staff or not scene.room.waiting or rooms.stage_is_set(scene.room)
    muted = not rooms.is_open(scene.room, seat, scene.now)
    join = Join(scene.record.name, muted=muted, opens=opens, star=_star_heard(line, seat.role))
    scene.tell_list(call.id, (*line.passing, join))


def _star_heard(line: Line, role: Role) -> bool:
    """The performing line has no star where the provider would take it out of the room (TELEPHONY, the card)."""
    room = line.scene.open_room
    performs = room.performing and role is Role.ARTIST
    return line.scene.house.telephony.can.keys_in_room or not (performs and room.inside(Role.HOST))


async def prove_human(scene: Scene, call_id: str) -> None:
    """A key, the star, speech with the floor, the host: this line is a person, whatever was believed."""
    call = scene.calls[call_id]
    scene.keep(replace(call, proved_human=True, verdict=Verdict.HUMAN))
    if call.session is not None:
        await scene.note(scene.fact(f"human:{call_id}", call_id, call.seat, scene.now))
    if scene.room is not None and call.seat in scene.room.seats:
        await scene.take(rooms.proved(scene.room, call.seat))


async def note_heads(line: Line, count: int | None, mode: Mode | None = None) -> None:
    """How many people are around this telephone, and how they are there."""
    call, scene = line.call, line.scene
    if count is not None:
        key = f"heads:{call.id}:{call.turn}"
        await scene.note(scene.fact(key, call.id, call.seat, scene.now, {"count": count}))
    if mode is not None:
        key = f"mode:{call.id}:{call.turn}"
        await scene.note(scene.fact(key, call.id, call.seat, scene.now, {"mode": mode.value}))


async def _reached(scene: Scene, attempt: int | None) -> None:
    row = await scene.uow.attempts.get(attempt) if attempt is not None else None
    if row is not None and not row.reached_room:
        await scene.uow.attempts.save(replace(row, reached_room=True))
