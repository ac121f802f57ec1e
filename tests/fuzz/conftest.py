"""`pytest tests/fuzz --seeds 500` fuzzes for longer; `--seeds 1 --first-seed 73` plays one again."""

from __future__ import annotations

import pytest

QUICK = 8  # seeds in the suite


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seeds", type=int, default=QUICK, help="how many sessions the fuzzer plays")
    parser.addoption("--first-seed", type=int, default=0, help="the seed of the first of them")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Where the whole suite is run the options are not known, and the quick set is played."""
    if "seed" in metafunc.fixturenames:
        first = metafunc.config.getoption("first_seed", 0)
        metafunc.parametrize("seed", range(first, first + metafunc.config.getoption("seeds", QUICK)))
