"""A beat of the play in words: who speaks stands in capitals, what happens is a sentence beside it. Lines are broken as
French wants it: never before « : », « ? », « ! », « ; » or « », nor inside a telephone number."""

from __future__ import annotations

import re
import textwrap

from rich.text import Text

from allo.commands.theatre import Beat
from allo.domain.events import Detection, Outcome
from allo.domain.phone_numbers import masked
from allo.telephony.simulator.acts import Deed
from allo.telephony.simulator.script_words import (
    ANSWERS,
    ENDS,
    KEY_WORDS,
    MICROPHONES,
    SENTENCES,
    and_list,
    inside,
    of,
    to,
    worded,
)
from ivr_flows.spoken import spoken_number

_FEW = 6  # people who are named one by one where all live through it because of one act of Allô
_COUNTED = {Deed.MUTED, Deed.UNMUTED, Deed.LEAVES, Deed.HEARS}
_ALLO, _NAME, _ACT = "bold cyan", "bold", "italic"
_VOICES = {
    Deed.HEARS: "Allô",
    Deed.TOLD: "Allô",
    Deed.ANNOUNCED: "Allô",
    Deed.WAITS: "Allô",
    Deed.APOLOGY: "La centrale",
}
_NOISES = {"(applaudit)": "{who}|applaudi<t/ssent>", "(écho)": "{who}|<fait/font> un écho"}
_ANSWERING = "(annonce de répondeur)"


def line_of(beat: Beat) -> Text:
    if beat.deed is Deed.WAITS and beat.text.startswith("♪"):
        return Text("Une musique fait patienter.", _ACT)
    if beat.deed in _VOICES:
        return _speech(_VOICES[beat.deed], _ALLO, _towards(beat), beat.text)
    if beat.deed is Deed.SAYS and beat.text and not beat.text.startswith("("):
        return _speech(beat.names[0], _NAME, _aside(beat), beat.text)
    return Text(_sentence(beat), _ACT)


def _towards(beat: Beat) -> str:
    match beat.deed:
        case Deed.ANNOUNCED:
            return "à tous"
        case Deed.WAITS:
            return "à ceux qui attendent"
        case Deed.TOLD:
            return f"à l'oreille {and_list([of(one) for one in _who(beat)])}"
    return and_list([to(one) for one in _who(beat)])


def heading_of(title: str, width: int) -> Text:
    rule = "─" * max(4, min(width, 60) - len(title) - 4)
    return Text.assemble(("── ", "dim"), (title, "bold"), (f" {rule}", "dim"))


def broken(text: Text, width: int) -> list[Text]:
    """Its lines, no wider than that."""
    plain = re.sub(r" (?=[:?!;»])|(?<=«) ", "\u00a0", text.plain)
    lines, start = [], 0
    for line in textwrap.wrap(plain, width, break_long_words=False, break_on_hyphens=False):
        start = plain.index(line, start)
        lines.append(text[start : start + len(line)])
        start += len(line)
    return lines


def _speech(who: str, style: str, aside: str, text: str) -> Text:
    beside = (f", {aside}", "italic") if aside else ""
    return Text.assemble((who.upper(), style), beside, f". — {text}")


def _aside(beat: Beat) -> str:
    """Where a voice comes from, and whether it is heard."""
    parts = [f"par {inside(beat.before)}"] if beat.before else []
    return ", ".join([*parts, *(["micro fermé"] if beat.deaf else [])])


def _who(beat: Beat) -> list[str]:
    names = beat.names
    if len(names) <= _FEW or beat.deed not in _COUNTED:
        return names
    return ["tous"] if len(names) == beat.present else [f"Les {spoken_number(len(names), feminine=True)} lignes"]


def _sentence(beat: Beat) -> str:
    match beat.deed:
        case Deed.CALLS:
            rung = [f"{inside(name)} ({_number(beat, call)})" for call, name in beat.people.items()]
            return f"Allô appelle {and_list(rung)}."
        case Deed.SAYS:
            said = _noise(beat)
        case Deed.BEEPS:
            said = f"On entend le bip du répondeur {and_list([of(one) for one in beat.names])}"
        case Deed.UNMUTED if beat.closes:
            said = (
                f"Allô ouvre le micro {and_list([of(one) for one in beat.names])} et ferme celui {of(beat.closes[0])}"
            )
        case Deed.ENDS:
            said = _filled(ENDS[Outcome(beat.detail)], beat)
        case _:
            said = _filled(SENTENCES[beat.deed], beat)
    said = said.replace("|", " ")
    return f"{said[:1].upper()}{said[1:]}."


def _filled(sentence: str, beat: Beat) -> str:
    names, deed = _who(beat), beat.deed
    label = ANSWERS[Detection(beat.detail)] if deed is Deed.DETECTED else ""
    keys = ", ".join(KEY_WORDS[key] for key in beat.text) if deed is Deed.KEYS else beat.text
    plural = len(beat.people) > 1
    return worded(
        sentence,
        names,
        plural=plural if plural or deed in MICROPHONES else None,
        number=_number(beat, next(iter(beat.numbers))),
        room="une salle à part" if beat.apart else "la salle",
        text=keys,
        muted=", micro fermé" if beat.detail else "",
        label=label,
        seconds=beat.detail,
    )


def _noise(beat: Beat) -> str:
    """Sound that is no speech; long ones with their length."""
    known = _NOISES.get(beat.text)
    if known:
        return _filled(known, beat)
    if beat.text == _ANSWERING:
        return f"On entend l'annonce du répondeur {and_list([of(one) for one in beat.names])}"
    does = beat.text.strip("()") or "fait du bruit"
    minutes = round(float(beat.detail or 0) / 60)
    lasting = f", {spoken_number(minutes, feminine=True)} minute{'s' if minutes > 1 else ''}" if minutes else ""
    return f"{beat.names[0]} {does}{lasting}"


def _number(beat: Beat, call: str) -> str:
    number = beat.numbers[call]
    return masked(number).replace(" ", "\u00a0") if number.startswith("+") else number
