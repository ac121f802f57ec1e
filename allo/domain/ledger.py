"""The dial ledger: an outgoing call is written here before it is made, and never made twice for one attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allo.domain.events import Outcome
from allo.domain.people import Telephone


class DialState(StrEnum):
    """`planned`: surely not sent; only `sending` and `doubt` need asking the provider; `waived`: it will not ring."""

    PLANNED = "planned"
    SENDING = "sending"
    PLACED = "placed"
    REFUSED = "refused"
    DOUBT = "doubt"
    WAIVED = "waived"
    ENDED = "ended"


RANK = {
    DialState.PLANNED: 0,
    DialState.SENDING: 1,
    DialState.DOUBT: 2,
    DialState.PLACED: 3,
    DialState.REFUSED: 4,
    DialState.WAIVED: 4,
    DialState.ENDED: 5,
}


class Why(StrEnum):
    """Why a telephone is rung."""

    WAVE = "wave"  # first ring and its redials, numbered 1, 2, 3, 4
    CALL_BACK = "call_back"  # cut off: once at +20 s (artist and host: three)
    PROMISED = "promised"  # waited in vain, agreed to be called when it begins
    RING_BACK = "ring_back"  # an artist or host without a code, a person asked for it
    DUTY = "duty"  # a person on duty, for somebody who pressed 0
    NEWS = "news"  # a cancellation told to those who were to be called


@dataclass(frozen=True, slots=True)
class Attempt:
    """One row of the ledger: unique by (session, telephone, why, number_of).

    `due`: not before this moment (UTC). `parties`: who is reached there ("listener:12" …), the first one leads.
    `zone`: the callee's own. `owner`/`fence`/`lease_until`: who is sending it. `help`: the help request of a duty call.
    `freed`: a person commanded it (`un_par_un`), so it may leave.
    """

    id: int = 0
    session: int | None = None
    help: int | None = None
    number: str = ""
    extension: str = ""
    ask_for: str = ""
    telephone: str = ""  # Telephone.key, kept as a keyed hash
    why: Why = Why.WAVE
    number_of: int = 1
    parties: tuple[str, ...] = ()
    zone: str = "Europe/Paris"
    until_21: bool = False
    due: datetime | None = None
    state: DialState = DialState.PLANNED
    freed: bool = False
    call: str = ""
    owner: str = ""
    fence: int = 0
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    outcome: Outcome | None = None
    machine: bool = False
    reached_room: bool = False
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def instrument(self) -> Telephone:
        return Telephone(self.number, self.extension, self.ask_for)


def may_move(current: DialState, new: DialState) -> bool:
    """Late or repeated news never moves a row back. A row sent back by the provider (`Later`) is planned again by a
    claim of its own, not through here."""
    return RANK[new] > RANK[current]
