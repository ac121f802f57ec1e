"""The golden transcripts that lie there are those that the stories ask for."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent


def test_no_transcript_is_left_over() -> None:
    stories = "\n".join(one.read_text(encoding="utf-8") for one in HERE.glob("test_*.py"))
    asked = re.findall(r"golden\(\w+, \"(\w+)\"", stories)
    assert len(asked) == len(set(asked)), "two stories write the same transcript"
    assert {one.stem for one in (HERE / "golden").glob("*.txt")} == set(asked)
