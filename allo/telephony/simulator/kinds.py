"""Kinds of people by name: what a file of people, the demo and the bench choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from allo.domain.events import Outcome
from allo.telephony.simulator import habits
from allo.telephony.simulator.exchange import Exchange
from allo.telephony.simulator.handset import Handset, Switchboard
from allo.telephony.simulator.people import Act, Group, Operator, Script, Speakerphone, Talker, Voicemail
from allo.telephony.simulator.persons import Habit, Manners, Person
from allo.telephony.simulator.stage_people import Artist, Helped, Host, Officer
from allo.telephony.simulator.talk_lines import Deck

WHO = "Allô ? Qui est à l'appareil ?"
Options = Mapping[str, object]
Maker = Callable[[str, Options], Person]


def _deck(options: Options) -> Deck | None:
    deck = options.get("deck")
    return deck if isinstance(deck, Deck) else None


def _habitual(*ways: Habit, manners: Manners | None = None, pace: float = 1.0) -> Maker:
    return lambda seed, options: Talker(ways, manners, seed=seed, pace=pace, deck=_deck(options))


def _voicemail(seed: str, options: Options) -> Person:
    seconds = float(str(options.get("greeting", 12)))
    return Voicemail(seconds, pauses=bool(options.get("pauses")), beep=bool(options.get("beep", True)), seed=seed)


def _artist(seed: str, options: Options) -> Person:
    doing = str(options.get("doing", "joue du violoncelle"))
    return Artist(float(str(options.get("minutes", 20))), doing=doing, seed=seed, deck=_deck(options))


def _operator(seed: str, options: Options) -> Person:
    inside = options.get("inside")
    people = inside if isinstance(inside, dict) else {}
    names = options.get("names")
    ways = {"deck": options.get("deck")}
    made = {place: make(str(kind), f"{seed}/{place}", ways) for place, kind in people.items()}
    return Operator(made, names=names if isinstance(names, dict) else None, seed=seed)


def _cut(seed: str, options: Options) -> Person:
    seconds, times = float(str(options.get("after", 300))), int(str(options.get("times", 1)))
    manners = Manners(greeting=WHO, cut_after=seconds, cuts=times)
    return Talker(habits.LISTENER, manners, seed=seed, deck=_deck(options))


def _script(seed: str, options: Options) -> Person:
    acts = options.get("acts")
    return Script([Act(float(at), str(what)) for at, what in acts] if isinstance(acts, list) else [], seed=seed)


KINDS: dict[str, Maker] = {
    "listener": _habitual(*habits.LISTENER, manners=Manners(greeting=WHO)),
    "key_listener": _habitual(*habits.KEY_LISTENER, manners=Manners(greeting="Allô ?")),
    "deaf": _habitual(manners=Manners(greeting="")),
    "slow": _habitual(*habits.KEY_LISTENER, manners=Manners(picks_up=(20.0, 38.0)), pace=3.0),
    "wrong_keys": _habitual(*habits.WRONG_KEYS, manners=Manners(greeting=WHO)),
    "rotary": _habitual(*habits.ROTARY, manners=Manners(greeting=WHO)),
    "pulse": _habitual(*habits.KEY_LISTENER, manners=Manners(greeting=WHO)),
    "busy_first": _habitual(*habits.LISTENER, manners=Manners(greeting=WHO, troubles=(Outcome.BUSY,))),
    "absent": _habitual(manners=Manners(absent=True)),
    "refuses": _habitual(manners=Manners(refuses=True)),
    "unreachable": _habitual(manners=Manners(troubles=(Outcome.UNREACHABLE,) * 99)),
    "invalid": _habitual(manners=Manners(troubles=(Outcome.INVALID,) * 99)),
    "stops_calls": _habitual(*habits.REFUSES_CALLS, manners=Manners(greeting="Oui ?")),
    "cut": _cut,
    "voicemail": _voicemail,
    "switchboard": _operator,
    "caller": _habitual(*habits.LISTENER, manners=Manners(greeting="")),  # rings Allô, and lets it speak first
    "late": _habitual(*habits.LISTENER, manners=Manners(greeting="", absent=True)),  # not at home yet; rings later
    "leaves": _habitual(*habits.LEAVES_EARLY, manners=Manners(greeting=WHO)),
    "asks_help": lambda seed, options: Helped(WHO, seed=seed, deck=_deck(options)),
    "scout": _habitual(*habits.SCOUT, manners=Manners(greeting="")),
    "speakerphone": lambda seed, options: Speakerphone(
        habits.LISTENER, Manners(greeting=WHO), seed=seed, deck=_deck(options)
    ),
    "group": lambda seed, options: Group(int(str(options.get("heads", 6))), seed=seed, deck=_deck(options)),
    "host": lambda seed, options: Host(seed=seed, deck=_deck(options)),
    "artist": _artist,
    "duty": lambda seed, options: Officer(seed=seed, deck=_deck(options)),
    "script": _script,
}

# how often one meets each at a listener's number, of a hundred
LISTENERS = {
    "listener": 52,
    "key_listener": 12,
    "rotary": 6,
    "busy_first": 6,
    "deaf": 4,
    "slow": 4,
    "pulse": 3,
    "wrong_keys": 3,
    "speakerphone": 2,
    "cut": 2,
    "voicemail": 3,
    "absent": 2,
    "refuses": 1,
}


def make(kind: str, seed: str, options: Options | None = None) -> Person:
    """Raises ValueError for a kind nobody knows."""
    if kind not in KINDS:
        raise ValueError(f"no such kind of person: {kind!r}; known: {', '.join(sorted(KINDS))}")
    return KINDS[kind](seed, options or {})


def settle(
    exchange: Exchange, number: str, name: str, kind: str, *, seed: int = 0, options: Options | None = None
) -> Handset:
    """Put somebody of this kind at this number. `kind` "manual": nobody, the handset is handled from outside;
    "switchboard": several lines, the first of which is given back."""
    if kind == "switchboard":
        board = Switchboard(exchange, number, name, lambda place: make(kind, f"{seed}/{number}/{place}", options))
        for handset in board.handsets:
            handset.is_rotary = bool((options or {}).get("rotary"))
        return board.handsets[0]
    person = make(kind, f"{seed}/{number}", options) if kind != "manual" else None
    return Handset(
        exchange,
        number,
        name,
        person=person,
        rotary=kind == "rotary" or bool((options or {}).get("rotary")),
        deaf_to_first_star=kind == "pulse",
        withheld=bool((options or {}).get("withheld")),
    )


def listener_kind(seed: int, number: str) -> str:
    """The kind of person that chance puts at this number."""
    chance = Random(f"{seed}/{number}/kind")  # noqa: S311 - whims, no secret
    return chance.choices(list(LISTENERS), weights=list(LISTENERS.values()))[0]
