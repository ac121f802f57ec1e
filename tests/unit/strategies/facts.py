"""Random call facts of one session: entries, exits, ends, proofs, head counts, speech."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from allo.domain.records import Fact

START = datetime(2021, 3, 2, 14, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """So many minutes after the start of the session."""
    return START + timedelta(minutes=minutes)


def entry(call: str, turn: int, minutes: float, **data: object) -> Fact:
    return Fact(key=f"in:{call}.{turn}", session=1, call=call, seat=f"call:{call}", at=at(minutes), data=data)


def leaving(call: str, turn: int, minutes: float) -> Fact:
    return Fact(key=f"out:{call}.{turn}", session=1, call=call, seat=f"call:{call}", at=at(minutes))


def fact(kind: str, call: str, minutes: float, suffix: str = "", **data: object) -> Fact:
    key = f"{kind}:{call}{suffix}"
    return Fact(key=key, session=1, call=call, seat=f"call:{call}", at=at(minutes), data=data)


@st.composite
def facts_of_a_call(draw: st.DrawFn, call: str) -> list[Fact]:
    minutes = st.integers(-10, 70)
    number = draw(st.sampled_from(["+33199000101", "+33199000102", ""]))
    data = {"role": draw(st.sampled_from(["listener", "group", "artist"])), "caller": number}
    made = [entry(call, turn, draw(minutes), **data) for turn in range(1, draw(st.integers(1, 3)) + 1)]
    made += [leaving(call, turn, draw(minutes)) for turn in range(1, 4) if draw(st.booleans())]
    made += [fact("human", call, draw(minutes))] if draw(st.booleans()) else []
    made += [fact("end", call, draw(minutes))] if draw(st.booleans()) else []
    for turn in range(draw(st.integers(0, 2))):
        made.append(fact("heads", call, draw(minutes), f":{turn}", count=draw(st.integers(1, 12))))
        made.append(fact("spoke", call, draw(minutes), f":{turn}", seconds=draw(st.integers(0, 8))))
        made.append(
            fact("mode", call, draw(minutes), f":{turn}", mode=draw(st.sampled_from(["collectif", "reperage"])))
        )
    return made


@st.composite
def disordered(draw: st.DrawFn) -> tuple[list[Fact], list[Fact]]:
    """The facts of a session, and the same in any order with any of them repeated."""
    made = [one for call in ("a", "b", "c") for one in draw(facts_of_a_call(call))]
    repeated = draw(st.lists(st.sampled_from(made), max_size=8))
    return made, draw(st.permutations([*made, *repeated]))
