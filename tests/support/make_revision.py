"""Write the migration that brings the newest revision to the tables as they are declared now.

    .venv/bin/python -m tests.support.make_revision 0002 "two words about it"

Then read it, correct it, and add its number to `allo.storage.schema.REVISIONS`. Until the first release, revision 0001
is changed by hand instead.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from allo.storage.migrate import MIGRATIONS, configuration


def make_revision(number: str, message: str) -> None:
    """Compare the declared tables with those of the newest revision, and write the difference."""
    with tempfile.TemporaryDirectory() as folder:
        engine = sa.create_engine(f"sqlite:///{Path(folder) / 'empty.sqlite'}")
        with engine.begin() as connection:
            config = configuration(connection)
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=number)
        engine.dispose()
    subprocess.run([sys.executable, "-m", "ruff", "format", str(MIGRATIONS / "versions")], check=True)


if __name__ == "__main__":
    make_revision(*sys.argv[1:3])
