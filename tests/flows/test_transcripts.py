"""Golden transcripts: what people hear on each path, to be read by people."""

from __future__ import annotations

from pathlib import Path as File

import pytest

from ivr_flows.flows import FLOWS
from tests.flows.paths import PATHS, Path
from tests.flows.phone_call import PhoneCall

GOLDEN = File(__file__).parent / "golden"


def told(path: Path) -> str:
    call = PhoneCall(FLOWS[path.flow], path.facts).answers(*path.answers)
    facts = ", ".join(f"{name} {value!r}" for name, value in path.facts.items())
    return f"{path.flow}: {path.name}{f' ({facts})' if facts else ''}\n\n{call.transcript()}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.file)
def test_the_call_is_as_it_was_agreed(path: Path, update_transcripts: bool) -> None:
    file = GOLDEN / path.file
    if update_transcripts:
        file.write_text(told(path), encoding="utf-8")
    assert file.exists(), "no golden transcript yet: run pytest --update-transcripts and read it"
    assert told(path) == file.read_text(encoding="utf-8")


def test_no_transcript_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == {path.file for path in PATHS}
