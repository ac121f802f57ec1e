"""The French of the script. What stands before « | » is who acts."""

from __future__ import annotations

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
    Deed.CALLS: "Allô|appelle {who} ({number})",
    Deed.RINGS_IN: "{who}|appelle Allô ({number})",
    Deed.ANSWERED: "Allô|répond à {who}",
    Deed.PICKS_UP: "{who}|décroche",
    Deed.ENDS: "{who}|n'est plus en ligne",
    Deed.HANGS_UP: "{who}|raccroche",
    Deed.HEARS: "Allô|dit à {who}",
    Deed.TOLD: "Allô|dit à l'oreille de {who}",
    Deed.ANNOUNCED: "Allô|dit à tous dans {room}",
    Deed.WAITS: "Allô|fait patienter dans {room}",
    Deed.KEYS: "{who}|appuie sur {text}",
    Deed.SAYS: "{who}|dit",
    Deed.BEEPS: "{who}|(bip)",
    Deed.TONES: "Allô|compose le poste {text} chez {who}",
    Deed.ENTERS: "{who}|entre dans {room}{muted}",
    Deed.LEAVES: "{who}|sort de {room}",
    Deed.MUTED: "Allô|ferme le micro de {who}",
    Deed.UNMUTED: "Allô|ouvre le micro de {who}",
    Deed.LOUDER: "{who}|entend plus fort",
    Deed.SOFTER: "{who}|entend moins fort",
    Deed.WHISPERS: "{who}|parle à part",
    Deed.RECORDED: "{who}|a laissé un message ({seconds} s)",
    Deed.DETECTED: "Le réseau|croit entendre chez {who} {label}",
    Deed.APOLOGY: "La centrale|dit à {who}",
}

TOGETHER = {
    Deed.HEARS: SENTENCES[Deed.HEARS],
    Deed.TOLD: SENTENCES[Deed.TOLD],
    Deed.APOLOGY: SENTENCES[Deed.APOLOGY],
    Deed.MUTED: "Allô|ferme les micros de {who}",
    Deed.UNMUTED: "Allô|ouvre les micros de {who}",
    Deed.ENTERS: "{who}|entrent dans {room}{muted}",
    Deed.LEAVES: "{who}|sortent de {room}",
    Deed.HANGS_UP: "{who}|raccrochent",
    Deed.ENDS: "",
}

ENDS = {
    Outcome.COMPLETED: "Allô|raccroche avec {who}",
    Outcome.DROPPED: "La ligne|de {who} est coupée",
    Outcome.BUSY: "La ligne|de {who} est occupée",
    Outcome.NO_ANSWER: "Personne|ne répond chez {who}",
    Outcome.REFUSED: "{who}|refuse l'appel",
    Outcome.UNREACHABLE: "Le téléphone|de {who} est injoignable",
    Outcome.INVALID: "Le numéro|{number} n'est pas attribué",
    Outcome.CANCELED: "Allô|cesse d'appeler {who}",
    Outcome.FAILED: "L'appel|avec {who} a échoué",
}

LABELS = {
    Detection.HUMAN: "une personne",
    Detection.MACHINE: "un répondeur",
    Detection.FAX: "un télécopieur",
    Detection.UNKNOWN: "on ne sait qui",
}


def and_list(names: list[str]) -> str:
    """« Claire, Jeanne et Paul »."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} et {names[-1]}"
