"""« Appelez-moi la prochaine fois »: a place in the next wave for who agreed, a task for a human for who is unknown."""

from __future__ import annotations

from datetime import timedelta

from allo.app.dialling.reach import callee_of
from allo.app.dialling.rows import add_row, row_for
from allo.app.lookups.when import next_session
from allo.app.stage.opening import is_open_to_callers
from allo.app.stage.scene import Scene
from allo.domain.calls import Call
from allo.domain.ledger import Why
from allo.domain.records import Task, TaskKind


async def call_next_time(scene: Scene, call: Call) -> bool:
    """True where they will simply be called; False where somebody confirms their agreement first. The next time is
    today's where its room is not open yet."""
    now_open = scene.session.id if scene.session is not None and is_open_to_callers(scene) else None
    coming = await next_session(scene.uow, scene.now, now_open)
    callee = await callee_of(scene.uow, call.party, scene.house.rules.zone, coming.date) if coming is not None else None
    if coming is None or callee is None or callee.staff or callee.objection or callee.bad_number:
        key = f"{TaskKind.CONSENT.value}:{call.number or call.id}"
        await scene.ask_human(
            Task(key=key, kind=TaskKind.CONSENT, session=call.session, party=call.party, number=call.number)
        )
        return False
    due = coming.starts_at - timedelta(minutes=scene.house.rules.last_ring_lead_minutes)
    await add_row(scene.uow, row_for(callee, coming.id, Why.WAVE, due))  # or they are in the wave already
    return True
