"""`/health`: can a call be taken now? 200 {"status": "ok"}, else 503 with `status` and `checks` (DATA.md)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Check = Callable[[], Awaitable[str]]
"""Returns "" where all is well, else a French sentence that says what is wrong."""


def health_handler(checks: Mapping[str, Check]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def health(_: web.Request) -> web.Response:
        found = {name: await check() for name, check in checks.items()}
        if not any(found.values()):
            return web.json_response({"status": "ok"})
        told = {name: fault or "ok" for name, fault in found.items()}
        return web.json_response({"status": "unavailable", "checks": told}, status=503)

    return health
