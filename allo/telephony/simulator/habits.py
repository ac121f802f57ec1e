"""What kinds of people do when they hear what Allô says. Patterns follow the words of `ivr_flows/prompts`."""

from __future__ import annotations

from collections.abc import Callable

from allo.telephony.simulator.persons import Habit, Person
from allo.telephony.simulator.talk_lines import GOODBYES, HELLOS, INVITATIONS, QUESTIONS, THANKS, WELCOMES

Does = Callable[[Person], None]

BEFORE, PIECE, EXCHANGE, FAREWELL = "", "œuvre", "échange", "au revoir"  # what a person knows of the hour


def says(*lines: str, seconds: float | None = None) -> Does:
    return lambda person: person.say(person.one_of(lines), seconds)


def presses(keys: str) -> Does:
    return lambda person: person.press(keys)


def hangs_up(person: Person) -> None:
    person.handset.hangs_up()


def notes(what: str, value: str) -> Does:
    """Remember it, for this call."""
    return lambda person: person.memory.__setitem__(what, value)


def phase_of(person: Person) -> str:
    return person.memory.get("phase", BEFORE)


def in_phase(phase: str, does: Does) -> Does:
    """Only if it is still that moment of the hour: nobody praises a piece that is to come."""
    return lambda person: does(person) if phase_of(person) == phase else None


def speaks(person: Person) -> None:
    """Has the floor: a good day, then what the piece was like, or a question."""
    match phase_of(person):
        case "":
            person.say(person.one_of(HELLOS))
        case "échange":
            lines = tuple(QUESTIONS) if person.chance.random() < _CURIOUS else THANKS
            person.say(person.one_of(lines), _FLOOR_SECONDS)
        case "au revoir":
            person.say(person.one_of(GOODBYES))


def speaks_up(person: Person) -> None:
    """Asks for the floor where it is given by hands; else simply speaks. Who has it says something already."""
    if person.memory.get("floor"):
        return
    if person.memory.get("hands"):
        in_phase(EXCHANGE, presses("*1"))(person)
    else:
        in_phase(EXCHANGE, speaks)(person)


def feels(person: Person) -> None:
    """Better, or much the same."""
    person.press("3" if person.chance.random() < _BETTER else "2")


_BETTER = 0.7
_CURIOUS = 0.2
_FLOOR_SECONDS = 7.0  # enough to have spoken
_AT_ONCE = (0.0, 0.0)

CAN_HANG_UP = Habit("vous pouvez raccrocher|avec nous\\. au revoir", hangs_up, after=(1.5, 4.0))
SAYS_YES = Habit("vous m'entendez", says("Oui !", "Oui.", "Oui, oui."), after=(0.6, 1.8))
PRESSES_A_KEY = Habit("appuyez sur une touche", presses("1"), after=(1.0, 3.0))
IS_THERE = Habit("quand vous êtes là, appuyez", presses("1"), after=(1.0, 4.0))

KNOWS_THE_HOUR = (
    Habit("l'artiste commence\\.|l'artiste a commencé, vous", notes("phase", PIECE), after=_AT_ONCE),
    Habit("c'est le moment d'échanger|la parole est à vous\\.", notes("phase", EXCHANGE), after=_AT_ONCE),
    Habit("nous allons bientôt nous quitter", notes("phase", FAREWELL), after=_AT_ONCE),
    Habit("pour demander la parole, tapez étoile", notes("hands", "oui"), after=_AT_ONCE),
    Habit("c'est à vous\\.", notes("floor", "oui"), after=_AT_ONCE),
    Habit("votre micro se referme|rendu la parole", notes("floor", ""), after=_AT_ONCE),
)


def hello(person: Person) -> None:
    """While anybody may speak, before the piece."""
    if phase_of(person) == BEFORE and not person.memory.get("hands"):
        person.say(person.one_of(HELLOS))


