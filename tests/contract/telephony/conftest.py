"""The providers that the telephony contract runs on, and the golden transcripts of its call scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.contract.telephony.on_exchange import exchange_like_twilio, exchange_that_can_all
from tests.contract.telephony.play import Play
from tests.contract.telephony.provider import Provider
from tests.support.scripted_desk import ScriptedDesk

GOLDEN = Path(__file__).parent / "golden"
Maker = Callable[[], AbstractAsyncContextManager[Provider]]
PROVIDERS: dict[str, Maker] = {
    "exchange": exchange_that_can_all,
    "exchange_like_twilio": exchange_like_twilio,
}


@pytest.fixture(params=PROVIDERS)
async def provider(request: pytest.FixtureRequest) -> AsyncIterator[Provider]:
    async with PROVIDERS[request.param]() as made:
        yield made


@pytest.fixture
async def play(provider: Provider) -> Play:
    """A script on an empty stage: a desk that says what the script lets it say, and nobody on the telephone."""
    desk = ScriptedDesk()
    await provider.connect(desk)
    return Play(provider, desk)


@pytest.fixture
def agreed(request: pytest.FixtureRequest, play: Play, update_transcripts: bool) -> Callable[..., None]:
    """`agreed()`: the transcript is the one that was agreed on, the same for every provider. `agreed("trip")`: the one
    of providers with that ability or lack of it."""

    def check(variant: str = "") -> None:
        assert not play.provider.failures, play.provider.failures
        name = request.node.originalname.removeprefix("test_")
        file = GOLDEN / f"{name}{variant and '.' + variant}.txt"
        told = play.transcript()
        if update_transcripts:
            file.write_text(told, encoding="utf-8")
        assert file.exists(), "no golden transcript yet: run pytest --update-transcripts and read it"
        assert told == file.read_text(encoding="utf-8")

    return check
