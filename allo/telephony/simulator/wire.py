"""The exchange's own language on a local socket: JSON lines, questions and answers both ways.

A question is {"id": 7, "do": "dial", "with": {…}}, its answer {"re": 7, "ok": …} or {"re": 7, "error": "NotThere",
"detail": …}; {"do": …} without an id wants no answer.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from allo.app.ports import InDoubt, Later, NotThere, Refused

Plain = dict[str, Any]
Handler = Callable[[Plain], Awaitable[object]]

LONGEST_LINE = 1 << 24
PATIENCE = 10.0  # real seconds to wait for an answer
HERE = "127.0.0.1"

_ERRORS: dict[str, Callable[[str], Exception]] = {
    "NotThere": NotThere,
    "Refused": Refused,
    "Later": lambda detail: Later(float(detail)),
    "InDoubt": InDoubt,
    "ValueError": ValueError,
    "RuntimeError": RuntimeError,
}


class Lost(InDoubt):
    """The socket closed, or no answer came, after the question had left."""


class Peer:
    """One end of a socket. `handlers`: what the other end may ask of this one."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, handlers: Mapping[str, Handler]
    ) -> None:
        self._reader = reader
        self._writer = writer
        self.handlers = dict(handlers)
        self._ids = itertools.count(1)
        self._open: dict[int, asyncio.Future[object]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.closed = False

    async def ask(self, what: str, **values: object) -> Any:
        """The other end's answer. Raises its error; Lost where none comes."""
        if self.closed:
            raise Later(1.0)
        number = next(self._ids)
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._open[number] = answer
        try:
            self._send({"id": number, "do": what, "with": values})
            async with asyncio.timeout(PATIENCE):
                return await answer
        except TimeoutError:
            raise Lost(what) from None
        finally:
            del self._open[number]

    def tell(self, what: str, **values: object) -> None:
        """Without an answer; nothing where the socket is closed."""
        if not self.closed:
            self._send({"do": what, "with": values})

    async def serve(self) -> None:
        """Take lines until the other end closes."""
        try:
            with suppress(ConnectionError, ValueError):
                while line := await self._reader.readline():
                    self._take(json.loads(line))
        finally:
            self.close()

    def close(self) -> None:
        self.closed = True
        self._writer.close()
        for answer in self._open.values():
            if not answer.done():
                answer.set_exception(Lost("the socket closed"))

    def _send(self, message: Plain) -> None:
        self._writer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")

    def _take(self, message: Plain) -> None:
        if "re" in message:
            self._settle(message)
            return
        task = asyncio.ensure_future(self._answer(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _settle(self, message: Plain) -> None:
        answer = self._open.get(message["re"])
        if answer is None or answer.done():
            return
        if "error" in message:
            error = _ERRORS.get(message["error"], RuntimeError)
            answer.set_exception(error(str(message.get("detail", ""))))
        else:
            answer.set_result(message.get("ok"))

    async def _answer(self, message: Plain) -> None:
        reply: Plain = {"re": message.get("id")}
        try:
            reply["ok"] = await self._handle(message)
        except Exception as error:  # noqa: BLE001 - an edge: whatever it was, the other end is told
            detail = str(error.seconds) if isinstance(error, Later) else str(error)
            reply |= {"error": _name_of(error), "detail": detail}
        if "id" in message and not self.closed:
            self._send(reply)

    async def _handle(self, message: Plain) -> object:
        handler = self.handlers.get(message["do"])
        if handler is None:
            raise ValueError(f"not known here: {message['do']}")
        return await handler(message.get("with") or {})


def _name_of(error: Exception) -> str:
    return next((name for name in _ERRORS if type(error).__name__ == name), "RuntimeError")


async def connect(place: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """`place`: a port of this machine, or the path of a unix socket."""
    if place.isdigit():
        return await asyncio.open_connection(HERE, int(place), limit=LONGEST_LINE)
    return await asyncio.open_unix_connection(place, limit=LONGEST_LINE)


async def listen(
    place: str, welcome: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
) -> asyncio.Server:
    if place.isdigit():
        return await asyncio.start_server(welcome, HERE, int(place), limit=LONGEST_LINE)
    return await asyncio.start_unix_server(welcome, place, limit=LONGEST_LINE)
