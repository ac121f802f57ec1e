"""What kinds of people do when they hear what Allô says. Patterns follow the words of `ivr_flows/prompts`."""

from __future__ import annotations

from collections.abc import Callable

from allo.telephony.simulator.persons import Habit, Person

Does = Callable[[Person], None]

THANKS = (
    "Merci, c'était très beau.",
    "Ça m'a rappelé ma jeunesse.",
    "J'en ai eu les larmes aux yeux.",
    "Est-ce que vous jouez depuis longtemps ?",
    "Chez moi aussi on chantait cet air-là.",
    "Vous reviendrez, j'espère.",
)
HELLOS = ("Bonjour à tous !", "Bonjour, bonjour.", "Oui, je suis là, bonjour.", "Bonjour, vous m'entendez bien ?")
GOODBYES = ("Au revoir à tous !", "À la semaine prochaine !", "Merci encore, au revoir.", "Bonne soirée !")
WELCOMES = ("Bienvenue, nous allons bientôt commencer.", "Bonjour, prenez place, on vous entend bien.")
QUESTIONS = ("Et vous, qu'en avez-vous pensé ?", "Qui voudrait dire un mot ?", "Nous vous écoutons.")


def says(*lines: str, seconds: float | None = None) -> Does:
    return lambda person: person.say(person.one_of(lines), seconds)


def presses(keys: str) -> Does:
    return lambda person: person.press(keys)


def hangs_up(person: Person) -> None:
    person.handset.hangs_up()


CAN_HANG_UP = Habit("vous pouvez raccrocher|avec nous\\. au revoir", hangs_up, after=(1.5, 4.0))
SAYS_YES = Habit("vous m'entendez", says("Oui !", "Oui.", "Oui, oui."), after=(0.6, 1.8))
PRESSES_A_KEY = Habit("appuyez sur une touche", presses("1"), after=(1.0, 3.0))
IS_THERE = Habit("quand vous êtes là, appuyez", presses("1"), after=(1.0, 4.0))

IN_THE_ROOM = (
    Habit(
        "les micros sont ouverts, vous pouvez vous dire bonjour", says(*HELLOS), after=(2.0, 20.0), chance=0.7, times=1
    ),
    Habit("vous pouvez applaudir", says("(applaudit)", seconds=6.0), after=(0.5, 2.0), chance=0.8),
    Habit("vous pouvez parler librement", says(*THANKS), after=(5.0, 300.0), chance=0.8),
    Habit("vous pouvez parler librement|la parole est à vous", says(*THANKS), after=(300.0, 900.0), chance=0.5),
    Habit("pour demander la parole, tapez étoile", presses("*1"), after=(5.0, 240.0), chance=0.4, times=1),
    Habit("c'est à vous\\.", says(*THANKS, seconds=15.0), after=(1.0, 3.0)),
    Habit("nous allons bientôt nous quitter", says(*GOODBYES), after=(2.0, 40.0), chance=0.8, times=1),
)
AFTERWARDS = (
    Habit("si vous allez mieux, tapez trois", presses("3"), after=(1.0, 4.0), chance=0.6),
    Habit("si vous allez mieux, tapez trois", presses("2"), after=(4.5, 6.0), chance=0.3),
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
ON_DUTY = (
    Habit("pour répondre, appuyez sur un", presses("1"), after=(1.0, 3.0)),
    Habit("je vous mets en relation", says("Bonjour, c'est Allô l'artiste, que puis-je faire ?"), after=(2.0, 4.0)),
    CAN_HANG_UP,
)
STAFF_DOOR = (SAYS_YES, PRESSES_A_KEY, Habit("tout est prêt, tapez un", presses("1")))
HOST = (
    *STAFF_DOOR,
    Habit(
        "les micros sont ouverts, vous pouvez vous dire bonjour",
        says(*WELCOMES, seconds=8.0),
        after=(4.0, 15.0),
        times=1,
    ),
    Habit("arrive dans la salle", says(*WELCOMES, seconds=4.0), after=(2.0, 6.0), chance=0.3, times=3),
    Habit("c'est le moment d'échanger", says(*QUESTIONS, seconds=4.0), after=(3.0, 8.0)),
    Habit("c'est le moment d'échanger", presses("*7"), after=(20.0, 40.0), times=1),
    Habit("c'est le moment d'échanger", presses("*1"), after=(60.0, 120.0), times=1),
    Habit("demande la parole", presses("*1"), after=(4.0, 12.0)),
    Habit("vous avez donné la parole", presses("*1"), after=(45.0, 90.0), times=40),
    Habit("nous allons bientôt nous quitter", says("Merci à tous, et à bientôt !"), after=(5.0, 15.0), times=1),
    CAN_HANG_UP,
)
ARTIST = (
    *STAFF_DOOR,
    Habit(
        "les micros sont ouverts, vous pouvez vous dire bonjour",
        says("Bonjour, je suis très heureux d'être avec vous."),
    ),
    Habit("c'est le moment d'échanger", says("Merci de m'avoir écouté."), after=(2.0, 6.0)),
    Habit(
        "vous pouvez parler librement",
        says("Oui, avec plaisir.", "C'est un air que j'aime beaucoup."),
        after=(40.0, 200.0),
    ),
    Habit("nous allons bientôt nous quitter", says("Merci, au revoir à tous !"), after=(5.0, 20.0), times=1),
    CAN_HANG_UP,
)
