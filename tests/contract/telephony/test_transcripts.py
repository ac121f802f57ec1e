"""The golden transcripts and the scripts belong together."""

from __future__ import annotations

import re
from pathlib import Path

from tests.contract.telephony.conftest import GOLDEN


def test_no_transcript_is_left_over_and_none_is_missing() -> None:
    texts = [file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py")]
    scripts = {name for text in texts for name in re.findall(r"async def test_(\w+)\(\s*play: Play, agreed", text)}
    assert {file.name.partition(".")[0] for file in GOLDEN.iterdir()} == scripts
