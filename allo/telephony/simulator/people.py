"""Kinds of people with particular ways: voicemail, switchboard, group, speakerphone, a script of acts; and the two on
stage, in `stage_people.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from allo.domain.events import Outcome
from allo.telephony.simulator.habits import LISTENER
from allo.telephony.simulator.persons import Habit, Manners, Person
from allo.telephony.simulator.talk_lines import Deck

BREATH = 1.2  # seconds between two sentences of a greeting
_SENTENCE = 3.5  # seconds


class Talker(Person):
    """Says what nobody has said yet, where a `deck` is shared with the others; else anything."""

    def __init__(
        self,
        habits: Sequence[Habit] = (),
        manners: Manners | None = None,
        *,
        seed: str = "",
        pace: float = 1.0,
        deck: Deck | None = None,
    ) -> None:
        super().__init__(habits, manners, seed=seed, pace=pace)
        self.deck = deck

    def one_of(self, lines: Sequence[str]) -> str:
        return super().one_of(lines) if self.deck is None else self.deck.draw(lines, self.chance)


class Voicemail(Person):
    """A machine that greets for so long, in one go or with pauses, with or without a beep, and records a while."""

    def __init__(self, greeting: float = 12.0, *, pauses: bool = False, beep: bool = True, seed: str = "") -> None:
        super().__init__((), Manners(picks_up=(18.0, 22.0), greeting=""), seed=seed)
        self._greeting = greeting
        self._pauses = pauses
        self._beep = beep

    def connected(self) -> None:
        super().connected()
        pieces = _pieces(self._greeting, self._pauses)
        for begins, lasts in pieces:
            self.soon((0.4 + begins, 0.4 + begins), lambda lasts=lasts: self.say("(annonce de répondeur)", lasts))  # type: ignore[misc]
        end = 0.4 + sum(pieces[-1])
        if self._beep:
            self.soon((end + 0.5, end + 0.5), self.handset.beeps)
        self.soon((end + 60.0, end + 60.0), self.handset.hangs_up)


def _pieces(seconds: float, pauses: bool) -> list[tuple[float, float]]:
    """When each piece of a greeting begins and how long it lasts."""
    if not pauses:
        return [(0.0, seconds)]
    pieces, at = [], 0.0
    while at < seconds:
        lasts = min(_SENTENCE, max(1.0, seconds - at))
        pieces.append((at, lasts))
        at += lasts + BREATH
    return pieces


class Speakerphone(Talker):
    """Its loudspeaker feeds its microphone: when the room speaks, it speaks too."""

    def hears_voice(self, name: str, text: str, seconds: float) -> None:
        if text != "(écho)":
            self.soon((0.2, 0.2), lambda: self.say("(écho)", seconds))


class Group(Talker):
    """Several people around one telephone, who say how many they are."""

    def __init__(
        self, heads: int = 6, *, seed: str = "", manners: Manners | None = None, deck: Deck | None = None
    ) -> None:
        counted = Habit("pour répondre, tapez le nombre", lambda person: person.press(str(heads)), after=(1.5, 3.0))
        in_group = Habit("si vous êtes en groupe, tapez un", lambda person: person.press("1"))
        greeting = manners or Manners(greeting="Oui, bonjour, nous sommes tous là.")
        super().__init__((counted, in_group, *LISTENER), greeting, seed=seed, deck=deck)


class Operator(Person):
    """A switchboard: the operator puts through to a person who is asked for, or the machine to an extension; they come
    to the telephone after some seconds. `inside`: people by extension ("12") or by name ("Jeanne Petit"); `names`: how
    they are called in the script once they are at the telephone (else it keeps the switchboard's name)."""

    def __init__(
        self,
        inside: Mapping[str, Person],
        *,
        names: Mapping[str, str] | None = None,
        greeting: str = "Résidence, bonjour.",
        seed: str = "",
    ) -> None:
        super().__init__((), Manners(picks_up=(3.0, 8.0), greeting=greeting), seed=seed)
        self._inside = inside
        self._names = names or {}
        self._own_name = ""
        self._through: Person | None = None

    def hears(self, text: str) -> None:
        if self._through is not None:
            self._through.hears(text)
            return
        if "me passer" in text.casefold():
            found = next((name for name in self._inside if name.casefold() in text.casefold()), None)
            if found is None:
                self.soon((1.0, 2.0), lambda: self.say("Je ne connais personne de ce nom."))
            else:
                self.soon((1.0, 2.0), lambda: self.say("Ne quittez pas, je vais voir."))
                self.soon((12.0, 30.0), lambda: self._put_through(found))

    def hears_tones(self, digits: str) -> None:
        if digits in self._inside:
            self.soon((2.0, 5.0), lambda: self._put_through(digits))

    def hears_voice(self, name: str, text: str, seconds: float) -> None:
        if self._through is not None:
            self._through.hears_voice(name, text, seconds)

    def ended(self, outcome: Outcome) -> None:
        self._through = None
        self.handset.name = self._own_name or self.handset.name

    def _put_through(self, place: str) -> None:
        person = self._inside[place]
        self._own_name = self._own_name or self.handset.name
        self.handset.name = self._names.get(place, self._own_name)
        person.plug(self.handset)
        person.calls += 1
        self._through = person
        person.connected()


@dataclass(frozen=True, slots=True)
class Act:
    """`what`: "presses *1", "says oui", "hangs up", "is cut off"; so many seconds after the conversation began."""

    at: float
    what: str


class Script(Person):
    """Somebody who does what is written down, whatever they hear."""

    def __init__(self, acts: Sequence[Act], *, manners: Manners | None = None, seed: str = "") -> None:
        super().__init__((), manners, seed=seed)
        self._acts = acts

    def connected(self) -> None:
        super().connected()
        for act in self._acts:
            self.soon((act.at, act.at), self._deed(act.what))

    def _deed(self, what: str) -> Callable[[], None]:
        verb, _, rest = what.partition(" ")
        match verb:
            case "presses":
                return lambda: self.press(rest)
            case "says":
                return lambda: self.say(rest)
            case "hangs":
                return self.handset.hangs_up
            case "is":
                return self.handset.is_cut_off
            case _:
                raise ValueError(f"not an act: {what!r}")
