"""`allo dial next`: a person lets the next call of a session leave (`ALLO_DIAL_MODE=un_par_un`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allo.app.dialling.missing import free_next
from allo.app.dialling.presence import may_be_called, room_of, said_ready, stage_is_set
from allo.app.lookups.names import party_name
from allo.app.ports import Store
from allo.domain.errors import NothingToDial
from allo.domain.phone_numbers import masked
from allo.domain.redial import is_staff
from allo.domain.rules import DialMode, Rules
from allo.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class NextCall:
    """What will ring within a second or two; `waits`: only once the artist or host is on the line or has said
    « je suis prêt ». `number` is masked."""

    name: str
    number: str
    waits: bool = False


async def dial_next(store: Store, session: Session, *, rules: Rules, now: datetime) -> NextCall:
    """Raises NothingToDial."""
    if rules.dial_mode is DialMode.NEVER:
        raise NothingToDial(
            "ALLO_DIAL_MODE vaut « jamais » : Allô n'appelle personne. Appelez vous-même (voyez les tâches),"
            " ou choisissez « un_par_un »."
        )
    async with store.write() as uow:
        fresh = await uow.lock_session(session.id)
        room = await room_of(uow, fresh)
        row = await free_next(rules, uow, session, room, now)
        if fresh is None or row is None:
            raise NothingToDial(_why_not(fresh))
        ready = is_staff(row) or stage_is_set(room) or await said_ready(uow, fresh)
        name = await party_name(uow, row.parties[0]) if row.parties else ""
    return NextCall(name, masked(row.number), waits=not ready)


def _why_not(session: Session | None) -> str:
    if not may_be_called(session):
        return "Cette séance n'appelle personne : elle est finie, annulée ou pas encore programmée."
    return "Aucun appel n'est prévu maintenant pour cette séance : tous sont faits, ou leur heure n'est pas venue."
