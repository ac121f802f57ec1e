"""A handset in the terminal: what is heard is written, what is typed is pressed, said or done.

A line of keys (`1`, `*7`, `#`) is pressed; `raccrocher`, `décrocher`, `refuser`, `attendre …` are done; other words are
said aloud.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from allo.app.ports import InDoubt, Later
from allo.domain.names import normal
from allo.domain.phone_numbers import pretty
from allo.telephony.simulator.handset_client import HandsetClient
from allo.telephony.simulator.wire import Plain

HELP = (
    "Tapez des chiffres, * ou # pour appuyer sur des touches, autre chose pour parler ; « attendre 5 » (secondes) ou "
    "« attendre bonjour » (des mots) pour écouter ; « raccrocher » ou Ctrl-D pour finir."
)
_KEYS = re.compile(r"[0-9*#]+")
_LONGEST_WAIT = 3600.0
_ENDS = {
    "completed": "La communication est terminée.",
    "dropped": "La ligne est coupée.",
    "no_answer": "Il ne sonne plus.",
    "canceled": "Il ne sonne plus.",
    "refused": "Appel refusé.",
}
_WAIT = re.compile(r"attendre\b\s*(.*)", re.IGNORECASE)
ENOUGH = frozenset({"raccrocher", "raccroche", "fin"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Who handles it. `waits`: does not call but waits to be called."""

    number: str
    line: str
    rotary: bool = False
    withheld: bool = False
    waits: bool = False


class TerminalHandset:
    """`write`: where lines go. `use` goes on until the call ends, the lines end, or the exchange is gone."""

    def __init__(self, place: str, owner: Owner, write: Callable[[str], None]) -> None:
        self._client = HandsetClient(place, self._news)
        self._owner = owner
        self._write = write
        self._heard: list[str] = []
        self._read = 0
        self._stirred = asyncio.Event()
        self._ringing = self._talking = self._over = False

    async def use(self, lines: asyncio.Queue[str | None]) -> bool:
        """False where the exchange went away. Raises OSError where there is none, ValueError where the number is in a
        call elsewhere."""
        await self._client.open()
        acting = asyncio.ensure_future(self._all(lines))
        lost, over = asyncio.ensure_future(self._client.lost()), asyncio.ensure_future(self._ended())
        done, left = await asyncio.wait({acting, lost, over}, return_when=asyncio.FIRST_COMPLETED)
        for task in left:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._client.close()
        return lost not in done and (acting not in done or acting.result())

    async def _ended(self) -> None:
        await self._until(lambda: self._over, None)

    async def _all(self, lines: asyncio.Queue[str | None]) -> bool:
        """Line after line. False where the exchange does not answer."""
        owner = self._owner
        try:
            ways = {"rotary": owner.rotary, "withheld": owner.withheld}
            await self._client.install(owner.number, pretty(owner.number), **ways)
            if not owner.waits:
                await self._client.dials(owner.number, owner.line)
                await self._until(lambda: self._talking, _LONGEST_WAIT)
            while (line := await lines.get()) is not None and normal(line) not in ENOUGH:
                if line.strip():
                    await self._act(line.strip())
            await self._client.hangs_up(owner.number)
        except (InDoubt, Later):
            return False
        await self._until(lambda: not self._talking, 5.0)
        return True

    async def _act(self, line: str) -> None:
        number, word = self._owner.number, normal(line)
        try:
            if waiting := _WAIT.fullmatch(line):
                await self._wait(waiting[1])
            elif word == "decrocher":
                await self._client.picks_up(number)
            elif word == "refuser":
                await self._client.refuses(number)
            elif _KEYS.fullmatch(line.replace(" ", "")):
                await self._client.presses(number, line.replace(" ", ""))
            else:
                await self._client.says(number, line)
        except RuntimeError:
            self._write("(le téléphone n'est pas en communication)")

    async def _wait(self, what: str) -> None:
        """So many seconds; until these words are heard (after those waited for before); until it rings."""
        if re.fullmatch(r"\d+([.,]\d+)?", what):
            await self._until(lambda: False, float(what.replace(",", ".")))
        elif what:
            await self._until(lambda: self._finds(normal(what)), _LONGEST_WAIT)
        else:
            await self._until(lambda: self._ringing or self._talking, _LONGEST_WAIT)

    def _finds(self, words: str) -> bool:
        for at in range(self._read, len(self._heard)):
            if words in normal(self._heard[at]):
                self._read = at + 1
                return True
        return False

    async def _until(self, condition: Callable[[], bool], seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    self._stirred.clear()
                    await self._stirred.wait()
        except TimeoutError:
            return

    # --- what reaches it ---------------------------------------------------------------------------------------------

    def _news(self, kind: str, values: Plain) -> None:
        text = str(values.get("text", ""))
        match kind:
            case "ringing":
                self._ringing = True
                self._write("Le téléphone sonne : « décrocher » ou « refuser ».")
            case "connected":
                self._ringing, self._talking = False, True
                self._write("On décroche.")
            case "heard":
                self._heard.append(text)
                self._write(f"Allô : {text}")
            case "voice":
                self._heard.append(text)
                self._write(f"{values.get('name') or 'Une voix'} : {text or '…'}")
            case "ended":
                self._ringing, self._talking, self._over = False, False, not self._owner.waits
                self._write(_ENDS.get(str(values.get("outcome")), "La communication est terminée."))
        self._stirred.set()
