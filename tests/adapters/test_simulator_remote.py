"""The exchange as a process of its own: Allô comes, goes, comes back; calls, rings and the script stay."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from allo.app.ports import Found, InDoubt, Later, NotThere, Refused
from allo.clock import ScaledClock
from allo.domain.calls import State
from allo.domain.events import Announced, Answered, CallAnswered, CallArrived, Detection, MachineDetected, StarPressed
from allo.domain.orders import Announce, Tell
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset_client import HandsetClient
from allo.telephony.simulator.plain import event_from, order_from, plain_of
from allo.telephony.simulator.remote import RemoteExchange
from allo.telephony.simulator.server import HandsetServer, follow
from allo.telephony.simulator.timeline import Timeline
from ivr_flows.instructions import Digits, Join, Words
from tests.support.exchange_bench import CLAIRE, PAUL, TUESDAY
from tests.support.scripted_desk import ScriptedDesk, ask, say

SPEED = "10"


async def soon(condition: object, *, times: int = 500) -> None:
    """Wait (real time) until the condition, a function, holds."""
    assert callable(condition)
    for _ in range(times):
        found = condition()
        if await found if asyncio.iscoroutine(found) else found:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to pass")


async def exchange_process(path: str) -> Process:
    command = [sys.executable, "-m", "allo.telephony.simulator", "--socket", path, "--speed", SPEED]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    return process


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[str]:
    """The socket of a real exchange process."""
    path = str(tmp_path / "exchange.sock")
    process = await exchange_process(path)
    yield path
    process.terminate()
    await process.wait()


@pytest.fixture
async def handsets(place: str) -> AsyncIterator[HandsetClient]:
    client = HandsetClient(place)
    await client.open()
    await client.install(CLAIRE, "Claire")
    yield client
    await client.close()


async def allo_at(place: str) -> tuple[RemoteExchange, ScriptedDesk]:
    exchange, desk = RemoteExchange(place), ScriptedDesk()
    await exchange.open()
    exchange.connect(desk)
    return exchange, desk


async def claire_is_called(exchange: RemoteExchange, handsets: HandsetClient) -> None:
    await exchange.dial("one", CLAIRE, ring=45, limit=600, detect_machine=True)
    await soon(lambda: rung(handsets))
    await handsets.picks_up(CLAIRE)


async def test_a_call_over_the_socket(place: str, handsets: HandsetClient) -> None:
    exchange, desk = await allo_at(place)
    desk.replies_to(CallAnswered, (ask("Bonjour Claire."),))
    desk.replies_to(Answered, (say("Merci."), Join("room", opens=True)))
    await claire_is_called(exchange, handsets)
    await soon(lambda: heard(handsets, "Bonjour Claire."))
    await handsets.presses(CLAIRE, "1")
    await soon(lambda: seated(handsets))
    await exchange.order(Tell("one", (Words("C'est à vous."),)))
    await soon(lambda: heard(handsets, "C'est à vous."))
    assert [seat.room for seat in (await exchange.snapshot()).seats.values()] == ["room"]
    await exchange.close()


async def test_what_goes_wrong_comes_over_the_socket_too(place: str, handsets: HandsetClient) -> None:
    exchange, desk = await allo_at(place)
    desk.replies_to(CallAnswered, (Join("room", opens=True),))
    await claire_is_called(exchange, handsets)
    with pytest.raises(Refused):
        await exchange.dial("one", CLAIRE, ring=45, limit=600, detect_machine=True)
    with pytest.raises(NotThere):
        await exchange.order(Announce("elsewhere", (Words("Bonjour."),)))
    assert await exchange.trace("one", CLAIRE, TUESDAY) == Found(State.UP)
    assert (await handsets.rings())["asked"] == {"one": 2}
    await exchange.close()


async def test_calls_outlive_allo(place: str, handsets: HandsetClient) -> None:
    exchange, desk = await allo_at(place)
    desk.replies_to(CallAnswered, (Join("room", opens=True),))
    await claire_is_called(exchange, handsets)
    await soon(lambda: seated(handsets))
    await exchange.close()
    await handsets.install(PAUL, "Paul")
    await handsets.dials(PAUL)
    await soon(lambda: heard(handsets, "Un instant, nous rétablissons la ligne. Restez avec nous.", PAUL))
    again, second_desk = await allo_at(place)
    second_desk.replies_to(CallArrived, (say("Bonjour Paul."), Join("room")))
    await soon(lambda: heard(handsets, "Bonjour Paul.", PAUL))
    assert (await again.snapshot()).calls["one"] is State.UP
    assert len((await handsets.rings())["log"]) == 1
    await again.close()


async def test_the_newest_allo_is_at_the_desk(place: str, handsets: HandsetClient) -> None:
    first, old_desk = await allo_at(place)
    await first.close()
    second, desk = await allo_at(place)
    desk.replies_to(CallArrived, (say("Bonjour."), Join("room")))
    await handsets.dials(CLAIRE)
    await soon(lambda: heard(handsets, "Bonjour."))
    assert old_desk.events == []
    assert "appelle Allô" in "\n".join(await handsets.transcript())
    await second.close()


async def test_allo_connects_again_by_itself_and_takes_a_snapshot(tmp_path: Path) -> None:
    path, back = str(tmp_path / "exchange.sock"), asyncio.Event()
    process = await exchange_process(path)

    async def came_back() -> None:
        back.set()

    exchange = RemoteExchange(path, back=came_back)
    await exchange.open()
    exchange.connect(ScriptedDesk())
    process.kill()
    await process.wait()
    with pytest.raises((Later, InDoubt)):
        await exchange.instruct("one")
    process = await exchange_process(path)
    await asyncio.wait_for(back.wait(), 5)
    assert (await exchange.snapshot()).calls == {}
    await exchange.close()
    process.terminate()
    await process.wait()


async def test_both_share_the_time(place: str) -> None:
    exchange, _ = await allo_at(place)
    assert exchange.clock is not None
    apart = (await exchange.snapshot()).taken_at - exchange.clock.now()
    assert abs(apart.total_seconds()) < 5
    await exchange.close()


async def test_nobody_listens(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await RemoteExchange(str(tmp_path / "nothing.sock")).open()
    with pytest.raises(Later):
        await RemoteExchange(str(tmp_path / "nothing.sock")).instruct("one")


async def test_a_handset_beside_an_exchange_in_this_process(tmp_path: Path) -> None:
    clock = ScaledClock(TUESDAY, speed=20)
    exchange, desk = Exchange(Timeline(TUESDAY, clock=clock, speed=20)), ScriptedDesk()
    exchange.connect(desk)
    desk.replies_to(CallArrived, (ask("Bonjour."),))
    server, running = HandsetServer(exchange), asyncio.ensure_future(follow(exchange))
    await server.start(str(tmp_path / "handsets.sock"))
    news: list[tuple[str, object]] = []
    handset = HandsetClient(
        str(tmp_path / "handsets.sock"), lambda kind, values: news.append((kind, values.get("text")))
    )
    await handset.open()
    await handset.install(CLAIRE, "Claire")
    await handset.dials(CLAIRE)
    await soon(lambda: ("heard", "Bonjour.") in news)
    assert ("connected", None) in news
    await handset.close()
    await server.stop()
    running.cancel()
    await asyncio.wait({running})


def test_events_and_orders_survive_the_wire() -> None:
    for event in (
        CallArrived("c", None, "+33199000000", TUESDAY),
        Answered("c", 3, Digits("1")),
        StarPressed("c", 4),
        MachineDetected("c", Detection.FAX),
        Announced("room", "r"),
    ):
        assert event_from(plain_of(event)) == event
    order = Announce("room", (Words("Bonjour."), Words("À tous.")), "r")
    assert order_from(plain_of(order)) == order


async def rung(handsets: HandsetClient) -> bool:
    return bool((await handsets.rings())["log"])


async def seated(handsets: HandsetClient) -> bool:
    return bool(await handsets.rooms())


async def heard(handsets: HandsetClient, text: str, number: str = CLAIRE) -> bool:
    return text in await handsets.heard(number)
