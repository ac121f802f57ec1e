"""The contract also runs on PostgreSQL, where there is one."""

from __future__ import annotations

import os

import pytest

from tests.support.postgres import MISSING, find_programs


def test_there_is_a_postgresql_to_test_with() -> None:
    if find_programs() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
