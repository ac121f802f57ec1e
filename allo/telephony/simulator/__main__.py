"""The exchange as a process of its own: `python -m allo.telephony.simulator --socket PATH`. It ends by SIGTERM."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path

from allo.app.ports import Abilities
from allo.clock import ScaledClock, SystemClock
from allo.telephony.simulator.exchange import LINE, Exchange
from allo.telephony.simulator.handset_desk import install_people
from allo.telephony.simulator.server import ExchangeServer, follow
from allo.telephony.simulator.timeline import Timeline


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="allo.telephony.simulator", description="Le central téléphonique d'essai.")
    parser.add_argument("--socket", required=True, help="chemin d'une prise locale, ou numéro de port")
    parser.add_argument("--speed", type=float, default=1.0, help="secondes du central par seconde")
    parser.add_argument("--start", help="heure de départ (ISO, avec décalage) ; l'heure qu'il est si absente")
    parser.add_argument("--people", type=Path, help="fichier JSON : [{number, name, kind, options}]")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--line", action="append", help=f"un numéro d'Allô ({LINE} si absent)")
    parser.add_argument(
        "--no-keys-in-room", action="store_true", help="comme Twilio : l'étoile fait sortir de la salle"
    )
    return parser.parse_args()


async def run(chosen: argparse.Namespace) -> None:
    start = datetime.fromisoformat(chosen.start) if chosen.start else SystemClock().now()
    clock = ScaledClock(start, chosen.speed)
    timeline = Timeline(start, clock=clock, speed=chosen.speed)
    can = Abilities(keys_in_room=False, private_in_room=False) if chosen.no_keys_in_room else Abilities()
    exchange = Exchange(timeline, seed=chosen.seed, can=can, lines=chosen.line or [LINE])
    if chosen.people:
        install_people(exchange, json.loads(chosen.people.read_text(encoding="utf-8")), chosen.seed)
    server = ExchangeServer(exchange, clock, seed=chosen.seed)
    await server.start(chosen.socket)
    running = asyncio.ensure_future(follow(exchange))
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, running.cancel)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.wait({running})
    await server.stop()


if __name__ == "__main__":
    asyncio.run(run(options()))
