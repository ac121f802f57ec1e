"""Who is to be called for a session, and at which telephone.

One telephone (number, extension, whom to ask for) is one callee, whoever shares it. Sources: issue 2, point 4; DATA.md,
sheets `auditeurs` and `groupes`. Listeners are rung with their recorded consent only; groups, artists, hosts and people
on duty agree by being entered with a number. Zones: the listener's own, else that of the structure's or artist's
department, else the programme's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from allo.domain.errors import BadNumber
from allo.domain.people import Artist, Consent, DutyOfficer, Group, Host, Listener, Role, Telephone
from allo.domain.phone_numbers import may_dial, zone_of
from allo.domain.sessions import Session
from allo.domain.structures import Structure
from allo.domain.territories import territory_of_department, zone_of_department

SWITCHBOARD_SECONDS = 75  # a ring, the asking and the greeting: what the next person behind the same number waits


@dataclass(frozen=True, slots=True)
class Callee:
    """One telephone to be rung. `parties`: who is reached there, the first one leads. `role`: None for a person on
    duty. `objection`: why they must not be rung, in French, "" where they may; `bad_number`: what is wrong with it."""

    telephone: Telephone
    parties: tuple[str, ...]
    role: Role | None
    zone: str
    until_21: bool = False
    pace: int = 1
    objection: str = ""
    bad_number: str = ""

    @property
    def staff(self) -> bool:
        return self.role in (Role.ARTIST, Role.HOST)


@dataclass(frozen=True, slots=True)
class Roll:
    """Who is to be called: `callees` in a stable order, `undialable` those whose number may not be dialled."""

    callees: tuple[Callee, ...]
    undialable: tuple[Callee, ...]


def of_listener(one: Listener, structure: Structure | None, zone: str, day: date) -> Callee:
    """As things stand on this day; `zone`: the programme's."""
    department = structure.department if structure else ""
    default = zone_of_department(department, zone) if department else zone_of(one.number, zone)
    return Callee(
        telephone=one.telephone,
        parties=(f"listener:{one.id}",),
        role=Role.LISTENER,
        zone=one.zone or default,
        until_21=one.until_21,
        pace=one.pace,
        objection=_listener_objection(one, day),
        bad_number=_bad_number(one.number, department),
    )


def of_group(one: Group, structure: Structure | None, zone: str) -> Callee:
    department = structure.department if structure else ""
    return Callee(
        telephone=one.telephone,
        parties=(f"group:{one.id}",),
        role=Role.GROUP,
        zone=zone_of_department(department, zone),
        objection="ne veut plus être appelé" if one.stopped else _without_number(one.number),
        bad_number=_bad_number(one.number, department),
    )


def of_artist(one: Artist, zone: str) -> Callee:
    local = zone_of_department(one.department, zone)
    return _staff(f"artist:{one.id}", Role.ARTIST, one.number, local, one.department)


def of_host(one: Host, structure: Structure | None, zone: str) -> Callee:
    department = structure.department if structure else ""
    return _staff(f"host:{one.id}", Role.HOST, one.number, zone_of_department(department, zone), department)


def of_officer(one: DutyOfficer, zone: str) -> Callee:
    return _staff(f"duty:{one.id}", None, one.number, zone, "")


def _staff(party: str, role: Role | None, number: str, zone: str, department: str) -> Callee:
    return Callee(
        telephone=Telephone(number),
        parties=(party,),
        role=role,
        zone=zone,
        objection=_without_number(number),
        bad_number=_bad_number(number, department),
    )


def _listener_objection(one: Listener, day: date) -> str:
    if one.deceased:
        return "est décédé"
    if one.consent is not Consent.GIVEN:
        told = {Consent.STOPPED: "ne veut plus être appelé", Consent.SUSPENDED: "appels suspendus"}
        return told.get(one.consent, "accord à recueillir")
    return "absent ce jour-là" if is_absent(one, day) else _without_number(one.number)


def is_absent(one: Listener, day: date) -> bool:
    """Both days belong to the absence; a missing one leaves it open on that side."""
    if one.absent_from is None and one.absent_until is None:
        return False
    return (one.absent_from or date.min) <= day <= (one.absent_until or date.max)


def _without_number(number: str) -> str:
    return "" if number else "sans numéro"


def _bad_number(number: str, department: str) -> str:
    try:
        may_dial(number, territory_of_department(department))
    except BadNumber as error:
        return str(error)
    return ""


def callees_of(
    session: Session,
    listeners: Iterable[Listener],
    groups: Iterable[Group],
    *,
    structures: Mapping[int, Structure],
    zone: str,
    staff_numbers: frozenset[str] = frozenset(),
) -> Roll:
    """Those who asked to be called, agree, and are there that day; groups lead where a telephone is shared.

    `staff_numbers`: of artists, hosts and people on duty: in a rehearsal nobody else is rung.
    """
    asked_groups = [one for one in groups if one.call_me and _on_its_day(one.slots, session)]
    asked = [one for one in listeners if one.call_me and _on_its_day(one.slots, session)]
    found = [of_group(one, structures.get(one.structure), zone) for one in sorted(asked_groups, key=lambda x: x.id)]
    found += [
        of_listener(one, structures.get(one.structure or 0), zone, session.date)
        for one in sorted(asked, key=lambda x: x.id)
    ]
    willing = [one for one in found if not one.objection]
    if session.rehearsal:
        willing = [one for one in willing if one.telephone.number in staff_numbers]
    merged = one_per_telephone(willing)
    good = tuple(one for one in merged if not one.bad_number)
    return Roll(good, tuple(one for one in merged if one.bad_number))


def _on_its_day(slots: tuple[int, ...], session: Session) -> bool:
    return not slots or session.date.weekday() in slots


def one_per_telephone(callees: Iterable[Callee]) -> tuple[Callee, ...]:
    """People who share a telephone ring once: the first leads, the slowest sets the pace, all must have wished a late
    call for it to come late."""
    merged: dict[str, Callee] = {}
    for one in callees:
        before = merged.get(one.telephone.key)
        merged[one.telephone.key] = one if before is None else _with(before, one)
    return tuple(merged.values())


def _with(before: Callee, one: Callee) -> Callee:
    return replace(
        before,
        parties=tuple(dict.fromkeys((*before.parties, *one.parties))),
        until_21=before.until_21 and one.until_21,
        pace=max(before.pace, one.pace),
    )


def first_rings(callees: tuple[Callee, ...], begin: datetime, last: datetime, per_second: float) -> list[datetime]:
    """When each is first rung: the last one at `last`, at the allowed rate, none before `begin`. People behind one
    number are rung one after the other, so the earlier ones among them begin earlier."""
    gap = timedelta(seconds=1 / per_second)
    start = max(begin, last - gap * max(0, len(callees) - 1))
    behind = Counter(one.telephone.number for one in callees)
    times: list[datetime] = []
    for place, one in enumerate(callees):
        behind[one.telephone.number] -= 1
        waits = timedelta(seconds=SWITCHBOARD_SECONDS * behind[one.telephone.number])
        times.append(max(begin, start + gap * place - waits))
    return times
