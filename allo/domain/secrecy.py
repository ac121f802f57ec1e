"""Statistical secrecy: what a public report may not say (DATA.md, `--public`; RELIABILITY §7, promise 20).

No count, share, mean or median rests on 1 to 10 people or connections, a zero stays, and none can be found by
subtraction inside one report. People and connections are protected; sessions, artists (announced in the programme) and
structures are not counts of the public and stay. The relations guarded:

- connections = group + individual = the sum of the months; participants = the sum of the months;
- mean x sessions held = the count: a mean goes with its count;
- share x whole = the part, whole - part = the rest: spoke_share of connections, returning_share of distinct_listeners;
- participants - connections (people beyond one per line), for the total, each month and the hidden months together;
- connections and individual connections - distinct_listeners (returns to a later session, withheld callers);
- connections - n (those who did not answer a question).

Two reports that differ by a filter or by a day are not compared: who publishes several must look at them together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from allo.domain.figures import Figures

LEAST = 11  # the smallest number of people or connections that may be shown


def small(count: int) -> bool:
    """Too few to be shown."""
    return 1 <= count < LEAST


def hidden_keys(figures: Figures) -> frozenset[str]:
    """The keys that are null in public, as `allo.domain.figures.as_dict` names them."""
    lines = _hidden_lines(figures)
    return frozenset(lines | _hidden_people(figures, lines) | _hidden_listeners(figures) | _hidden_others(figures))


def _hidden_lines(figures: Figures) -> set[str]:
    hidden = {"connections", "mean_connections"} if small(figures.connections) else set()
    if small(figures.group_connections) or small(figures.individual_connections):
        parts = {
            "group_connections": figures.group_connections,
            "individual_connections": figures.individual_connections,
        }
        hidden |= {key for key, count in parts.items() if count}  # one alone is the total minus the other
    months = {one.month: one.connections for one in figures.months}
    return hidden | _keys("connections", _widened(months, _small(months), lambda some: _safe(months, some)))


def _hidden_people(figures: Figures, lines: Collection[str]) -> set[str]:
    """Participants: beside the counts themselves, nothing may tell how many people were beyond one per line."""
    lines_shown = "connections" not in lines
    total_hidden = small(figures.participants) or (lines_shown and small(figures.participants - figures.connections))
    hidden = {"participants", "mean_participants"} if total_hidden else set()
    months = {one.month: one.participants for one in figures.months}
    beyond = {one.month: one.participants - one.connections for one in figures.months}
    apart = {one.month for one in figures.months if f"by_month.{one.month}.connections" in lines}

    def fine(some: set[str]) -> bool:
        blocks = _known_together(apart, some, not total_hidden) if lines_shown else []
        safe = total_hidden or _safe(months, some)
        return safe and not any(small(sum(beyond[month] for month in block)) for block in blocks)

    first = _small(months) | {month for month in _small(beyond) if month not in apart}
    return hidden | _keys("participants", _widened(months, first, fine))


def _known_together(lines: set[str], people: set[str], total_shown: bool) -> list[set[str]]:
    """The hidden months whose sums of lines and of people are both found by subtraction. `lines`, `people`: the months
    hidden there; the total of lines is shown, that of people perhaps."""
    if lines & people:
        return [lines | people] if total_shown else []
    return [lines, people] if total_shown else [lines]


def _hidden_listeners(figures: Figures) -> set[str]:
    listeners, returning = figures.distinct_listeners, figures.returning
    later = (figures.connections - listeners, figures.individual_connections - listeners)
    if small(listeners) or any(map(small, later)):
        return {"distinct_listeners", "returning_share"}
    return {"returning_share"} if small(returning) or small(listeners - returning) else set()


def _hidden_others(figures: Figures) -> set[str]:
    lines, spoke = figures.connections, figures.spoke
    checks = {
        "scouting_connections": small(figures.scouting_connections),
        "short_calls": small(figures.short_calls),
        "median_minutes": small(len(figures.minutes)),
        "spoke_share": small(lines) or small(spoke) or small(lines - spoke),
    }
    checks |= {
        f"survey.{code}": small(one.answers) or small(lines - one.answers) for code, one in figures.survey.items()
    }
    return {key for key, hide in checks.items() if hide}


def _small(cells: Mapping[str, int]) -> set[str]:
    return {name for name, count in cells.items() if small(count)}


def _safe(cells: Mapping[str, int], hidden: Collection[str]) -> bool:
    """The hidden cells cannot be found from a known total: none, or two or more that make no small sum."""
    return len(hidden) != 1 and not small(sum(cells[name] for name in hidden))


def _widened(cells: Mapping[str, int], hidden: set[str], fine: Callable[[set[str]], bool]) -> set[str]:
    """Hide the next smallest cell, zeros excepted, until it is fine (or nothing is left, the total being small)."""
    rest = sorted((name for name in cells if cells[name] and name not in hidden), key=lambda name: cells[name])
    while rest and not fine(hidden):
        hidden = {*hidden, rest.pop(0)}
    return hidden


def _keys(column: str, months: Iterable[str]) -> set[str]:
    return {f"by_month.{month}.{column}" for month in months}
