"""The application and where it listens: an address, or a socket inherited from systemd: a restart loses no call."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from allo.domain.errors import AlloError, why_not
from allo.web.health import Check, health_handler

_SHUTDOWN_SECONDS = 1.0  # that requests under way are given at the end


class AddressTaken(AlloError):
    """The address to listen at is used by another program, or is none of this machine."""


def make_application(checks: Mapping[str, Check]) -> web.Application:
    application = web.Application()
    application.router.add_get("/health", health_handler(checks))
    return application


@asynccontextmanager
async def listening(application: web.Application, address: str, inherited: int | None = None) -> AsyncIterator[str]:
    """Answers inside; yields where. `inherited`: the descriptor of a socket that listens already."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await _start(runner, address, inherited)
        yield _place(runner)
    finally:
        await runner.cleanup()


async def _start(runner: web.AppRunner, address: str, inherited: int | None) -> None:
    """Raises AddressTaken."""
    host, _, port = address.rpartition(":")
    try:
        if inherited is not None:
            await web.SockSite(runner, socket.socket(fileno=inherited)).start()
        else:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    except OSError as fault:
        remedy = "arrêtez l'autre programme, ou choisissez un autre port"
        raise AddressTaken(f"ALLO_LISTEN = « {address} » ne peut être écouté ({why_not(fault)}) : {remedy}.") from None


def _place(runner: web.AppRunner) -> str:
    """Where it listens, as an address to open."""
    for name in runner.addresses:
        if isinstance(name, tuple):
            host = f"[{name[0]}]" if ":" in name[0] else name[0]
            return f"http://{host}:{name[1]}"
    return "une prise locale"
