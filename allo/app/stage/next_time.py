"""« Appelez-moi la prochaine fois »: a place in the next wave for who agreed, a task for a human for who is unknown."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from allo.app.lookups.when import next_session
from allo.app.ports import Conflict
from allo.app.stage.scene import Scene
from allo.domain.calls import Call
from allo.domain.ledger import Attempt, Why
from allo.domain.people import Consent, Listener
from allo.domain.records import Task, TaskKind


async def call_next_time(scene: Scene, call: Call) -> bool:
    """True where they will simply be called; False where somebody confirms their agreement first."""
    listener = await _agreed(scene, call)
    coming = await next_session(scene.uow, scene.now, scene.session.id if scene.session else None)
    if listener is None or coming is None:
        key = f"{TaskKind.CONSENT.value}:{call.number or call.id}"
        await scene.ask_human(
            Task(key=key, kind=TaskKind.CONSENT, session=call.session, party=call.party, number=call.number)
        )
        return False
    row = Attempt(
        session=coming.id,
        number=listener.number,
        extension=listener.extension,
        ask_for=listener.ask_for,
        telephone=listener.telephone.key,
        why=Why.WAVE,
        parties=(f"listener:{listener.id}",),
        zone=listener.zone or scene.house.rules.zone,
        until_21=listener.until_21,
        due=coming.starts_at - timedelta(minutes=scene.house.rules.last_ring_lead_minutes),
    )
    with suppress(Conflict):  # already in the wave
        await scene.uow.attempts.add(row)
    return True


async def _agreed(scene: Scene, call: Call) -> Listener | None:
    kind, _, number = call.party.partition(":")
    listener = await scene.uow.listeners.get(int(number)) if kind == "listener" else None
    return listener if listener is not None and listener.consent is Consent.GIVEN else None
