"""Into the room, back into it, and the proof that a line is a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from allo.app.errands import HangUpCall
from allo.app.stage.line import Line
from allo.app.stage.opening import hosting_artists
from allo.app.stage.scene import Scene
from allo.domain import room as rooms
from allo.domain.calls import State, Verdict
from allo.domain.people import Role
from allo.domain.records import Mode
from allo.domain.room import Entry, Step
from ivr_flows.instructions import Join

_BEGINS = timedelta(seconds=10)  # of the performance
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
    seat, role = await _seat_for(line), await part_of(line)
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
    sit(line)


async def _seat_for(line: Line) -> str:
    """The seat of their party; one of their own where somebody else sits there: the code of a structure serves many
    people, and so does the number of a switchboard."""
    scene, call = line.scene, line.call
    there = scene.open_room.seats.get(call.party) if call.party else None
    if call.seat or not call.party:
        return call.seat or f"call:{call.id}"
    other = await scene.call(there.call) if there is not None and there.call not in ("", call.id) else None
    if other is None or other.state is State.ENDED:
        return call.party
    kind = call.party.partition(":")[0]
    many = bool(call.notes.get("behind")) or kind == "structure" or (kind == "group" and other.number != call.number)
    return f"call:{call.id}" if many else call.party


def _instead(line: Line, verdict: Entry) -> None:
    """In the place of what was to be said on the way in."""
    flow, facts = INSTEAD[verdict]
    line.scene.begin(line.id, flow, **facts)


async def part_of(line: Line) -> Role:
    """An artist who hosts their own session from the same telephone is the artist: the piece waits for nobody else."""
    role, scene = role_of(line), line.scene
    if role is not Role.HOST or scene.session is None or not line.call.party.startswith("host:"):
        return role
    return Role.ARTIST if line.call.party in await hosting_artists(scene.uow, scene.session) else role


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


async def set_stars(scene: Scene) -> None:
    """Where the star takes a line out of the room: the artist's is off while they perform before a host, from the first
    seconds on, and on again afterwards. Nothing is changed in the middle of the piece."""
    room = scene.room
    if room is None or room.closing or scene.house.telephony.can.keys_in_room:
        return
    if room.performing and room.phase_since is not None and scene.now - room.phase_since > _BEGINS:
        return
    for seat in room.inside(Role.ARTIST):
        call = await scene.call(seat.call)
        last = call.instructions[-1] if call is not None and call.instructions else None
        line = Line(scene, seat.call, {})
        if isinstance(last, Join) and last.star is not _star_heard(line, Role.ARTIST):
            sit(line)


async def prove_human(scene: Scene, call_id: str) -> None:
    """A key, the star, speech with the floor, the host: this line is a person, whatever was believed."""
    call = scene.calls[call_id]
    scene.keep(replace(call, proved_human=True, verdict=Verdict.HUMAN))
    if call.session is not None:
        await scene.note(scene.fact(f"human:{call_id}", call_id, call.seat, scene.now))
    if scene.room is not None and call.seat in scene.room.seats:
        await scene.take(rooms.proved(scene.room, call.seat))


async def heads_by_seat(scene: Scene) -> dict[str, int]:
    """How many people are around each telephone, as last told."""
    session = scene.session.id if scene.session is not None else None
    told = [one for one in await scene.uow.facts.find(session=session) if one.key.startswith("heads:")]
    counts = {one.seat: one.data.get("count") for one in sorted(told, key=lambda one: (one.at or scene.now, one.id))}
    return {seat: count for seat, count in counts.items() if isinstance(count, int)}


async def note_heads(line: Line, count: int | None, mode: Mode | None = None) -> None:
    """How many people are around this telephone, and how they are there."""
    call, scene = line.call, line.scene
    if count is not None:
        key = f"heads:{call.id}:{call.turn}"
        await scene.note(scene.fact(key, call.id, call.seat, scene.now, {"count": count}))
    if mode is not None:
        key = f"mode:{call.id}:{call.turn}"
        await scene.note(scene.fact(key, call.id, call.seat, scene.now, {"mode": mode.value}))
