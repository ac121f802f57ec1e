"""A private PostgreSQL for the tests: its own folder, its own socket, no network, nothing kept.

The programs are looked for in ALLO_TEST_POSTGRES_BIN, in `.tools/` of this checkout, then where Debian puts them.
Started by root, it runs as another user: PostgreSQL refuses to be root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

CHECKOUT = Path(__file__).parents[2]
MISSING = "PostgreSQL n'est pas là, ses tests sont laissés de côté : installez postgresql (apt install postgresql)"
_SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=", "shared_buffers=16MB")


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest one, or None."""
    named = os.environ.get("ALLO_TEST_POSTGRES_BIN")
    if named:
        return Path(named) if Path(named, "initdb").exists() else None
    for root in (CHECKOUT / ".tools" / "postgresql", Path("/")):
        folders = (root / "usr" / "lib" / "postgresql").glob("*/bin")
        found = [one for one in folders if (one / "initdb").exists() and (one / "pg_ctl").exists()]
        if found:
            return max(found, key=lambda one: float(one.parent.name))
    found_on_path = shutil.which("initdb")
    return Path(found_on_path).resolve().parent if found_on_path and shutil.which("pg_ctl") else None


@dataclass(slots=True)
class Postgres:
    """A running server; `new_database` makes as many databases as wanted."""

    programs: Path
    folder: Path
    numbers: count[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        return f"postgresql://allo@/{database}?host={self.folder}"

    def new_database(self, template: str = "template0") -> str:
        """A database of its own, a copy of `template`; its name."""
        name = f"allo_{next(self.numbers)}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def ask(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(f"host={self.folder} user=allo dbname={database}", autocommit=True) as connection:
            connection.execute(statement.encode())

    def halt(self) -> None:
        """Cut all connections; what was committed is kept."""
        _run([self.programs / "pg_ctl", "stop", "-D", self.folder / "data", "-m", "fast", "-w", "-s"], self.folder)

    def start(self) -> None:
        options = " ".join(["-k", str(self.folder), *(f"-c {one}" for one in _SETTINGS)])
        where: list[str | Path] = ["-D", self.folder / "data", "-l", self.folder / "log", "-o", options]
        _run([self.programs / "pg_ctl", "start", *where, "-w", "-s"], self.folder)

    def restart(self) -> None:
        self.halt()
        self.start()

    def remove(self) -> None:
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)


def start_postgres(programs: Path) -> Postgres:
    """Make a server in a fresh folder and start it (about two seconds)."""
    folder = Path(tempfile.mkdtemp(prefix="allo-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _other_user())
    programs = _reachable(programs, folder)
    new: list[str | Path] = [
        "-D",
        folder / "data",
        "-U",
        "allo",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    _run([programs / "initdb", *new], folder)
    server = Postgres(programs, folder)
    server.start()
    return server


def _run(command: Sequence[str | Path], folder: Path) -> None:
    words = [str(one) for one in command]
    done = subprocess.run(
        [*_as_other_user(), *words], cwd=folder, env=_environment(Path(words[0])), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, check=False, timeout=60,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr.strip()}")


def _as_other_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam(_other_user())
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def _other_user() -> str:
    known = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs where the other user may run them: copied, if this checkout is closed to it (below /root)."""
    test = ["test", "-x", str(programs / "initdb")]
    if subprocess.run([*_as_other_user(), *test], check=False).returncode == 0:
        return programs
    usr = programs.parents[3]
    shutil.copytree(usr, folder / "usr", symlinks=True)
    return folder / "usr" / programs.relative_to(usr)


def _environment(program: Path) -> dict[str, str]:
    """Programs unpacked below a folder of their own find their libraries there."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    usr = program.parents[4]
    if usr.name == "usr" and usr != Path("/usr"):
        environment["LD_LIBRARY_PATH"] = ":".join(str(one) for one in (usr / "lib").glob("*-linux-gnu*"))
    return environment
