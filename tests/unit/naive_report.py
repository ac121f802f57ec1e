"""The report counted again from the bare rows, by somebody who never saw `allo.domain`: read DATA.md beside it."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

from tests.unit.strategies.seasons import REGISTERED, STAFF, Row, Season

Caller = dict[str, Any]


def naive_report(
    season: Season, first: str, last: str, *, structures: set[str] | None = None, programmed_by: str = ""
) -> dict[str, Any]:
    sessions = [
        row
        for row in season.seances
        if first <= row["date"] <= last
        and row["essai"] != "oui"
        and (not programmed_by or row["programmee_par"].lower() == programmed_by.lower())
    ]
    held = [row for row in sessions if row["statut"] == "tenue"]
    callers = [one for row in held for one in _callers(row, season.presences)]
    if structures is not None:
        callers = [one for one in callers if one["structure"] in structures]
    counted = [one for one in callers if one["mode"] != "reperage" and not one["short"]]
    report: dict[str, Any] = _sessions(sessions, held)
    report |= _structures(
        [row for row in season.structures if structures is None or row["nom"] in structures], first, last
    )
    return report | _connections(callers, counted, held) | _listeners(counted) | {"by_month": _months(held, counted)}


def _callers(session: Row, presences: list[Row]) -> list[Caller]:
    stays: dict[str, list[Row]] = {}
    for place, row in enumerate(presences):
        name = row["appelant"].lower()
        if (row["date"], row["heure"]) == (session["date"], session["heure"]) and name not in STAFF:
            stays.setdefault(f"{name} {place}" if name == "masque" else name, []).append(row)
    return [_caller(name, session, rows) for name, rows in stays.items()]


def _caller(name: str, session: Row, rows: list[Row]) -> Caller:
    rows = sorted(rows, key=lambda row: row["arrivee"])
    modes = {row["mode"] or "individuel" for row in rows}
    spoke = any(row["a_parle"] == "oui" for row in rows)
    seconds = None if any(not row["depart"] for row in rows) else _presence(rows)
    return {
        "name": name,
        "session": (session["date"], session["heure"]),
        "mode": next(mode for mode in ("collectif", "individuel", "reperage") if mode in modes),
        "people": max((int(row["effectif"]) for row in rows if row["effectif"]), default=1),
        "spoke": spoke,
        "minutes": None if seconds is None else seconds / 60,
        "short": seconds is not None and seconds < 60 and not spoke,
        "structure": next((row["structure"] for row in rows if row["structure"]), REGISTERED.get(name, "")),
    }


def _presence(rows: list[Row]) -> int:
    """Seconds, those of gaps up to five minutes too: counted one by one."""
    present: set[int] = set()
    for row in rows:
        present.update(range(_seconds(row["arrivee"]), _seconds(row["depart"])))
    end = max((_seconds(row["depart"]) for row in rows), default=0)
    moments = sorted({*present, *(_seconds(row["arrivee"]) for row in rows)})
    for one, following in zip(moments, [*moments[1:], end], strict=True):
        left = one + 1 if one in present else one  # else a stay of no length
        if following - left <= 300:
            present.update(range(one, following))
    return len(present)


def _seconds(at: str) -> int:
    hours, minutes, seconds = map(int, at.split(":"))
    return 3600 * hours + 60 * minutes + seconds


def _sessions(sessions: list[Row], held: list[Row]) -> dict[str, Any]:
    kinds = [row["genre"] or "intervention" for row in held]
    return {
        "sessions_held": len(held),
        "sessions_cancelled": len([row for row in sessions if row["statut"] == "annulee"]),
        "sessions_by_kind": {kind: kinds.count(kind) for kind in kinds},
        "artists": len({name for row in held for name in row["artiste"].lower().split("+") if name}),
        "programming_structures": len({row["programmee_par"].lower() for row in held if row["programmee_par"]}),
    }


def _structures(structures: list[Row], first: str, last: str) -> dict[str, Any]:
    partners = [
        row
        for row in structures
        if (not row["date_adhesion"] or row["date_adhesion"] <= last)
        and (not row["date_sortie"] or row["date_sortie"] >= first)
    ]
    audiences = [row["public_principal"] or "autre" for row in partners]
    return {
        "partner_structures": len(partners),
        "new_structures": len([row for row in structures if first <= row["date_adhesion"] <= last]),
        "non_member_share": _share(partners, lambda row: row["adherente"] != "oui"),
        "qpv_share": _share(partners, lambda row: row["qpv"] == "oui"),
        "audience_shares": {one: audiences.count(one) / len(partners) for one in audiences},
    }


def _connections(callers: list[Caller], counted: list[Caller], held: list[Row]) -> dict[str, Any]:
    minutes = [one["minutes"] for one in counted if one["minutes"] is not None]
    people = sum(one["people"] for one in counted)
    return {
        "connections": len(counted),
        "group_connections": len([one for one in counted if one["mode"] == "collectif"]),
        "individual_connections": len([one for one in counted if one["mode"] == "individuel"]),
        "scouting_connections": len([one for one in callers if one["mode"] == "reperage"]),
        "short_calls": len([one for one in callers if one["mode"] != "reperage" and one["short"]]),
        "participants": people,
        "mean_participants": people / len(held) if held else None,
        "mean_connections": len(counted) / len(held) if held else None,
        "median_minutes": median(minutes) if minutes else None,
        "spoke_share": _share(counted, lambda one: one["spoke"]),
    }


def _listeners(counted: list[Caller]) -> dict[str, Any]:
    visits: dict[str, int] = {}
    for one in counted:
        if one["mode"] == "individuel" and not one["name"].startswith("masque"):
            visits[one["name"]] = visits.get(one["name"], 0) + 1
    return {
        "distinct_listeners": len(visits),
        "returning_share": _share(list(visits.values()), lambda times: times >= 2),
    }


def _months(held: list[Row], counted: list[Caller]) -> list[dict[str, Any]]:
    report = []
    for month in sorted({row["date"][:7] for row in held}):
        theirs = [one for one in counted if one["session"][0].startswith(month)]
        sessions = [row for row in held if row["date"].startswith(month)]
        people = sum(one["people"] for one in theirs)
        report.append({"month": month, "sessions": len(sessions), "connections": len(theirs), "participants": people})
    return report


def _share(every: list[Any], which: Callable[[Any], bool]) -> float | None:
    return len([one for one in every if which(one)]) / len(every) if every else None
