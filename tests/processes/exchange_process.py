"""The exchange as a process of its own, with a journal of all that happens on it: what the kill tests compare with.

python -m tests.processes.exchange_process SOCKET START SPEED PEOPLE JOURNAL
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path

from allo.clock import ScaledClock
from allo.telephony.simulator.acts import Act, Witness
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset_desk import install_people
from allo.telephony.simulator.server import ExchangeServer, follow
from allo.telephony.simulator.timeline import Timeline
from allo.telephony.simulator.wire import Plain


def main(socket: str, start: str, speed: str, people: str, journal: str) -> None:
    invited = json.loads(Path(people).read_text(encoding="utf-8"))
    clock = ScaledClock(datetime.fromisoformat(start), float(speed))
    with Path(journal).open("w", encoding="utf-8", buffering=1) as file:

        def note(act: Act) -> None:
            known = {"at": act.at.isoformat(), "deed": act.deed.value, "call": act.call, "number": act.number}
            file.write(json.dumps({**known, "detail": act.detail, "text": act.text}) + "\n")

        asyncio.run(run(socket, clock, invited, note))


async def run(socket: str, clock: ScaledClock, invited: list[Plain], witness: Witness) -> None:
    exchange = Exchange(Timeline(clock.start, clock=clock, speed=clock.speed))
    install_people(exchange, invited, seed=1)
    exchange.watch(witness)
    server = ExchangeServer(exchange, clock)
    await server.start(socket)
    running = asyncio.ensure_future(follow(exchange))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.wait({running})
    await server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
