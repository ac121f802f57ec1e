"""Another process on the same database, to be stopped or killed: it opens the store, does one thing, and waits.

python -m tests.support.other_process URL DATA_DIR SECRET hold|half|serve
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

from allo.domain.calls import Call
from allo.storage.opening import open_store

CHECKOUT = Path(__file__).parents[2]


class OtherProcess:
    """Started, it says its owner on a line; `end` kills it and waits."""

    def __init__(self, url: str, folder: Path, secret: str, job: str) -> None:
        command = [sys.executable, "-m", "tests.support.other_process", url, str(folder), secret, job]
        self._process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.owner = self._process.stdout.readline().strip()

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


async def _do(url: str, folder: str, secret: str, job: str) -> None:
    serve = job == "serve"
    store = await open_store(url, secret=secret, data_dir=Path(folder), serve=serve, create=True)
    if job != "half":
        print(store.owner, flush=True)
        await asyncio.Event().wait()
    async with store.write() as unit:
        for number in range(200):
            await unit.calls.add(Call(id=f"half{number}", number="+33199000001"))
        print(store.owner, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_do(*sys.argv[1:5]))
