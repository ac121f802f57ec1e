"""The collaborators of every use case, gathered once by the composition root; and what they asked the provider last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allo.app.ports import Ids, Store, Telephony
from allo.domain.rules import Rules
from ivr_flows.catalogue import Catalogue

PATIENCE = timedelta(seconds=3)  # what was asked and is not seen done is asked again after this


@dataclass(slots=True)
class Asked:
    """Per call: what was asked last, and when."""

    _last: dict[tuple[str, str], tuple[object, datetime]] = field(default_factory=dict)

    def may_ask(
        self, call: str, what: object, now: datetime, about: str = "microphone", patience: timedelta = PATIENCE
    ) -> bool:
        """True, and remembered, unless the same was asked of this call a moment ago."""
        if not self.is_due(call, what, now, about, patience):
            return False
        self._last[call, about] = (what, now)
        return True

    def is_due(self, call: str, what: object, now: datetime, about: str, patience: timedelta) -> bool:
        """What `may_ask` would say; nothing is remembered."""
        last = self._last.get((call, about))
        return last is None or last[0] != what or now - last[1] >= patience

    def known_for(self, call: str, now: datetime) -> timedelta:
        """How long ago this was first asked about a call that no row claims."""
        _, since = self._last.setdefault((call, "stray"), (True, now))
        return now - since

    def forget(self, call: str) -> None:
        for key in [key for key in self._last if key[0] == call]:
            del self._last[key]


@dataclass(frozen=True, slots=True)
class House:
    """`asked`: when we last asked the provider for a microphone or a list; all else that matters is in the store."""

    store: Store
    telephony: Telephony
    rules: Rules
    ids: Ids
    catalogue: Catalogue
    asked: Asked = field(default_factory=Asked)
