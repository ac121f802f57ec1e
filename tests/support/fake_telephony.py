"""A provider that writes down what it is asked to dial, and answers as the test says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from allo.app.ports import Abilities, Found, Later, NotFound, Snapshot
from allo.domain.orders import Order


@dataclass(frozen=True, slots=True)
class Dialled:
    call: str
    number: str
    ring: int
    limit: int
    detect_machine: bool


@dataclass(slots=True)
class FakeTelephony:
    """`answers` are raised by the next dials, in order (None: taken); `traces` answer `trace`; `hangs`:
    no answer ever comes; `at_once`: what happens on the line before the answer to the dial is heard."""

    can: Abilities = field(default_factory=Abilities)
    answers: list[BaseException | None] = field(default_factory=list)
    traces: dict[str, Found | NotFound | Exception] = field(default_factory=dict)
    hangs: bool = False
    at_once: Callable[[], Awaitable[object]] | None = None
    dials: list[Dialled] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    told: list[str] = field(default_factory=list)

    async def dial(self, call: str, number: str, *, ring: int, limit: int, detect_machine: bool) -> None:
        self.dials.append(Dialled(call, number, ring, limit, detect_machine))
        self.reached.set()
        if self.hangs:
            await asyncio.Event().wait()
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        if self.at_once is not None:
            await self.at_once()

    async def instruct(self, call: str) -> None:
        self.told.append(call)

    async def hang_up(self, call: str) -> None:
        self.told.append(call)

    async def order(self, order: Order) -> None:
        self.orders.append(order)

    async def snapshot(self) -> Snapshot:
        raise Later(1)

    async def trace(self, call: str, number: str, since: datetime) -> Found | NotFound:
        self.asked.append(call)
        answer = self.traces.get(call, NotFound())
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def numbers(self) -> list[str]:
        return [one.number for one in self.dials]
