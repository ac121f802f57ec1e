"""Stories: the whole service on the exchange, in virtual time, told as people live through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import time
from pathlib import Path

import pytest

from allo.telephony.simulator.transcript import Line
from tests.support.world import World

GOLDEN = Path(__file__).parent / "golden"
_COMPANY = ("Il n'y a que vous pour l'instant", "La salle ouvre dix minutes avant", "Nous cherchons toujours quelqu'un")

Golden = Callable[..., None]


@pytest.fixture
def world() -> World:
    """Twenty-one minutes before the session."""
    return World(start=time(14, 39))


@pytest.fixture
def golden(update_transcripts: bool) -> Golden:
    """Compare a run with what was agreed. `about`: only the lines in which one of these people appears (and what is
    said to all); `since`, `until`: local times ("15:00:00")."""

    def compare(world: World, name: str, about: str = "", since: str = "", until: str = "99") -> None:
        world.check()
        world.transcript.close()
        names = about.split()
        lines = _of(world.transcript.lines, names) if names else world.transcript.lines
        told = "\n".join(str(one) for one in _once(lines) if since <= f"{one.at:%H:%M:%S}" < until) + "\n"
        file = GOLDEN / f"{name}.txt"
        if update_transcripts:
            file.write_text(told, encoding="utf-8")
        assert file.exists(), "no golden transcript yet: run pytest --update-transcripts and read it"
        assert told == file.read_text(encoding="utf-8")

    return compare


def _of(lines: Iterable[Line], names: list[str]) -> list[Line]:
    """The lines in which one of these names appears, and what is said to everybody while one of them is there."""
    read: list[Line] = []
    inside: set[str] = set()
    for one in lines:
        named = {name for name in names if name in f"{one.who} {one.act}"}
        if named or (inside and one.who == "Allô" and one.act.startswith(("dit à tous", "fait patienter"))):
            read.append(one)
        if one.act.startswith(("entre dans", "entrent dans")):
            inside |= named
        elif named and any(word in one.act for word in ("sort de", "sortent de", "raccroche", "coupée")):
            inside -= named
    return read


def _once(lines: Iterable[Line]) -> list[Line]:
    """What keeps somebody company every half minute is read once."""
    read: list[Line] = []
    known: set[tuple[str, str]] = set()
    for one in lines:
        if one.text.startswith(_COMPANY) and (one.act, one.text) in known:
            continue
        known.add((one.act, one.text))
        read.append(one)
    return read
