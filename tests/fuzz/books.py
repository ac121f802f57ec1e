"""What must hold when the session is archived: nobody rung twice or wrongly, nobody forgotten, the attendance true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from allo.domain.calls import Call, Verdict
from allo.domain.ledger import Attempt, DialState, Why
from allo.domain.records import Fact, Mode, Presence, Task
from allo.domain.sessions import Session, Status
from allo.domain.stays import Interval, merged
from allo.telephony.simulator.rings import Ring
from tests.support.fuzz_truth import Stay
from tests.support.fuzz_world import CATALOGUE, MINUTES, FuzzWorld, Someone

_EXACT = timedelta(seconds=2)
_ROUGH = timedelta(seconds=150)  # an entry or exit that was lost: the sweep finds it, once it can
_BRIEF = timedelta(seconds=90)  # a stay that nobody could have seen
_DIALLING = timedelta(seconds=3)
_SETTLED = (DialState.ENDED, DialState.REFUSED, DialState.WAIVED)
_GOODBYES = (
    *("app.goodbye", "app.ready", "app.stopped", "app.stop_asked", "app.caller_gone", "sorry.words"),
    *("closing.thanks", "closing.bye", "apology.bye", "noted.known", "noted.unknown", "ring_back.words"),
    *("message.call_back", "duty.refused", "news.goodbye", "away.bye", "staff_door.bye"),
)
_LAST_WORDS = {CATALOGUE.words(key, {}).text for key in _GOODBYES}


@dataclass(slots=True)
class Books:
    """All that Allô wrote down, and the rings of the exchange, by call."""

    world: FuzzWorld
    session: Session
    room: str
    calls: dict[str, Call]
    attempts: dict[int, Attempt]
    tasks: list[Task]
    facts: list[Fact]
    presences: list[Presence]
    trail: list[Any]

    @property
    def rings(self) -> list[Ring]:
        return self.world.exchange.rings.log

    def row_of(self, ring: Ring) -> Attempt | None:
        call = self.calls.get(ring.call)
        return self.attempts.get(call.attempt or 0) if call is not None else None

    @property
    def stays(self) -> list[Stay]:
        return self.world.truth.in_room(self.room) if self.room else []


async def open_books(world: FuzzWorld) -> Books:
    return Books(
        world,
        (await world.all("sessions"))[0],
        await world.room_name(),
        {one.id: one for one in await world.all("calls")},
        {one.id: one for one in await world.all("attempts")},
        await world.all("tasks"),
        await world.all("facts"),
        await world.all("presences", live=True),
        await world.all("trail"),
    )


def faults_of(books: Books) -> list[str]:
    """One sentence for each promise that was broken."""
    checks = (_once, _limits, _at_their_hour, _agreed, _nobody_forgotten, _all_settled, _goodbyes, _sheet, _figures)
    return [fault for check in (*checks, _outcome) for fault in check(books)]


# --- rings ----------------------------------------------------------------------------------------------------------


def _once(books: Books) -> Iterator[str]:
    yield from (f"call {call} was asked for twice" for call in books.world.exchange.rings.asked_twice)
    rows = [(ring, books.row_of(ring)) for ring in books.rings]
    yield from (f"{ring.number} rang for no attempt" for ring, row in rows if row is None)
    rung = Counter(row.id for _, row in rows if row is not None)
    yield from (f"attempt {row} rang {count} times" for row, count in rung.items() if count > 1)


def _limits(books: Books) -> Iterator[str]:
    by_number: dict[str, list[Why]] = defaultdict(list)
    for ring in books.rings:
        row = books.row_of(ring)
        if row is not None and row.why is not Why.DUTY:
            by_number[ring.number].append(row.why)
    staff = {one.handset.number for one in books.world.people if one.party.startswith(("artist:", "host:"))}
    for number, whys in by_number.items():
        backs = whys.count(Why.CALL_BACK)
        if len(whys) - backs > 4 or backs > (3 if number in staff else 1) or len(whys) > (10 if number in staff else 6):
            yield f"{number} rang too often: {whys}"


def _at_their_hour(books: Books) -> Iterator[str]:
    last = books.session.starts_at + timedelta(minutes=20) + _DIALLING
    first = _stage_since(books)
    for ring in books.rings:
        row = books.row_of(ring)
        if row is None or row.why is Why.DUTY:
            continue
        local = ring.at.astimezone(ZoneInfo("Europe/Paris"))
        late = 21 if row.until_21 else 20
        if (local - _DIALLING).hour >= late or local.hour < 9:
            yield f"{ring.number} rang at {local:%H:%M:%S}"
        if row.why in (Why.WAVE, Why.PROMISED) and ring.at > last:
            yield f"{ring.number} rang after T+20"
        staff = row.parties[0].startswith(("artist:", "host:"))
        if row.why is Why.WAVE and not staff and (first is None or ring.at < first):
            yield f"{ring.number} rang before the stage was set"


def _stage_since(books: Books) -> datetime | None:
    """When an artist or host was first in the room; a person on duty may stand in."""
    staff = {one.handset.number for one in books.world.people if one.party.startswith(("artist:", "host:", "duty:"))}
    return min((stay.begin for stay in books.stays if stay.number in staff), default=None)


def _agreed(books: Books) -> Iterator[str]:
    may_not = {one.handset.number for one in books.world.people if not one.agreed}
    yield from (f"{ring.number} rang without consent" for ring in books.rings if ring.number in may_not)
    number = {one.party: one.handset.number for one in books.world.people}
    for change in books.trail:
        if change.what == "calls_stopped" and change.at is not None:
            after = [one for one in books.rings if one.number == number[change.who] and one.at > change.at + _DIALLING]
            yield from (f"{one.number} rang after it had stopped our calls" for one in after)
            if not any(nine_was_pressed(books, number[change.who])):
                yield f"{number[change.who]} never asked us to stop"


def nine_was_pressed(books: Books, number: str) -> Iterator[bool]:
    truth = books.world.truth
    return ("9" in keys for call, keys in truth.typed.items() if truth.number[call] == number)


# --- nobody is forgotten ---------------------------------------------------------------------------------------------


def _nobody_forgotten(books: Books) -> Iterator[str]:
    came = {stay.number for stay in books.stays}
    asked = {task.number for task in books.tasks} | {task.party for task in books.tasks if task.party}
    for one in books.world.people:
        number = one.handset.number
        if not one.wanted or number in came or number in asked or one.party in asked:
            continue
        rows = [row for row in books.attempts.values() if one.party in row.parties]
        if not rows or not all(_explained(books, row) for row in rows):
            yield f"{one.handset.name} ({number}) was silently missed: {[(row.state, row.reason) for row in rows]}"


def _explained(books: Books, row: Attempt) -> bool:
    if row.state is DialState.WAIVED:
        return row.reason in ("la séance est finie", "la séance n'a pas lieu")
    return row.state is DialState.ENDED and books.session.status is Status.CANCELLED


def _all_settled(books: Books) -> Iterator[str]:
    for row in books.attempts.values():
        if row.state not in _SETTLED:
            yield f"attempt {row.id} of {row.number} ({row.why}, {row.number_of}) is still {row.state}"


# --- nobody is cut off -----------------------------------------------------------------------------------------------


def _goodbyes(books: Books) -> Iterator[str]:
    truth = books.world.truth
    machines = {one.handset.number for one in books.world.people if one.kind == "voicemail"}
    for call in truth.cut_by_allo():
        known = books.calls.get(call)
        is_machine = truth.number[call] in machines or (known is not None and known.verdict is Verdict.MACHINE)
        last = truth.heard[call][-1] if truth.heard[call] else "(nothing)"
        if not is_machine and last not in _LAST_WORDS:
            yield f"{truth.number[call]} ({call}) was cut off after « {last} »"


# --- the sheet -------------------------------------------------------------------------------------------------------


def _sheet(books: Books) -> Iterator[str]:
    """Each true stay is in the books with its ends; each in the books is true."""
    keys = Counter(fact.key for fact in books.facts)
    yield from (f"fact {key} is there {count} times" for key, count in keys.items() if count > 1)
    told: dict[str, list[Presence]] = defaultdict(list)
    for presence in books.presences:
        told[presence.stay.rpartition(".")[0]].append(presence)
    true: dict[str, list[Stay]] = defaultdict(list)
    for stay in books.stays:
        true[stay.call].append(stay)
    for call in true.keys() | told.keys():
        fault = _compare(books, call, true[call], told[call])
        if fault:
            yield f"attendance of {call}: {fault}"


def _compare(books: Books, call: str, true: list[Stay], told: list[Presence]) -> str:
    """Menu trips are merged, as every figure does."""
    over, closed = books.world.over, books.session.starts_at + timedelta(minutes=MINUTES)
    really = merged(Interval(one.begin, one.end or over) for one in true)
    noted = merged(Interval(one.arrived_at or over, one.left_at or over) for one in told)
    if call in books.world.weather.touched:
        brief = really and really[-1].end - really[0].begin <= _BRIEF
        really, noted = _hull(really), _hull(noted)
        wide = _ROUGH
        if brief and not noted:
            return ""
    else:
        wide = _EXACT
    pairs = zip(really, noted, strict=False)
    if len(really) == len(noted) and all(_alike(one, other, wide, closed) for one, other in pairs):
        return ""
    return f"{_in_words(really)} was {_in_words(noted)}"


def _hull(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
    return (Interval(intervals[0].begin, max(one.end for one in intervals)),) if intervals else ()


def _alike(true: Interval, told: Interval, wide: timedelta, closed: datetime) -> bool:
    """Who stays on after the close (a talk, an answer) is out of the room then."""
    same_end = abs(true.end - told.end) <= wide or (true.end > closed and abs(told.end - closed) <= wide)
    return abs(true.begin - told.begin) <= wide and same_end


def _in_words(intervals: tuple[Interval, ...]) -> str:
    return ", ".join(f"{one.begin:%H:%M:%S}-{one.end:%H:%M:%S}" for one in intervals) or "nothing"


def _figures(books: Books) -> Iterator[str]:
    """A group that typed how many they are is that many."""
    for one in books.world.people:
        if not one.heads:
            continue
        for presence in [p for p in books.presences if p.caller == one.handset.number]:
            typed = books.world.truth.typed[presence.stay.rpartition(".")[0]]
            yield from _group(one, presence, typed)


def _group(one: Someone, presence: Presence, typed: str) -> Iterator[str]:
    if presence.mode is not Mode.COLLECTIVE:
        yield f"{one.handset.name} was {presence.mode}"
    usual = 12 + int(one.handset.name[-1])
    allowed = {one.heads} if str(one.heads) in typed else {usual}
    if typed.startswith("11"):  # asked twice whether they hear us, they may have typed ahead of the next question
        allowed.add(1)
    if presence.head_count not in allowed:
        yield f"{one.handset.name} was {presence.head_count} people; they typed {typed!r}, usual {usual}"


def _outcome(books: Books) -> Iterator[str]:
    """Held where the stage was set long enough after the hour; cancelled where nobody was ever on it."""
    staff = {one.handset.number for one in books.world.people if one.party.startswith(("artist:", "host:", "duty:"))}
    on_stage = [stay for stay in books.stays if stay.number in staff]
    if not on_stage and books.session.status is not Status.CANCELLED:
        yield f"nobody was on stage, and the session is {books.session.status}"
    if books.session.status is Status.PLANNED:
        yield "the session has no outcome"
    begin = books.session.starts_at + timedelta(minutes=2)
    long = [one for one in on_stage if (one.end or books.world.over) > max(one.begin, begin) + timedelta(minutes=5)]
    artist = {one.handset.number for one in books.world.people if one.party.startswith("artist:")}
    if any(one.number in artist for one in long) and books.session.status is not Status.HELD:
        yield f"the artist was on stage, and the session is {books.session.status} ({books.session.reason})"
