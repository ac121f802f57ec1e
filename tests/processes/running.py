"""`allo` as a real process: commands run to their end, and `allo serve` that is started, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY = "Allô est prêt."
_PATIENCE = 30.0  # seconds for a start


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Nothing of the place but the path; the data folder is in this one."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        "ALLO_DATA_DIR": str(folder / "donnees"),
        **more,
    }


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def allo(folder: Path, *words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """One command, run to its end in that folder."""
    return subprocess.run(
        [sys.executable, "-m", "allo", *words],
        cwd=folder,
        env=environment(folder, **more),
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


class Serve:
    """`allo serve`. `out`: the lines it wrote on standard output since its last start; its log is `serve.log`."""

    def __init__(self, folder: Path, *words: str, address: str = "") -> None:
        self.folder, self.address = folder, address or free_address()
        self._words = words
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self.out: list[str] = []

    async def start(self, **more: str) -> None:
        """Returns once it says that it is ready. Raises AssertionError where it does not."""
        self.out, self._ready = [], asyncio.Event()
        with (self.folder / "serve.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "allo", "serve", *self._words),
                cwd=self.folder,
                env=environment(self.folder, ALLO_LISTEN=self.address, **more),
                stdout=PIPE,
                stderr=log,
            )
        self._reading = asyncio.ensure_future(self._read(self._process))
        ready = asyncio.ensure_future(self._ready.wait())
        await asyncio.wait({ready, self._reading}, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        assert self._ready.is_set(), f"{self.out} {self.log()}"

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            self.out.append(line.decode().rstrip())
            if self.out[-1] == READY:
                self._ready.set()

    def send(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(number)

    def kill(self) -> None:
        self.send(signal.SIGKILL)

    async def end(self) -> int:
        """Its exit code, once it has ended."""
        assert self._process is not None
        assert self._reading is not None
        code = await self._process.wait()
        await self._reading
        return code

    def log(self) -> str:
        path = self.folder / "serve.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""
