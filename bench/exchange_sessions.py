"""A hundred sessions of ten people at once, each on a line of its own, on the built-in exchange: the whole service
(desk, duties, rooms, ledger, attendance) in one process and in virtual time, once on SQLite and once on a store of
dictionaries, side by side.

    make bench                                  or, alone and smaller:
    .venv/bin/python bench/exchange_sessions.py --sessions 20 --minutes 10 --store sqlite

Artists and hosts are rung by Allô, listeners ring the line of their session. Figures and how to read them:
docs/benchmarks.md. It ends by itself; exit code 1 where a session was not held or a listener is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import platform
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the store of dictionaries is the tests'

from allo.app.ports import Store
from allo.storage.opening import open_store
from bench.support.figures import Figures, table
from bench.support.season import Season
from tests.support.memory_store import MemoryStore

KINDS = ("sqlite", "memory")


def main() -> int:
    wishes = _wishes()
    logging.disable(logging.INFO)
    _say(f"{wishes.sessions} séances de {wishes.people} personnes, {wishes.minutes} minutes, graine {wishes.seed}")
    _say(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cœurs, charge {_load()}")
    kinds = KINDS if wishes.store == "both" else (wishes.store,)
    found = [asyncio.run(_measure(kind, wishes)) for kind in kinds]
    _say(table(found))
    return 0 if all(one.complete for one in found) else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _load() -> str:
    """What else the machine does meanwhile, processes of the last minute; far above 0, times are worth little."""
    return f"{os.getloadavg()[0]:.1f} le {datetime.now(UTC):%Y-%m-%d}"


async def _measure(kind: str, wishes: argparse.Namespace) -> Figures:
    gc.collect()
    async with _store(kind) as store:
        season = Season(store, wishes.sessions, wishes.people, wishes.minutes, wishes.seed)
        await season.write()
        return await season.play(kind)


@asynccontextmanager
async def _store(kind: str) -> AsyncIterator[Store]:
    if kind == "memory":
        yield MemoryStore()
        return
    with tempfile.TemporaryDirectory(prefix="allo-bench-") as folder:
        url, secret = f"sqlite:///{folder}/allo.sqlite", "une clé de quarante caractères environ !"
        store = await open_store(url, secret=secret, data_dir=Path(folder), serve=True, create=True, durable=True)
        try:
            yield store
        finally:
            await store.close()


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Séances simultanées sur le central intégré.")
    parser.add_argument("--sessions", type=int, default=100, help="combien à la fois (100)")
    parser.add_argument("--people", type=int, default=10, help="par séance, artiste et animateur compris (10)")
    parser.add_argument("--minutes", type=int, default=10, help="durée prévue d'une séance (10)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", choices=("both", *KINDS), default="both")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
