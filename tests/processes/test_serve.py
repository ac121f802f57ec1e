"""`allo serve` as a real process: how it starts, what refuses to start, its health, its end."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from tests.processes.running import Serve, allo, environment

pytestmark = pytest.mark.asyncio(loop_scope="module")
IN_TIME = 10.0  # seconds to stop in (RELIABILITY §7, line 22)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Serve]:
    serve = Serve(folder)
    await serve.start()
    try:
        yield serve
    finally:
        serve.kill()
        await serve.end()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def serve(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Serve]:
    """One that no test harms."""
    async with running(tmp_path_factory.mktemp("serve")) as one:
        yield one


async def stopped(serve: Serve, by: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
    """Its exit code, and how many seconds it took."""
    before = datetime.now(UTC)
    serve.send(by)
    code = await serve.end()
    return code, (datetime.now(UTC) - before).total_seconds()


async def health(address: str) -> tuple[int, dict[str, object]]:
    async with ClientSession() as session, session.get(f"http://{address}/health") as answer:
        return answer.status, await answer.json()


def locked(database: Path) -> sqlite3.Connection:
    """Another program that keeps the database for itself."""
    other = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    return other


async def test_it_says_what_runs_answers_and_ends_when_told(tmp_path: Path) -> None:
    for told in (signal.SIGTERM, signal.SIGINT):
        async with running(tmp_path) as serve:
            assert await health(serve.address) == (200, {"status": "ok"})
            code, seconds = await stopped(serve, told)
            assert (code, serve.out[-1]) == (0, "Allô est arrêté.")
            assert seconds < IN_TIME
    assert "Téléphonie : central intégré, ligne 01 99 00 00 00 ; aucun vrai téléphone ne sonne." in serve.out
    assert f"État : http://{serve.address}/health" in serve.out
    assert "Traceback" not in serve.log()
    assert not list((tmp_path / "donnees").glob("*.sock"))


async def test_a_second_one_is_refused(serve: Serve) -> None:
    second = await asyncio.to_thread(allo, serve.folder, "serve", ALLO_LISTEN="127.0.0.1:0")
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith("Allô tourne déjà sur la base")
    assert await health(serve.address) == (200, {"status": "ok"})


async def test_doctor_sees_it(serve: Serve) -> None:
    seen = await asyncio.to_thread(allo, serve.folder, "doctor", ALLO_LISTEN=serve.address)
    assert f"serveur : répond sur {serve.address}" in seen.stdout
    assert "combinés : allo call peut appeler la ligne" in seen.stdout


async def test_a_locked_database_shows_and_passes(serve: Serve) -> None:
    other = await asyncio.to_thread(locked, serve.folder / "donnees" / "allo.sqlite")
    status, told = await health(serve.address)
    assert (status, told["status"]) == (503, "unavailable")
    assert "La base" in str(told["checks"])
    other.close()
    async with asyncio.timeout(15):
        while (await health(serve.address))[0] != 200:
            continue


async def test_it_runs_again_after_kill_9(serve: Serve) -> None:
    serve.kill()
    await serve.end()
    await serve.start()
    assert await health(serve.address) == (200, {"status": "ok"})


async def test_a_database_that_is_gone_shows(tmp_path: Path) -> None:
    async with running(tmp_path) as serve:
        (tmp_path / "donnees" / "allo.sqlite").rename(tmp_path / "elsewhere.sqlite")
        status, told = await health(serve.address)
        assert status == 503
        assert "allo.sqlite a disparu" in str(told["checks"])


async def test_it_ends_in_time_while_the_database_hangs(tmp_path: Path) -> None:
    async with running(tmp_path) as serve:
        other = await asyncio.to_thread(locked, tmp_path / "donnees" / "allo.sqlite")
        code, seconds = await stopped(serve)
        other.close()
        assert code == 0
        assert seconds < IN_TIME


_AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.executable, [sys.executable, "-m", "allo", "serve"])
"""


async def test_a_socket_of_systemd_is_taken_over(tmp_path: Path) -> None:
    with socket.socket() as mine:
        mine.bind(("127.0.0.1", 0))
        mine.listen()
        address = f"127.0.0.1:{mine.getsockname()[1]}"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _AS_SYSTEMD, str(mine.fileno())),
            cwd=tmp_path,
            env=environment(tmp_path, ALLO_LISTEN="127.0.0.1:9"),
            pass_fds=[mine.fileno()],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    async with asyncio.timeout(30):  # who asks before it is up waits in the queue of the socket
        while (await health(address))[0] != 200:
            continue
    process.terminate()
    assert await process.wait() == 0


async def test_what_it_cannot_start_with_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        taken = await asyncio.to_thread(allo, tmp_path, "serve", ALLO_LISTEN=address)
    assert (taken.returncode, taken.stdout) == (1, "")
    assert f"ALLO_LISTEN = « {address} »" in taken.stderr
    twilio = {"ALLO_TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "ALLO_TWILIO_AUTH_TOKEN": "x" * 32}
    twilio |= {"ALLO_LINE_NUMBER": "+33162000000", "ALLO_PUBLIC_URL": "https://allo.example.org"}
    later = await asyncio.to_thread(allo, tmp_path, "serve", ALLO_TELEPHONY="twilio", **twilio)
    assert later.returncode == 1
    assert later.stderr.startswith("ALLO_TELEPHONY = « twilio » : cet opérateur n'est pas encore disponible.")
    away = ("--exchange", str(tmp_path / "no.sock"))
    nowhere = await asyncio.to_thread(allo, tmp_path, "serve", *away, ALLO_LISTEN="127.0.0.1:0")
    assert nowhere.returncode == 1
    assert nowhere.stderr.splitlines()[-1].startswith(f"Aucun central ne répond à {tmp_path / 'no.sock'}")