IN_THE_ROOM = (
    *KNOWS_THE_HOUR,
    Habit("vous entrez dans la salle", hello, after=(6.0, 25.0), chance=0.5, times=1),
    Habit("vous pouvez vous dire bonjour", hello, after=(2.0, 20.0), chance=0.7, times=1),
    Habit("vous pouvez applaudir", says("(applaudit)", seconds=6.0), after=(0.5, 2.0), chance=0.8),
    Habit("c'est le moment d'échanger|la parole est à vous\\.", speaks_up, after=(10.0, 300.0), chance=0.6),
    Habit("c'est le moment d'échanger|la parole est à vous\\.", speaks_up, after=(300.0, 900.0), chance=0.5),
    Habit("c'est le moment d'échanger|la parole est à vous\\.", speaks_up, after=(900.0, 2300.0), chance=0.6),
    Habit("c'est à vous\\.", speaks, after=(1.0, 3.0)),
    Habit(
        "nous allons bientôt nous quitter",
        in_phase(FAREWELL, says(*GOODBYES)),
        after=(2.0, 40.0),
        chance=0.8,
        times=1,
    ),
)
AFTERWARDS = (
    Habit("si vous allez mieux, tapez trois", feels, after=(1.0, 6.0), chance=0.9),
    CAN_HANG_UP,
)


LISTENER = (SAYS_YES, IS_THERE, *IN_THE_ROOM, *AFTERWARDS)
KEY_LISTENER = (PRESSES_A_KEY, *IN_THE_ROOM, *AFTERWARDS)
DEAF = ()  # hears nothing, says nothing, stays
ROTARY = (SAYS_YES, *IN_THE_ROOM, CAN_HANG_UP)
WRONG_KEYS = (
    Habit("tapez|appuyez", presses("7"), after=(1.0, 3.0), times=2),
    SAYS_YES,
    *IN_THE_ROOM,
    CAN_HANG_UP,
)
REFUSES_CALLS = (
    Habit("allô l'artiste (va commencer|a commencé)", presses("9")),
    Habit("pour que nous ne vous app", presses("1")),
)
LEAVES_EARLY = (
    *LISTENER,
    Habit(
        "c'est le moment d'échanger",
        says("Je dois vous laisser, on sonne à ma porte. Au revoir !"),
        after=(600.0, 610.0),
    ),
    Habit("c'est le moment d'échanger", hangs_up, after=(616.0, 620.0)),
)
ASKS_FOR_HELP = (
    *LISTENER,
    Habit("c'est le moment d'échanger", presses("*0"), after=(150.0, 400.0), times=1),
    Habit("vous revenez dans la salle", presses("*5"), after=(4.0, 8.0)),
)
SCOUT = (
    Habit("si vous venez découvrir, tapez deux", presses("2"), after=(0.8, 2.0)),
    Habit("entrez dans la salle pour découvrir", hangs_up, after=(420.0, 1100.0)),
    CAN_HANG_UP,
)
ON_DUTY = (
    Habit("pour répondre, appuyez sur un", presses("1"), after=(1.0, 3.0)),
    Habit("je vous mets en relation", says("Bonjour, c'est Allô l'artiste, que puis-je faire ?"), after=(4.0, 6.0)),
    CAN_HANG_UP,
)
STAFF_DOOR = (SAYS_YES, Habit("tout est prêt, tapez un", presses("1")))
HOST = (
    *STAFF_DOOR,
    *KNOWS_THE_HOUR,
    Habit("vous pouvez vous dire bonjour", says(*WELCOMES, seconds=8.0), after=(4.0, 15.0), times=1),
    Habit(
        "arrive dans la salle",
        in_phase(BEFORE, says(*WELCOMES, seconds=4.0)),
        after=(2.0, 6.0),
        chance=0.3,
        times=3,
    ),
    Habit("c'est le moment d'échanger", says(*INVITATIONS, seconds=4.0), after=(3.0, 8.0)),
    Habit("c'est le moment d'échanger", presses("*7"), after=(20.0, 40.0), times=1),
    Habit("nous allons bientôt nous quitter", says("Merci à tous, et à bientôt !"), after=(5.0, 15.0), times=1),
    CAN_HANG_UP,
)
ARTIST = (
    *STAFF_DOOR,
    *KNOWS_THE_HOUR,
    Habit("vous pouvez vous dire bonjour", says("Bonjour, cela me fait plaisir d'être avec vous.")),
    Habit("c'est le moment d'échanger", says("Merci de votre écoute."), after=(2.0, 6.0)),
    Habit("nous allons bientôt nous quitter", says("Merci, au revoir à tous !"), after=(5.0, 20.0), times=1),
    CAN_HANG_UP,
)
