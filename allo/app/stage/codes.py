"""Codes at the door: who they belong to, and how often they may be tried (RELIABILITY §3, "Caller ID and PIN")."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from allo.app.stage.scene import Scene
from allo.domain.calls import Call
from allo.domain.connections import WITHHELD
from allo.domain.records import CodeTry, Task, TaskKind
from allo.domain.sessions import Session

_HOUR = timedelta(hours=1)
_LIVE_BEFORE = timedelta(minutes=15)  # a structure's code lives from then to the end of the session


async def is_code_of(scene: Scene, digits: str) -> str:
    """The party of this code where it counts now, else ""."""
    found = await scene.uow.codes.find(digits=digits)
    if not found:
        return ""
    party = found[0].party
    return party if not party.startswith("structure:") or _lives(scene.session, scene) else ""


def _lives(session: Session | None, scene: Scene) -> bool:
    return session is not None and scene.now >= session.starts_at - _LIVE_BEFORE


async def may_try(scene: Scene, call: Call) -> bool:
    """False once too many wrong codes came from there, or from everywhere, within an hour."""
    rules, bucket = scene.house.rules, call.number or WITHHELD
    recent = [one for one in await scene.uow.code_tries.find() if one.at is not None and scene.now - one.at < _HOUR]
    from_there = sum(one.bucket == bucket for one in recent)
    return from_there < rules.code_tries_per_hour and len(recent) < rules.code_tries_service_hour


async def note_wrong_code(scene: Scene, call: Call) -> int:
    """Counts it; returns how many this call has made. Twenty in an hour alert a human."""
    await scene.uow.code_tries.add(CodeTry(bucket=call.number or WITHHELD, at=scene.now))
    wrong = call.notes.get("wrong_codes")
    failed = (wrong if isinstance(wrong, int) else 0) + 1
    scene.keep(replace(call, notes={**call.notes, "wrong_codes": failed}))
    recent = [one for one in await scene.uow.code_tries.find() if one.at is not None and scene.now - one.at < _HOUR]
    if len(recent) >= scene.house.rules.code_tries_service_hour:
        key = f"{TaskKind.WRONG_CODES.value}:{scene.now:%Y-%m-%dT%H}"
        await scene.ask_human(Task(key=key, kind=TaskKind.WRONG_CODES, values={"count": len(recent)}))
    return failed
