"""People who answer each other: an artist who performs, a host who gives the floor and keeps the talk going, somebody
who asks for help, and the person on duty who gives it."""

from __future__ import annotations

import re
from collections.abc import Callable

from allo.telephony.simulator.habits import ARTIST, ASKS_FOR_HELP, EXCHANGE, HOST, ON_DUTY, PIECE, phase_of
from allo.telephony.simulator.people import Talker
from allo.telephony.simulator.persons import Habit, Manners
from allo.telephony.simulator.talk_lines import HELP_ASKED, HELP_GIVEN, QUESTIONS, RETURNS, TOUCHED, Deck

_PATIENCE = (40.0, 80.0)  # seconds somebody has the floor
_FROM_THE_STAGE = {*QUESTIONS.values(), *TOUCHED, "Merci de votre écoute."}
_COUNTED = 45.0  # seconds after which a breath is not worth another piece


class Artist(Talker):
    """Performs when the performance begins: sound for so many minutes, with breaths; then étoile, huit, twice. Answers
    what is asked in the exchange."""

    def __init__(
        self,
        minutes: float = 20.0,
        *,
        doing: str = "joue du violoncelle",
        seed: str = "",
        manners: Manners | None = None,
        deck: Deck | None = None,
    ) -> None:
        begins = Habit("l'artiste commence\\.", lambda person: self._piece(minutes * 60), after=(3.0, 8.0), times=1)
        super().__init__((begins, *ARTIST), manners, seed=seed, deck=deck)
        self._doing = doing

    def _piece(self, left: float) -> None:
        """Pieces of a few minutes with a breath between."""
        if phase_of(self) != PIECE:
            return
        if left <= _COUNTED:
            self.press("*8")
            self.soon((3.0, 4.0), lambda: self.press("*8"))
            return
        lasts = min(left, self.chance.uniform(150.0, 260.0))
        self.say(f"({self._doing})", lasts)
        self.soon((lasts + 4.0, lasts + 8.0), lambda: self._piece(left - lasts - 6.0))

    def hears_voice(self, name: str, text: str, seconds: float) -> None:
        if phase_of(self) != EXCHANGE:
            return
        if text in QUESTIONS:
            self._after(seconds, QUESTIONS[text])
        elif not text.endswith("?") and not text.startswith("(") and self.chance.random() < 0.2:
            self._after(seconds, self.one_of(TOUCHED))

    def _after(self, seconds: float, line: str) -> None:
        self.soon((seconds + 1.0, seconds + 2.5), lambda: self.say(line))


class Host(Talker):
    """One thing at a time: a floor that is given runs its time before the next, whoever asks meanwhile."""

    def __init__(self, *, seed: str = "", deck: Deck | None = None) -> None:
        ways = (
            Habit("c'est le moment d'échanger", lambda person: self._next_floor((60.0, 120.0))),
            Habit("demande la parole :|demande de l'aide :", lambda person: self._next_floor((4.0, 12.0), hurry=True)),
            Habit("vous avez donné la parole", lambda person: self._floor_given()),
            Habit("le tour de table est fini", lambda person: self._next_floor((90.0, 240.0)), times=3),
        )
        super().__init__((*HOST, *ways), Manners(picks_up=(3.0, 7.0), greeting="Oui, allô !"), seed=seed, deck=deck)
        self._planned = 0
        self._held = False

    def connected(self) -> None:
        super().connected()
        self._planned += 1
        self._held = False

    def _floor_given(self) -> None:
        self._held = True
        self._next_floor(_PATIENCE)

    def _next_floor(self, span: tuple[float, float], *, hurry: bool = False) -> None:
        """Press étoile, un after so long; what was planned before is dropped. `hurry`: unless somebody has the floor,
        whose time runs."""
        if hurry and self._held:
            return
        self._planned += 1
        self.soon(span, self._if_still(self._planned))

    def _if_still(self, planned: int) -> Callable[[], None]:
        def gives() -> None:
            if planned == self._planned and phase_of(self) in ("", EXCHANGE):
                self._held = False
                self.press("*1")

        return gives

    def hears_voice(self, name: str, text: str, seconds: float) -> None:
        """Thanks those who spoke, now and then; a question is the artist's."""
        spoken = re.search(r"[.!]$", text) and text not in _FROM_THE_STAGE
        if phase_of(self) == EXCHANGE and spoken and self.chance.random() < 0.25:
            self.soon((seconds + 1.5, seconds + 4.0), lambda: self.say(self.one_of(RETURNS)))


class Helped(Talker):
    """Presses étoile, zéro in the exchange, and says why to whoever comes."""

    def __init__(self, greeting: str, *, seed: str = "", deck: Deck | None = None) -> None:
        super().__init__(ASKS_FOR_HELP, Manners(greeting=greeting), seed=seed, deck=deck)

    def hears_voice(self, name: str, text: str, seconds: float) -> None:
        if "que puis-je faire" in text:
            self.soon((seconds + 1.0, seconds + 2.0), lambda: self.say(HELP_ASKED))


class Officer(Talker):
    """A person on duty: answers, helps, and hangs up first."""

    def __init__(self, *, seed: str = "", deck: Deck | None = None) -> None:
        super().__init__(ON_DUTY, Manners(picks_up=(3.0, 8.0)), seed=seed, deck=deck)

    def hears_voice(self, name: str, text: str, seconds: float) -> None:
        if text == HELP_ASKED:
            self.soon((seconds + 1.0, seconds + 2.0), lambda: self.say(HELP_GIVEN))
            self.soon((seconds + 12.0, seconds + 14.0), self.handset.hangs_up)
