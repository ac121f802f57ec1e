"""What `serve` puts around the exchange: numbers without a telephone, a desk whose faults are written down, handsets
that come and go, paths of sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from allo.commands.exchanges import ExchangeAway, OpenExchange, own_exchange
from allo.commands.service import LoggedDesk
from allo.commands.sockets import SOCKET, short_path
from allo.domain.calls import Listing
from allo.domain.events import Event, Outcome
from allo.telephony.simulator.exchange import LINE, Exchange
from allo.telephony.simulator.handset import Handset
from allo.telephony.simulator.handset_client import HandsetClient
from allo.telephony.simulator.timeline import Timeline
from ivr_flows.instructions import Say
from tests.support.exchange_bench import CLAIRE, PAUL, TUESDAY


class BrokenDesk:
    async def react(self, event: Event, can_reply: bool) -> Listing | None:
        raise KeyError("a bug")

    async def current(self, call: str) -> Listing:
        raise KeyError("a bug")

    async def waiting(self, room: str) -> tuple[Say, ...]:
        raise KeyError("a bug")


@pytest.fixture
async def exchange(tmp_path: Path) -> AsyncIterator[OpenExchange]:
    """That of `serve`, with its socket in the folder."""
    async with own_exchange(LINE, tmp_path) as provider:
        assert isinstance(provider.network, OpenExchange)
        yield provider.network


async def test_a_bug_at_the_desk_is_no_dead_air() -> None:
    exchange = Exchange(Timeline(TUESDAY))
    exchange.connect(LoggedDesk(BrokenDesk()))
    claire = Handset(exchange, CLAIRE, "Claire")
    with capture_logs() as logs:
        claire.dials()
        await claire.hears("nous rétablissons la ligne")
        await claire.hears("la ligne ne revient pas")
        await claire.waits(10)
    assert claire.outcomes == [Outcome.FAILED]
    assert {line["action"] for line in logs} == {"desk_failed"}
    assert CLAIRE not in str(logs)


async def test_a_number_without_a_telephone_rings_in_vain() -> None:
    exchange = OpenExchange(Timeline(TUESDAY))
    await exchange.dial("one", CLAIRE, ring=45, limit=600, detect_machine=False)
    await exchange.timeline.run_for(60)
    assert exchange.outcome_of("one") is Outcome.NO_ANSWER
    assert exchange.rings.of_number(CLAIRE) == 1


async def test_a_handset_whose_owner_goes_is_hung_up_and_taken_away(exchange: OpenExchange, tmp_path: Path) -> None:
    at_home = Handset(exchange, PAUL, "Paul")
    client = HandsetClient(str(tmp_path / SOCKET))
    await client.open()
    for number in (CLAIRE, PAUL):
        await client.install(number)
        await client.dials(number, LINE)
    assert len(exchange.live_legs()) == 2
    await client.close()
    assert await exchange.timeline.until(lambda: not exchange.live_legs(), 10)
    assert exchange.telephones == {PAUL: at_home}


async def test_a_number_in_a_call_cannot_be_taken(exchange: OpenExchange, tmp_path: Path) -> None:
    await exchange.dial("one", CLAIRE, ring=45, limit=600, detect_machine=False)
    client = HandsetClient(str(tmp_path / SOCKET))
    await client.open()
    assert await exchange.timeline.until(lambda: exchange.rings.of_number(CLAIRE) == 1, 10)
    with pytest.raises(ValueError, match="in a call"):
        await client.install(CLAIRE)
    await client.close()


async def test_one_exchange_in_one_folder(exchange: OpenExchange, tmp_path: Path) -> None:
    assert (tmp_path / SOCKET).stat().st_mode & 0o777 == 0o600
    with pytest.raises(ExchangeAway, match="tourne déjà"):
        async with own_exchange(LINE, tmp_path):
            raise AssertionError("it opens")


def test_a_long_path_of_a_socket_is_made_short(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 120)
    folder.mkdir()
    (folder / SOCKET).write_text("here")
    with short_path(folder / SOCKET) as short:
        assert len(short) < 100
        assert Path(short).read_text() == "here"
    with pytest.raises(FileNotFoundError), short_path(tmp_path / ("y" * 120) / SOCKET):
        raise AssertionError("there is no such folder")
