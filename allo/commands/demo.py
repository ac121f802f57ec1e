"""`allo demo`: Tuesday's session of the example season on the exchange, on an accelerated clock, as a theatre script.

Nothing of the place is read: no `.env`, no `allo.toml`, no `ALLO_*`; the folder is made anew each run.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from allo.app.import_season import import_season
from allo.app.list_tasks import list_tasks
from allo.app.plan_sessions import plan_sessions
from allo.app.ports import Store
from allo.app.show_attendance import show_attendance
from allo.commands.casting import Casting
from allo.commands.evening import Evening
from allo.commands.french import FrenchCommand
from allo.commands.kit import kit_of
from allo.commands.printing import show
from allo.commands.stage_lights import StageLights
from allo.commands.theatre import Theatre, headings
from allo.documents.attendance_text import attendance_tables
from allo.documents.read_tables import read_tables
from allo.documents.shift_season import next_tuesday, shift_season
from allo.documents.task_text import task_text
from allo.domain.attendance_sheet import session_name
from allo.domain.errors import AlloError
from allo.domain.rules import Rules
from allo.domain.sessions import Session
from allo.ids import SystemIds
from allo.storage.opening import open_store
from allo.telephony.simulator.script_words import and_list
from ivr_flows.catalogue import Catalogue

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_SHEETS = {"permanence": "personnes de permanence", "seances": "séances", "presences": "présences"}
_AT = time(15, 0)
_BEGINS = timedelta(minutes=21)  # before the hour: just before the host is rung
_ENDS = timedelta(minutes=22)  # after the planned end: just after the archive


def add_to(application: typer.Typer) -> None:
    application.command("demo", cls=FrenchCommand)(demo)


def demo(
    context: typer.Context,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Le hasard : un autre nombre, d'autres gens.")] = 1,
    rotary: Annotated[bool, typer.Option("--rotary", help="Tous les auditeurs ont un téléphone à cadran.")] = False,
) -> int:
    """Joue la séance du mardi de la saison d'exemple, en accéléré, sans réseau ni compte."""
    now = kit_of(context).clock.now()
    with tempfile.TemporaryDirectory(prefix="allo-demo-") as folder:
        asyncio.run(_play(Path(folder), now, seed, rotary=rotary))
    return 0


async def _play(folder: Path, now: datetime, seed: int, *, rotary: bool) -> None:
    url, secret = f"sqlite:///{folder / 'allo.sqlite'}", secrets.token_hex(32)
    store = await open_store(url, secret=secret, data_dir=folder, serve=True, create=True, durable=False)
    try:
        session = await _season(store, now)
        await _session(store, session, seed, rotary=rotary)
    finally:
        await store.close()


async def _season(store: Store, now: datetime) -> Session:
    """The example season in the store; returns its Tuesday's session."""
    rules = Rules()
    tables = shift_season(read_tables(EXAMPLES), now=now, zone=rules.zone)
    report = await import_season(store, tables, now=now, ids=SystemIds(), line=rules.line, zone=rules.zone)
    if not report.written:
        raise AlloError("La saison d'exemple est abîmée : " + " ; ".join(map(str, report.refusals)))
    day = next_tuesday(now, rules.zone)
    async with store.read() as uow:
        found = await uow.sessions.find(date=day, time=_AT)
    counted = [f"{count.added} {_SHEETS.get(sheet, sheet)}" for sheet, count in report.counts.items() if count.added]
    show(Text(f"Saison d'exemple importée : {and_list(counted)}."))
    return found[0]


async def _session(store: Store, session: Session, seed: int, *, rotary: bool) -> None:
    lights = StageLights(session, sys.stdout)
    theatre = Theatre(lights.line, headings(Catalogue()))
    start = session.starts_at - _BEGINS
    evening = Evening(store, start, rules=Rules(), ids=SystemIds(), seed=seed, witness=theatre)
    await plan_sessions(evening.house, start)
    await Casting(evening.exchange, seed, rotary).install(store, session)

    def passes(now: datetime) -> None:
        theatre.flush(now)
        lights.time(now)

    lights.curtain(seed)
    with lights:
        await evening.play(session.ends_at + _ENDS, timedelta(seconds=10), passes)
        theatre.flush()
        lights.end()
    show(Text("\nLa feuille de présence", "bold"))
    show(attendance_tables(await show_attendance(store, session_name(session))))
    await _tasks(store)


async def _tasks(store: Store) -> None:
    """What the hour leaves to people, in French."""
    show(Text("\nÀ faire par une personne", "bold"))
    for line in [task_text(one) for one in await list_tasks(store)] or ["Rien : personne n'a été oublié."]:
        show(Text(f"- {line}"))
