"""Importing any module opens nothing: no file, no socket, no database, no process (STYLE.md, habit 17)."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.code import ROOT, modules

_WATCH = """
import importlib, os, sys
root, names = sys.argv[1], sys.argv[2:]
opened = []
def ours(path):
    code = isinstance(path, str) and path.endswith((".py", ".pyc", ".so"))
    return isinstance(path, str) and path.startswith(root) and "/.venv/" not in path and not code
def watch(event, args):
    if event == "open" and (ours(args[0]) or (isinstance(args[1], str) and set(args[1]) & set("wax+"))):
        opened.append(f"{event} {args[0]}")
    elif event in ("socket.bind", "socket.connect", "sqlite3.connect", "subprocess.Popen", "os.mkdir", "os.fork"):
        opened.append(f"{event} {args}")
sys.addaudithook(watch)
for name in names:
    importlib.import_module(name)
    if opened:
        sys.exit(f"importing {name}: {opened}")
"""


def test_importing_any_module_opens_nothing() -> None:
    migrations = ("allo.storage.migrations.env", "allo.storage.migrations.versions.")  # run by Alembic, not imported
    names = [name for name in modules() if not name.startswith(migrations)]
    run = subprocess.run(
        [sys.executable, "-B", "-c", _WATCH, str(ROOT), *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
