"""`/health` over HTTP, and where the application listens."""

from __future__ import annotations

import socket

import pytest
from aiohttp import ClientSession

from allo.web.application import AddressTaken, listening, make_application
from allo.web.health import Check


def says(what: str) -> Check:
    async def check() -> str:
        return what

    return check


async def ask(address: str) -> tuple[int, object]:
    async with ClientSession() as session, session.get(f"{address}/health") as answer:
        return answer.status, await answer.json()


async def test_all_is_well() -> None:
    application = make_application({"database": says(""), "telephony": says("")})
    async with listening(application, "127.0.0.1:0") as address:
        assert await ask(address) == (200, {"status": "ok"})


async def test_what_is_wrong_is_said_and_what_is_not_too() -> None:
    application = make_application({"database": says("La base est occupée."), "telephony": says("")})
    async with listening(application, "127.0.0.1:0") as address:
        status, told = await ask(address)
    checks = {"database": "La base est occupée.", "telephony": "ok"}
    assert (status, told) == (503, {"status": "unavailable", "checks": checks})


async def test_an_address_that_is_taken_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(AddressTaken, match=rf"ALLO_LISTEN = « {address} »"):
            async with listening(make_application({}), address):
                raise AssertionError("it listens")


async def test_an_inherited_socket_is_listened_at() -> None:
    mine = socket.socket()
    mine.bind(("127.0.0.1", 0))
    mine.listen()
    port = mine.getsockname()[1]
    async with listening(make_application({"database": says("")}), "127.0.0.1:1", mine.detach()) as address:
        assert address == f"http://127.0.0.1:{port}"
        assert await ask(address) == (200, {"status": "ok"})
