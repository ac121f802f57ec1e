"""Errands: what a use case wants of the provider once its transaction has been committed, never before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allo.app.ports import InDoubt, Later, NotThere, Refused, Telephony
from allo.domain.orders import Order


@dataclass(frozen=True, slots=True)
class Instruct:
    """Let this call fetch its current list."""

    call: str


@dataclass(frozen=True, slots=True)
class HangUpCall:
    call: str


Errand = Instruct | HangUpCall | Order


async def run_errands(telephony: Telephony, errands: Iterable[Errand]) -> None:
    """One after the other. What fails here is not lost: lists are stored and microphones wanted, so the sweep asks
    again; words to a person or a room are said at most once."""
    for errand in errands:
        try:
            match errand:
                case Instruct(call):
                    await telephony.instruct(call)
                case HangUpCall(call):
                    await telephony.hang_up(call)
                case order:
                    await telephony.order(order)
        except (NotThere, Refused, Later, InDoubt):
            continue
