"""What Allô knows after an evening with kills, compared with what the exchange saw: each function gives back the
differences that nobody may find, as sentences; none where all is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from allo.app.show_attendance import show_attendance
from allo.domain.attendance_sheet import AttendanceSheet, PresentLine
from allo.domain.sessions import Status
from allo.storage.opening import open_store
from tests.processes.evening import Evening
from tests.processes.season import TO_BE_CALLED, VOICEMAIL

_SLACK = timedelta(seconds=2)  # of the session's time (RELIABILITY §7, line 6)
_SWEEP = timedelta(seconds=10)  # in which what is live is surely adopted
Stretch = tuple[datetime, datetime]


async def differences(evening: Evening) -> list[str]:
    donnees = evening.folder / "donnees"
    secret = (donnees / "cle_secrete").read_text(encoding="utf-8").strip()
    url = f"sqlite:///{donnees / 'allo.sqlite'}"
    store = await open_store(url, secret=secret, data_dir=donnees, serve=False, create=False)
    try:
        sheet = await show_attendance(store, f"{evening.season.day}T15:00")
        async with store.read() as uow:
            attempts = {call.id: call.attempt for call in await uow.calls.find()}
    finally:
        await store.close()
    found = [*_rung_twice(evening, attempts), *_forgotten(evening), *_cut_off(evening), *_lost(evening, sheet)]
    if sheet.session.status is not Status.HELD:
        found.append(f"the session is {sheet.session.status.value}")
    return [f"{evening.folder.name}: {one}" for one in found]


def _rung_twice(evening: Evening, attempts: dict[str, int | None]) -> Iterator[str]:
    """Each ring belongs to one attempt in Allô's ledger, and no attempt rang twice."""
    times: Counter[int] = Counter()
    for ring in evening.rings["log"]:
        attempt = attempts.get(ring["call"])
        if attempt is None:
            yield f"{ring['number']} rang at {ring['at']} for no attempt"
        else:
            times[attempt] += 1
    yield from (f"attempt {one} rang {count} times" for one, count in times.items() if count > 1)
    yield from (f"call {one} was asked for {count} times" for one, count in evening.rings["asked"].items() if count > 1)


def _forgotten(evening: Evening) -> Iterator[str]:
    yield from (f"{one} never rang" for one in TO_BE_CALLED - {ring["number"] for ring in evening.rings["log"]})


def _cut_off(evening: Evening) -> Iterator[str]:
    """Whose call ended before the close without their having hung up; but for machines, on which Allô hangs up."""
    journal = evening.journal()
    hung_up = {act["call"] for act in journal if act["deed"] == "hangs_up"}
    talking = {act["call"] for act in journal if act["deed"] in ("picks_up", "answered")}
    machines = {act["call"] for act in journal if act["detail"] == "machine" or act["number"] == VOICEMAIL}
    for act in journal:
        before = act["at"] < evening.season.ends_at - _SLACK
        if act["deed"] == "ends" and before and act["call"] in talking - hung_up - machines:
            yield f"{act['number']} was cut off at {act['at']}"


def _lost(evening: Evening, sheet: AttendanceSheet) -> Iterator[str]:
    """The attendance is what the exchange saw of who was in the room."""
    seen = _seen(evening)
    noted = {line.number or "": _stays(line, evening) for line in (*sheet.present, *sheet.unconfirmed)}
    for number in sorted(seen.keys() | noted.keys()):
        apart = _apart(seen.get(number, []), noted.get(number, []))
        away = [stretch for stretch in apart if not _while_away(stretch, evening)]
        for begin, end in away:
            yield f"{number}: in the room or not between {begin:%H:%M:%S} and {end:%H:%M:%S}?"


def _seen(evening: Evening) -> dict[str, list[Stretch]]:
    inside: dict[str, datetime] = {}
    stretches: dict[str, list[Stretch]] = {}
    for act in evening.journal():
        if act["deed"] == "enters":
            inside[act["number"]] = act["at"]
        elif act["deed"] == "leaves" and act["number"] in inside:
            stretches.setdefault(act["number"], []).append((inside.pop(act["number"]), act["at"]))
    return stretches


def _stays(line: PresentLine, evening: Evening) -> list[Stretch]:
    stays = [(begin, end) for begin, end in line.stays if begin is not None]
    return [(begin, end or evening.season.ends_at) for begin, end in stays]


def _apart(one: list[Stretch], other: list[Stretch]) -> Iterator[Stretch]:
    """The stretches, longer than the slack, that lie in one list and not in the other."""
    edges = sorted({edge for stretch in (*one, *other) for edge in stretch})
    for begin, end in pairwise(edges):
        middle = begin + (end - begin) / 2
        if end - begin > _SLACK and _holds(one, middle) != _holds(other, middle):
            yield begin, end


def _holds(stretches: list[Stretch], moment: datetime) -> bool:
    return any(begin <= moment < end for begin, end in stretches)


def _while_away(stretch: Stretch, evening: Evening) -> bool:
    """Who came or went while Allô was dead did so at a moment it cannot know: between its death and its return."""
    begin, end = stretch
    return any(begin >= killed - _SLACK and end <= back + _SLACK for killed, back in _away(evening))


def _away(evening: Evening) -> list[Stretch]:
    """When Allô was dead; two deaths with no time for a sweep between them are one."""
    away: list[Stretch] = []
    for one in evening.outages:
        if away and one.killed - away[-1][1] <= _SWEEP:
            away[-1] = (away[-1][0], one.back)
        else:
            away.append((one.killed, one.back))
    return away
