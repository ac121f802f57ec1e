"""All rows of an import merged into what is stored, in the order in which sheets name one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allo.app.importing.attendance import merge_presences
from allo.app.importing.calendar import merge_sessions
from allo.app.importing.callees import merge_groups, merge_listeners
from allo.app.importing.notes import Count, Notes
from allo.app.importing.rows import Row
from allo.app.importing.season import Frame, Season, Stock
from allo.app.importing.staff import merge_artists, merge_duty, merge_hosts, merge_structures

_MERGERS: Mapping[str, Callable[[list[Row], Season, Notes], None]] = {
    "structures": merge_structures,
    "artistes": merge_artists,
    "animateurs": merge_hosts,
    "auditeurs": merge_listeners,
    "groupes": merge_groups,
    "permanence": merge_duty,
    "seances": merge_sessions,
    "presences": merge_presences,
}


def merge_season(rows: Mapping[str, list[Row]], stock: Stock, frame: Frame, notes: Notes) -> Season:
    season = Season(stock, frame)
    for sheet, merge in _MERGERS.items():
        merge(rows[sheet], season, notes)
    return season


def counts(season: Season) -> dict[str, Count]:
    """By sheet, in the order of DATA.md."""
    return {
        "structures": season.structures.count,
        "auditeurs": season.listeners.count,
        "groupes": season.groups.count,
        "artistes": season.artists.count,
        "animateurs": season.hosts.count,
        "permanence": season.duty.count,
        "seances": season.sessions.count,
        "presences": season.presences.count,
    }
