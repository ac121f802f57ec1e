"""What the composition root hands to the commands; nothing is opened before a command asks for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import typer

from allo.app.ports import Clock, Ids, Store
from allo.domain.rules import Rules
from allo.storage.sql_store import SqlStore

T = TypeVar("T")


class Preferences(Protocol):
    """The settings, as far as commands read them."""

    @property
    def database_url(self) -> str: ...
    @property
    def data_dir(self) -> Path: ...
    @property
    def listen(self) -> str: ...
    @property
    def timezone(self) -> str: ...
    @property
    def telephony(self) -> str: ...
    @property
    def line_number(self) -> str: ...
    @property
    def caller_id(self) -> str: ...
    @property
    def smtp_url(self) -> str: ...
    @property
    def alert_to(self) -> str: ...
    @property
    def listening(self) -> int | None: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...

    def rules(self) -> Rules: ...


@dataclass(frozen=True, slots=True)
class Kit:
    """`reading`: the store, an absent one being empty; `writing`: an absent one is created; `serving`: the same, for
    the one long-lived process; `upgrade`: the database is brought to this program's revision, which is given back.
    Each raises AlloError where it cannot."""

    settings: Callable[[], Preferences]
    reading: Callable[[Preferences], AbstractAsyncContextManager[Store]]
    writing: Callable[[Preferences], AbstractAsyncContextManager[Store]]
    serving: Callable[[Preferences], AbstractAsyncContextManager[SqlStore]]
    upgrade: Callable[[Preferences], Awaitable[str]]
    clock: Clock
    ids: Ids

    def read(self, use: Callable[[Store, Preferences], Coroutine[Any, Any, T]]) -> T:
        return self._run(use, self.reading)

    def write(self, use: Callable[[Store, Preferences], Coroutine[Any, Any, T]]) -> T:
        return self._run(use, self.writing)

    def _run(
        self,
        use: Callable[[Store, Preferences], Coroutine[Any, Any, T]],
        opened: Callable[[Preferences], AbstractAsyncContextManager[Store]],
    ) -> T:
        settings = self.settings()

        async def run() -> T:
            async with opened(settings) as store:
                return await use(store, settings)

        return asyncio.run(run())


def kit_of(context: typer.Context) -> Kit:
    kit = context.obj
    assert isinstance(kit, Kit)
    return kit
