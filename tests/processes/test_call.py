"""`allo call`, a handset in the terminal, against a real `allo serve`: what is typed, what is heard, how it ends."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.processes.running import Serve, allo, environment

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def serve(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Serve]:
    """A server with an empty season, in a data folder with a very long name."""
    folder = tmp_path_factory.mktemp("call") / ("saison-" * 12) / ("theatre-" * 12)
    folder.mkdir(parents=True)
    server = Serve(folder)
    await server.start()
    yield server
    server.kill()
    await server.end()


async def call(serve: Serve, script: str, *options: str) -> list[str]:
    """What the terminal shows after the two lines at its beginning; the call ends well."""
    done = await asyncio.to_thread(allo, serve.folder, "call", *options, stdin=script)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.splitlines()[2:]


async def test_the_line_is_rung_heard_and_pressed(serve: Serve) -> None:
    script = "attendre pour écouter le programme\n2\nattendre pas encore fixé\nraccrocher\n"
    heard = await call(serve, script)
    assert heard[:2] == ["On décroche.", "Allô : Bonjour, ici Allô l'artiste."]
    assert "Allô : Le programme n'est pas encore fixé. Rappelez-nous dans quelques jours." in heard
    assert heard[-1] == "La communication est terminée."


async def test_the_end_of_the_lines_hangs_up(serve: Serve) -> None:
    assert (await call(serve, "attendre bonjour\n", "--masque"))[-1] == "La communication est terminée."


async def test_a_rotary_telephone_makes_no_tones(serve: Serve) -> None:
    heard = await call(serve, "attendre bonjour\n222\nattendre 3\n", "--cadran", "--number", "01 99 00 12 34")
    assert not any("programme n'est pas" in line for line in heard)


async def connected(serve: Serve) -> Process:
    """A handset in conversation, which waits for its lines."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "allo", "call"),
        cwd=serve.folder,
        env=environment(serve.folder),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    assert process.stdout is not None
    while not (await process.stdout.readline()).startswith("Allô : Bonjour".encode()):
        continue
    return process


async def test_one_number_is_one_telephone(serve: Serve) -> None:
    first = await connected(serve)
    second = await asyncio.to_thread(allo, serve.folder, "call")
    assert second.stderr == "Le 01 99 00 99 99 est déjà en communication : prenez un autre --number.\n"
    heard, _ = await first.communicate(b"raccrocher\n")
    assert heard.decode().splitlines()[-1] == "La communication est terminée."
    assert (second.returncode, first.returncode) == (1, 0)


async def test_the_server_stops_during_the_call(serve: Serve) -> None:
    for stopped_by in (serve.kill, lambda: serve.send(signal.SIGTERM)):
        process = await connected(serve)
        stopped_by()
        assert process.stderr is not None
        assert (await process.stderr.read()).decode() == "Le serveur s'est arrêté : la ligne est coupée.\n"
        assert await process.wait() == 1
        await serve.end()
        await serve.start()


async def test_without_a_server_it_says_what_to_do(tmp_path: Path) -> None:
    alone = await asyncio.to_thread(allo, tmp_path, "call")
    assert alone.returncode == 1
    assert alone.stderr.startswith("Aucun serveur ne répond")
    assert "allo serve" in alone.stderr


async def test_a_wrong_number_is_named(tmp_path: Path) -> None:
    wrong = await asyncio.to_thread(allo, tmp_path, "call", "--number", "12")
    assert wrong.returncode == 1
    assert "« 12 »" in wrong.stderr


async def test_two_terminals_meet_by_the_key_zero(tmp_path: Path) -> None:
    (tmp_path / "permanence.csv").write_text(
        "nom;telephone;jours;debut;fin\nDenise;01 99 00 08 01;lun-dim;00:00;23:59\n"
    )
    assert (await asyncio.to_thread(allo, tmp_path, "import", "permanence.csv")).returncode == 0
    server = Serve(tmp_path)
    await server.start(ALLO_CALLING_HOURS="00:00-24:00", ALLO_CALLING_DAYS="tous")
    answers = ["attendre", "décrocher", "attendre appuyez sur un", "1", "attendre relation", "attendre 4"]
    answers += ["Je vous écoute.", "attendre merci", ""]
    asks = "attendre bonjour\n0\nattendre je vous écoute\nMerci beaucoup.\nattendre 2\n"
    try:
        duty = asyncio.ensure_future(call(server, "\n".join(answers), "--attendre", "--number", "01 99 00 08 01"))
        caller, officer = await call(server, asks), await duty
    finally:
        server.kill()
        await server.end()
    assert "01 99 00 08 01 : Je vous écoute." in caller
    assert "Le téléphone sonne : « décrocher » ou « refuser »." in officer
