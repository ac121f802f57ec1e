"""A scene: one session with its room and the calls that act in it, loaded under the session's lock.

What is changed here is written once by `close`, in the same transaction; what is wanted of the provider gathers in
`errands` and is done after the commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from allo.app.dialling.tasks import ask_human
from allo.app.errands import Errand, Instruct
from allo.app.house import House
from allo.app.lookups.names import spoken_name
from allo.app.ports import UnitOfWork
from allo.domain import room as rooms
from allo.domain.calls import Call, Listing, State, Verdict
from allo.domain.orders import Announce, Mute, Tell, Unmute
from allo.domain.records import Fact, RoomRecord, Task
from allo.domain.room import Room, Speech, Step, Told
from allo.domain.sessions import Session
from ivr_flows.instructions import Instruction, Words
from ivr_flows.spoken import spoken_list


@dataclass(frozen=True, slots=True)
class Beginning:
    """A flow that a call is to enter; `passing` is said before it."""

    call: str
    flow: str
    passing: tuple[Instruction, ...]
    facts: Mapping[str, object]


@dataclass(slots=True)
class Scene:
    """`room` is None where the session has none open; `session` is None for a call that belongs to none."""

    house: House
    uow: UnitOfWork
    now: datetime
    session: Session | None = None
    record: RoomRecord | None = None
    room: Room | None = None
    calls: dict[str, Call] = field(default_factory=dict)
    errands: list[Errand] = field(default_factory=list)
    to_begin: list[Beginning] = field(default_factory=list)
    _stored: dict[str, Call] = field(default_factory=dict)
    _stored_room: Room | None = None

    # --- calls -------------------------------------------------------------------------------------------------------

    async def call(self, name: str) -> Call | None:
        """A call of this scene, as it now stands."""
        if name not in self.calls:
            found = await self.uow.lock_call(name)
            if found is None:
                return None
            self.calls[name] = self._stored[name] = found
        return self.calls[name]

    def keep(self, call: Call) -> Call:
        self.calls[call.id] = call
        return call

    async def add(self, call: Call) -> Call:
        stored = await self.uow.calls.add(call)
        self.calls[call.id] = self._stored[call.id] = stored
        return stored

    def tell_list(
        self, call: str, instructions: Iterable[Instruction], position: dict[str, object] | None = None
    ) -> None:
        """This is what the call hears from now on: its next turn."""
        before = self.calls[call]
        self.keep(
            replace(
                before,
                turn=before.turn + 1,
                instructions=tuple(instructions),
                position=position or {},
                taken=False,
            )
        )

    def begin(self, call: str, flow: str, /, **facts: object) -> None:
        """This call goes on in that flow (allo.app.playing.talk starts it before the scene closes)."""
        self.begin_after((), call, flow, **facts)

    def begin_after(self, passing: Iterable[Instruction], call: str, flow: str, /, **facts: object) -> None:
        """The same, after these passing instructions."""
        self.to_begin.append(Beginning(call, flow, tuple(passing), facts))

    def listing(self, call: str) -> Listing:
        return self.calls[call].listing

    def hold(self, record: RoomRecord) -> None:
        """This is the room of the scene, as it is stored."""
        self.record = record
        self.room = self._stored_room = rooms.from_plain(record.state)

    # --- the room ----------------------------------------------------------------------------------------------------

    @property
    def open_room(self) -> Room:
        """The room of a scene that surely has one."""
        if self.room is None:
            raise LookupError("no room is open in this scene")
        return self.room

    async def take(self, step: Step, presser: str = "") -> tuple[Words, ...]:
        """Keep the room of a step and pass its words on. Words for the line of `presser` (a call) come back, to be
        said in its own list; all others are told after the commit."""
        self.room = step.room
        for speech in step.speech:
            await self._note_speech(speech)
        for seat in step.humans:
            await self._note_human(seat)
        own: list[Words] = []
        for told in step.told:
            words = await self._words(told)
            if told.to == rooms.EVERYBODY and self.record is not None:
                self.errands.append(Announce(self.record.name, (words,)))
                own.extend([words] if presser else [])
                continue
            for call in self._ears(told.to):
                if call == presser:
                    own.append(words)
                else:
                    self.errands.append(Tell(call, (words,)))
        return tuple(own)

    def _ears(self, to: str) -> list[str]:
        """The calls of those a word is for: one seat, or the stage."""
        room = self.open_room
        if to == rooms.TO_STAGE:
            return [seat.call for seat in room.stage]
        return [room.seats[to].call] if to in room.seats and room.seats[to].call else []

    async def _words(self, told: Told) -> Words:
        values: dict[str, object] = dict(told.values)
        if told.about:
            values["name"] = await self._name(told.about)
        if told.among:
            values["names"] = spoken_list([await self._name(one) for one in told.among])
        return self.house.catalogue.words(told.key, values)

    async def _name(self, seat: str) -> str:
        return await spoken_name(self.uow, self.house.catalogue, self.open_room.seats[seat])

    async def _note_speech(self, speech: Speech) -> None:
        key = f"spoke:{speech.call}:{speech.began.isoformat()}"
        await self.note(self.fact(key, speech.call, speech.seat, speech.began, {"seconds": speech.seconds}))

    async def _note_human(self, seat: str) -> None:
        """Proved by what they did in the room."""
        call = await self.call(self.open_room.seats[seat].call)
        if call is not None:
            self.keep(replace(call, proved_human=True, verdict=Verdict.HUMAN))
            await self.note(self.fact(f"human:{call.id}", call.id, seat, self.now))

    # --- facts and tasks ---------------------------------------------------------------------------------------------

    def fact(self, key: str, call: str, seat: str, at: datetime, data: Mapping[str, object] | None = None) -> Fact:
        """A fact of this session."""
        session = self.session.id if self.session is not None else None
        return Fact(key=key, session=session, call=call, seat=seat, at=at, data=data or {})

    async def note(self, fact: Fact) -> bool:
        """Append a fact once. False where it was known."""
        if await self.uow.facts.find(key=fact.key):
            return False
        await self.uow.facts.add(fact)
        return True

    async def ask_human(self, task: Task) -> None:
        """Make a task once."""
        await ask_human(self.uow, task, self.now)

    # --- the end of the scene ---------------------------------------------------------------------------------------

    async def close(self) -> None:
        """Write what changed; the microphones that are not as wanted are asked for after the commit."""
        for name, call in self.calls.items():
            if call != self._stored.get(name):
                await self.uow.calls.save(call)
        if self.record is not None and self.room is not None:
            if self.room != self._stored_room:
                await self.uow.rooms.save(replace(self.record, state=rooms.to_plain(self.room)))
            self.errands.extend(self._microphones())

    def _microphones(self) -> list[Errand]:
        room = self.open_room
        wrong = [(room.seats[seat].call, muted) for seat, muted in rooms.to_ask(room, self.now).items()]
        fresh = [(call, muted) for call, muted in wrong if self.house.asked.may_ask(call, muted, self.now)]
        return [Mute(call) if muted else Unmute(call) for call, muted in fresh]

    def instruct_others(self, but: str = "") -> list[Errand]:
        """Let every call whose list changed here, except one that is being answered, fetch it."""
        changed = [
            name
            for name, call in self.calls.items()
            if name != but
            and call.state is State.UP
            and (name not in self._stored or call.turn != self._stored[name].turn)
        ]
        return [Instruct(name) for name in changed]


async def load_scene(house: House, uow: UnitOfWork, session: int | None, now: datetime) -> Scene:
    """Locks the session first, so that all who touch it wait for one another."""
    scene = Scene(house, uow, now)
    if session is None:
        return scene
    scene.session = await uow.lock_session(session)
    found = await uow.rooms.find(session=session)
    if found:
        scene.hold(found[0])
    return scene
