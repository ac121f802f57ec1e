"""An evening in one room, told act by act: people come, speak, press keys; the provider does at once what is wanted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from allo.domain import room as machine
from allo.domain.people import Role
from allo.domain.room import Entry, Phase, Plan, Room, Speech, Step, Told, Word

START = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)


class Evening:
    """Times are minutes from T. `obeys`: microphones follow what the room wants."""

    def __init__(self, *, minutes: int = 60, at: float = -5, obeys: bool = True, **plan: object) -> None:
        self.room = Room(Plan(START, START + timedelta(minutes=minutes), **plan))  # type: ignore[arg-type]
        self.now = START + timedelta(minutes=at)
        self.obeys = obeys
        self.told: list[Told] = []
        self.speech: list[Speech] = []
        self.humans: list[str] = []
        self._turns: dict[str, int] = {}
        self._seqs: dict[str, int] = {}

    # --- time and keys

    def does(self, step: Step) -> Evening:
        self.room = step.room
        self.told += step.told
        self.speech += step.speech
        self.humans += step.humans
        if self.obeys:
            self._obey()
        return self

    def at(self, minutes: float, seconds: float = 0) -> Evening:
        """The clock goes on to T + minutes, second by second."""
        until = START + timedelta(minutes=minutes, seconds=seconds)
        while self.now < until:
            self.now = min(until, self.now + timedelta(seconds=1))
            self.does(machine.tick(self.room, self.now))
        return self.does(machine.tick(self.room, self.now))

    def after(self, seconds: float) -> Evening:
        return self.at((self.now - START).total_seconds() / 60, seconds)

    def _obey(self) -> None:
        for seat, silent in machine.to_ask(self.room, self.now).items():
            stay = self.room.seats[seat].stay
            self.does(machine.muted(self.room, stay, self.seq(stay), silent, self.now))

    def seq(self, stay: str) -> int:
        self._seqs[stay] = self._seqs.get(stay, -1) + 1
        return self._seqs[stay]

    # --- people

    def calls(self, who: str, role: Role = Role.LISTENER, *, call: str = "", probation: bool = False) -> Entry:
        """At the door; not yet in."""
        call = call or f"call-{who}"
        answer = machine.admit(self.room, who, role=role, party="", call=call, probation=probation, now=self.now)
        self.does(Step(answer.room, speech=answer.speech, humans=answer.humans))
        return answer.verdict

    def comes(self, *people: str, role: Role = Role.LISTENER, call: str = "", probation: bool = False) -> Evening:
        for who in people:
            assert self.calls(who, role, call=call, probation=probation) is Entry.ADMITTED
            self.enters(who)
        return self

    def enters(self, who: str) -> Evening:
        seat = self.room.seats[who]
        turn = self._turns[seat.call] = self._turns.get(seat.call, 0) + 1
        stay = f"{seat.call}.{turn}"
        self.does(machine.joined(self.room, stay, self.seq(stay), True, self.now))
        return self.does(machine.tick(self.room, self.now))

    def artist(self, who: str = "lucie") -> Evening:
        return self.comes(who, role=Role.ARTIST)

    def host(self, who: str = "paul") -> Evening:
        return self.comes(who, role=Role.HOST)

    def drops(self, who: str) -> Evening:
        stay = self.room.seats[who].stay
        return self.does(machine.left(self.room, stay, self.seq(stay), self.now))

    def hangs_up(self, who: str) -> Evening:
        return self.does(machine.call_ended(self.room, self.room.seats[who].call, self.now, on_purpose=True))

    def talks(self, who: str) -> Evening:
        return self.does(machine.speaking_started(self.room, self.room.seats[who].call, self.now))

    def falls_silent(self, who: str) -> Evening:
        return self.does(machine.speaking_stopped(self.room, self.room.seats[who].call, self.now))

    def says(self, who: str, seconds: float) -> Evening:
        return self.talks(who).after(seconds).falls_silent(who)

    def raises_hand(self, *people: str) -> Evening:
        for who in people:
            self.does(machine.toggle_hand(self.room, who, self.now))
        return self

    def next(self, by: str = "paul") -> Evening:
        return self.does(machine.next_line(self.room, by, self.now))

    def next_phase(self) -> Evening:
        return self.does(machine.next_phase(self.room, self.now))

    # --- what can be seen and heard

    @property
    def phase(self) -> Phase:
        return self.room.phase

    @property
    def heard(self) -> set[str]:
        """Whose microphone should be open."""
        return {seat for seat, silent in machine.wanted(self.room, self.now).items() if not silent}

    @property
    def holder(self) -> str | None:
        return None if self.room.floor is None else self.room.floor.id

    def hears(self, who: str) -> list[Word]:
        """What was said to this ear (or to "everybody", "stage") since last asked; all is then forgotten."""
        said = [one.key for one in self.told if one.to == who]
        self.told.clear()
        return said

    def last(self, who: str) -> Told:
        return [one for one in self.told if one.to == who][-1]


def crowd(count: int) -> list[str]:
    return [f"ligne-{place}" for place in range(1, count + 1)]
