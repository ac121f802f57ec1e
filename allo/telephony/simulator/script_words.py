"""The French of the script: sentences with « | » after who acts, and how names bend in them.

`<a/b>`: a for one person, b for several (« Simone et Marcel décrochent »). `{to}`, `{of}`: the names with à or de
before them (« au café du mardi », « d'André »); `{whom}`: as they stand inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from allo.domain.events import Detection, Outcome
from allo.telephony.simulator.acts import Deed

KEY_WORDS = {
    "*": "étoile",
    "#": "dièse",
    "0": "zéro",
    "1": "un",
    "2": "deux",
    "3": "trois",
    "4": "quatre",
    "5": "cinq",
    "6": "six",
    "7": "sept",
    "8": "huit",
    "9": "neuf",
}

SENTENCES = {
    Deed.CALLS: "Allô|appelle {whom} ({number})",
    Deed.RINGS_IN: "{who}|appelle<nt> Allô ({number})",
    Deed.ANSWERED: "Allô|répond {to}",
    Deed.PICKS_UP: "{who}|décroche<nt>",
    Deed.ENDS: "{who}|<n'est/ne sont> plus en ligne",
    Deed.HANGS_UP: "{who}|raccroche<nt>",
    Deed.HEARS: "Allô|dit {to}",
    Deed.TOLD: "Allô|dit à l'oreille {of}",
    Deed.ANNOUNCED: "Allô|dit à tous dans {room}",
    Deed.WAITS: "Allô|fait patienter dans {room}",
    Deed.KEYS: "{who}|appuie<nt> sur {text}",
    Deed.SAYS: "{who}|<dit/disent>",
    Deed.BEEPS: "{who}|(bip)",
    Deed.TONES: "Allô|compose le poste {text} chez {whom}",
    Deed.ENTERS: "{who}|entre<nt> dans {room}{muted}",
    Deed.LEAVES: "{who}|<sort/sortent> de {room}",
    Deed.MUTED: "Allô|ferme <le micro/les micros> {of}",
    Deed.UNMUTED: "Allô|ouvre <le micro/les micros> {of}",
    Deed.LOUDER: "{who}|<entend/entendent> plus fort",
    Deed.SOFTER: "{who}|<entend/entendent> moins fort",
    Deed.WHISPERS: "{who}|<parle/parlent> à part",
    Deed.RECORDED: "{who}|<a/ont> laissé un message ({seconds} s)",
    Deed.DETECTED: "{label}|répond chez {whom}",
    Deed.APOLOGY: "La centrale|dit {to}",
}

TOGETHER = {
    Deed.HEARS,
    Deed.TOLD,
    Deed.APOLOGY,
    Deed.MUTED,
    Deed.UNMUTED,
    Deed.ENTERS,
    Deed.LEAVES,
    Deed.HANGS_UP,
    Deed.ENDS,
}
MICROPHONES = {Deed.MUTED, Deed.UNMUTED}  # of one line, shared or not, there is one

ENDS = {
    Outcome.COMPLETED: "Allô|raccroche avec {whom}",
    Outcome.DROPPED: "La ligne|{of} est coupée",
    Outcome.BUSY: "La ligne|{of} est occupée",
    Outcome.NO_ANSWER: "Personne|ne répond chez {whom}",
    Outcome.REFUSED: "{who}|refuse<nt> l'appel",
    Outcome.UNREACHABLE: "Le téléphone|{of} est injoignable",
    Outcome.INVALID: "Le numéro|{number} n'est pas attribué",
    Outcome.CANCELED: "Allô|cesse d'appeler {whom}",
    Outcome.FAILED: "L'appel|avec {whom} a échoué",
}

LABELS = {
    Detection.HUMAN: "une personne",
    Detection.MACHINE: "un répondeur",
    Detection.FAX: "un télécopieur",
    Detection.UNKNOWN: "on ne sait qui",
}
ANSWERS = {**LABELS, Detection.UNKNOWN: "quelqu'un ou quelque chose"}  # … répond chez Jeanne

_CONTRACTED = {"le": ("au ", "du "), "les": ("aux ", "des ")}
_ELIDES = re.compile(r"[aàâeéèêëiîïoôuùûüyœ]|h[eéèuoô]", re.IGNORECASE)  # André, Hélène, Hugo; not Hassan


def and_list(names: Sequence[str]) -> str:
    """« Claire, Jeanne et Paul »."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} et {names[-1]}"


def inside(name: str) -> str:
    """A name as it stands inside a sentence: « le café du mardi »."""
    article, rest = _article(name)
    return f"{article.lower()}{rest}"


def to(name: str) -> str:
    """« à Jeanne », « au café du mardi »."""
    article, rest = _article(name)
    contracted = _CONTRACTED.get(article.strip().lower())
    return f"{contracted[0]}{rest}" if contracted else f"à {inside(name)}"


def of(name: str) -> str:
    """« de Jeanne », « d'André », « du café du mardi »."""
    article, rest = _article(name)
    contracted = _CONTRACTED.get(article.strip().lower())
    if contracted:
        return f"{contracted[1]}{rest}"
    elides = not article and bool(_ELIDES.match(name))
    return f"d'{name}" if elides else f"de {inside(name)}"


def several(names: Sequence[str]) -> bool:
    """Whether a verb after these is in the plural; one line may be a couple's."""
    return len(names) > 1 or " et " in "".join(names)


def worded(sentence: str, names: Iterable[str], *, plural: bool | None = None, **values: str) -> str:
    """The sentence, filled; the « | » stays."""
    who = list(names)
    many = several(who) if plural is None else plural
    bent = re.sub(r"<([^</>]*)/?([^</>]*)>", lambda found: _bent(found, many=many), sentence)
    forms = {
        "who": and_list([who[0], *map(inside, who[1:])]) if who else "",
        "whom": and_list([inside(one) for one in who]),
        "to": and_list([to(one) for one in who]),
        "of": and_list([of(one) for one in who]),
    }
    return bent.format(**forms, **values)


def _bent(found: re.Match[str], *, many: bool) -> str:
    """`<nt>` is an ending of the plural alone."""
    if "/" not in found[0]:
        return found[1] if many else ""
    return found[2] if many else found[1]


def _article(name: str) -> tuple[str, str]:
    """« Le », « La », « Les », « L' », « Un », « Une », with what follows it; "" where there is none."""
    found = re.match(r"(les? |la |l'|une? )(?=.)", name, re.IGNORECASE)
    return (found[0], name[found.end() :]) if found else ("", name)
