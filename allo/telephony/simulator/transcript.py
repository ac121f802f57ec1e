"""A run of the exchange written down like a theatre script, in French: one line per act, local time, names of the
handsets' owners, masked numbers. What several people live through at the same moment is one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from allo.domain.events import Detection, Outcome
from allo.domain.phone_numbers import masked
from allo.telephony.simulator.acts import Act, Aftermath, Deed
from allo.telephony.simulator.script_words import ANSWERS, ENDS, KEY_WORDS, MICROPHONES, SENTENCES, TOGETHER, worded

_TYPED_TOGETHER = timedelta(seconds=2)
_QUOTED = {Deed.HEARS, Deed.TOLD, Deed.ANNOUNCED, Deed.WAITS, Deed.APOLOGY, Deed.SAYS, Deed.RECORDED}


@dataclass(frozen=True, slots=True)
class Line:
    """« 14:40:00  Allô appelle Claire (+33 1 •• •• •• 12) »: `who` "Allô", `act` the rest; `text`: what was said."""

    at: datetime
    who: str
    act: str
    text: str = ""

    def __str__(self) -> str:
        said = f" : « {self.text} »" if self.text else ""
        return f"{self.at:%H:%M:%S}  {self.who} {self.act}{said}".rstrip()


class Transcript:
    """A witness of an exchange. `hook`: called with each line as it is finished; `lines`: all (after `close`)."""

    def __init__(self, zone: tzinfo | None = None, hook: Callable[[Line], None] | None = None) -> None:
        self._zone = zone or ZoneInfo("Europe/Paris")
        self._hook = hook
        self._pending: list[Act] = []
        self._waited: set[tuple[str, str]] = set()
        self._aftermath = Aftermath()
        self._rooms: dict[str, str] = {}
        self.lines: list[Line] = []

    def name_room(self, room: str, name: str) -> None:
        """How this room is called in the script (« la salle » else)."""
        self._rooms[room] = name

    def text(self) -> str:
        self.close()
        return "\n".join(str(line) for line in self.lines)

    def close(self) -> None:
        """Write what was held back to be joined with the next act."""
        acts, self._pending = self._pending, []
        if acts:
            line = self._line(acts)
            self.lines.append(line)
            if self._hook is not None:
                self._hook(line)

    def __call__(self, act: Act) -> None:
        if self._is_silent(act):
            return
        if self._pending and not _belongs(self._pending[-1], act):
            self.close()
        self._pending.append(act)

    def _is_silent(self, act: Act) -> bool:
        """What the line before says already: repeated waiting words, the end of a call that was just hung up."""
        if act.deed is Deed.WAITS:
            known = (act.room, act.text) in self._waited
            self._waited.add((act.room, act.text))
            return known
        return self._aftermath.covers(act)

    def _line(self, acts: list[Act]) -> Line:
        first = acts[0]
        at = first.at.astimezone(self._zone)
        names = list(dict.fromkeys(act.who for act in acts))
        if first.deed is Deed.SAYS and (not first.text or first.text.startswith("(")):
            return Line(at, names[0], first.text or "fait du bruit")
        sentence = ENDS[Outcome(first.detail)] if first.deed is Deed.ENDS else SENTENCES[first.deed]
        who, _, did = self._worded(sentence, acts, names).partition("|")
        return Line(at, who, did, first.text if first.deed in _QUOTED else "")

    def _worded(self, sentence: str, acts: list[Act], names: list[str]) -> str:
        first = acts[0]
        keys = ", ".join(KEY_WORDS[key] for act in acts for key in act.text) if first.deed is Deed.KEYS else first.text
        label = ANSWERS[Detection(first.detail)] if first.deed is Deed.DETECTED else ""
        return worded(
            sentence,
            names,
            plural=len(names) > 1 if first.deed in MICROPHONES else None,
            number=masked(first.number) if first.number.startswith("+") else first.number,
            room=self._rooms.get(first.room, "la salle"),
            text=keys,
            muted=" (micro fermé)" if first.detail else "",
            label=label[:1].upper() + label[1:],
            seconds=first.detail,
        )


def _belongs(before: Act, act: Act) -> bool:
    """One line for both: keys typed in a row, or the same thing for several people at once."""
    if before.deed is not act.deed:
        return False
    if act.deed is Deed.KEYS:
        return act.call == before.call and act.at - before.at <= _TYPED_TOGETHER
    same = (before.text, before.detail, before.room) == (act.text, act.detail, act.room)
    return same and act.deed in TOGETHER and act.at == before.at and act.call != before.call
