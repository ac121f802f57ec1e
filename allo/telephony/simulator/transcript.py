"""A run of the exchange written down like a theatre script, in French: one line per act, local time, names of the
handsets' owners, masked numbers. What several people live through at the same moment is one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from allo.domain.events import Detection, Outcome
from allo.domain.phone_numbers import masked
from allo.telephony.simulator.acts import Act, Deed
from allo.telephony.simulator.script_words import ENDS, KEY_WORDS, LABELS, SENTENCES, TOGETHER, and_list

_TYPED_TOGETHER = timedelta(seconds=2)
_TOLD = {Deed.HEARS, Deed.TOLD, Deed.ANNOUNCED, Deed.WAITS, Deed.APOLOGY}


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
        self._hung_up: set[str] = set()
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
        match act.deed:
            case Deed.WAITS:
                known = (act.room, act.text) in self._waited
                self._waited.add((act.room, act.text))
                return known
            case Deed.HANGS_UP:
                self._hung_up.add(act.call)
            case Deed.ENDS:
                return act.call in self._hung_up
            case Deed.LEAVES:
                return act.detail == "ended"
        return False

    def _line(self, acts: list[Act]) -> Line:
        first = acts[0]
        at = first.at.astimezone(self._zone)
        if first.deed is Deed.KEYS:
            keys = ", ".join(KEY_WORDS[key] for act in acts for key in act.text)
            return Line(at, first.who, f"appuie sur {keys}")
        names = and_list(list(dict.fromkeys(act.who for act in acts)))
        sentence = TOGETHER.get(first.deed, SENTENCES[first.deed]) if len(acts) > 1 else SENTENCES[first.deed]
        if first.deed is Deed.ENDS:
            sentence = ENDS[Outcome(first.detail)]
        return self._worded(first, at, sentence, names)

    def _worded(self, act: Act, at: datetime, sentence: str, names: str) -> Line:
        text, deed = act.text, act.deed
        if deed is Deed.SAYS and (not text or text.startswith("(")):
            return Line(at, names, text or "fait du bruit")
        filled = sentence.format(
            who=names,
            number=masked(act.number) if act.number.startswith("+") else act.number,
            room=self._rooms.get(act.room, "la salle"),
            text=text,
            muted=" (micro fermé)" if act.detail else "",
            label=LABELS[Detection(act.detail)] if deed is Deed.DETECTED else "",
            seconds=act.detail,
        )
        who, _, did = filled.partition("|")
        return Line(at, who, did, text if deed in _TOLD or deed in (Deed.SAYS, Deed.RECORDED) else "")


def _belongs(before: Act, act: Act) -> bool:
    """One line for both: keys typed in a row, or the same thing for several people at once."""
    if before.deed is not act.deed:
        return False
    if act.deed is Deed.KEYS:
        return act.call == before.call and act.at - before.at <= _TYPED_TOGETHER
    same = (before.text, before.detail, before.room) == (act.text, act.detail, act.room)
    return same and act.deed in TOGETHER and act.at == before.at and act.call != before.call
