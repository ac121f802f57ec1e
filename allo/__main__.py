"""The command `allo` and the composition root: the only file that sees everything. Nothing is opened on import.

May import: everything.
"""

from __future__ import annotations

import io
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from allo.app.ports import Store
from allo.clock import SystemClock
from allo.commands import call, demo, serve
from allo.commands.application import application
from allo.commands.empty_store import EMPTY
from allo.commands.french import run
from allo.commands.kit import Kit, Preferences
from allo.commands.printing import tell
from allo.domain.errors import AlloError
from allo.ids import SystemIds
from allo.settings import Settings, load_settings, secret_key
from allo.storage.opening import open_store, upgrade
from allo.storage.sql_store import SqlStore
from allo.storage.troubles import AbsentDatabase


def main(arguments: Sequence[str] | None = None) -> None:
    """Exit codes: 0 done, 1 refused or failed with a message, 2 wrong usage."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started us
            setattr(sys, name, io.StringIO())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without « → » still shows the rest
    kit = Kit(load_settings, _reading, _writing, _serving, _upgrade, SystemClock(), SystemIds())
    try:
        code = run(application(serve, demo, call), None if arguments is None else list(arguments), kit)
    except AlloError as fault:
        tell(str(fault))
        code = 1
    sys.exit(code)


@asynccontextmanager
async def _reading(settings: Preferences) -> AsyncIterator[Store]:
    """The store; empty where there is no database yet."""
    try:
        store = await _open(settings, create=False, serve=False)
    except AbsentDatabase:
        yield EMPTY
        return
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def _writing(settings: Preferences) -> AsyncIterator[Store]:
    """The store, created where it is absent."""
    store = await _open(settings, create=True, serve=False)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def _serving(settings: Preferences) -> AsyncIterator[SqlStore]:
    """The store of a long-lived process; the only one where the exchange is built in."""
    store = await _open(settings, create=True, serve=True, alone=settings.telephony == "simulator")
    try:
        yield store
    finally:
        await store.close()


async def _open(settings: Preferences, *, create: bool, serve: bool, alone: bool = False) -> SqlStore:
    assert isinstance(settings, Settings)
    key = secret_key(settings, create=create)
    url, folder = settings.database_url, settings.data_dir
    return await open_store(url, secret=key, data_dir=folder, serve=serve, create=create, alone=alone)


async def _upgrade(settings: Preferences) -> str:
    assert isinstance(settings, Settings)
    secret_key(settings, create=True)  # before its database: a database without its key is refused
    return await upgrade(settings.database_url)


if __name__ == "__main__":
    main()
