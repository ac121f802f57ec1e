"""Telephone numbers: how they are read, which may be dialled, how they are shown.

Source: DATA.md ("Numbers are read with `phonenumbers`") and RELIABILITY §3. French overseas numbers are written like
mainland ones (0262 …), so the table of their prefixes is looked at first: the library alone would read some of them as
other people's mainland numbers. Inside Allô all are E.164.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from allo.domain.errors import BadNumber
from allo.domain.territories import PARIS, zone_of_territory

# national prefix (without its 0) → country code
_OVERSEAS = {
    **dict.fromkeys(("262", "263", "269", "692", "693", "639"), "262"),
    **dict.fromkeys(("590", "690", "691"), "590"),
    **dict.fromkeys(("594", "694"), "594"),
    **dict.fromkeys(("596", "696", "697"), "596"),
    **dict.fromkeys(("508", "708"), "508"),
}
_PACIFIC = {"687": "NC", "689": "PF", "681": "WF"}
_COUNTRY = {
    "FR": "33",
    **dict.fromkeys(("GP", "BL", "MF"), "590"),
    **dict.fromkeys(("RE", "YT"), "262"),
    "GF": "594",
    "MQ": "596",
    "PM": "508",
    **{territory: code for code, territory in _PACIFIC.items()},
}
_TYPES = {
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.VOIP,
}
_WHY_NOT = {
    PhoneNumberType.PREMIUM_RATE: "est un numéro surtaxé, qu'Allô n'appelle pas",
    PhoneNumberType.SHARED_COST: "est un numéro à coût partagé, qu'Allô n'appelle pas",
    PhoneNumberType.TOLL_FREE: "est un numéro vert, qu'Allô n'appelle pas",
}
_NO_NUMBER = "n'est pas un numéro de téléphone"
_SHORT = "est trop court : donnez le numéro entier, à dix chiffres"
_FICTION = "63998"  # 06 39 98: Arcep's mainland mobiles for fiction, inside Mayotte's 0639


def read(text: str, territory: str = "FR") -> str:
    """The E.164 form of a number that may be dialled. Raises BadNumber, whose message says what is wrong.

    `territory`: the telephone region of the structure that wrote it ("RE", "NC"…).
    """
    number = _first_reading(text, territory)
    if reason := _refusal(number, territory):
        raise _bad(text, reason)
    return number


def identify(text: str, territory: str = "FR") -> str | None:
    """The E.164 form of any real telephone number, dialled by Allô or not; None where the text is none (a label)."""
    try:
        number = _first_reading(text, territory)
    except BadNumber:
        return None
    return number if is_certain(number) or _is_plausible(number) else None


def may_dial(e164: str, territory: str = "FR") -> None:
    """Raises BadNumber unless this number is on the allow-list. The last guard before a provider sees it.

    New Caledonia, Polynesia and Wallis are dialled for structures of that `territory` only.
    """
    if reason := _refusal(e164, territory):
        raise _bad(e164, reason)


@lru_cache(maxsize=8192)
def is_certain(e164: str) -> bool:
    """False for a number the numbering plans do not know (yet): possible, to be confirmed by a person."""
    number = _parse(e164)
    return number is not None and phonenumbers.is_valid_number(number)


def zone_of(e164: str, default: str = PARIS) -> str:
    """The IANA zone of an overseas number; `default` for any other. A mobile travels: the person's own zone wins."""
    number = _parse(e164)
    if number is None:
        return default
    region = phonenumbers.region_code_for_number(number)
    if not region and number.country_code == 262:
        region = "YT" if str(number.national_number).startswith(("269", "639", "7093")) else "RE"
    region = region or {590: "GP", 594: "GF", 596: "MQ", 508: "PM"}.get(number.country_code or 0, "")
    return zone_of_territory(region, default)


def pretty(e164: str) -> str:
    """As French people write it: "01 99 00 00 12", "+262 2 62 16 12 34". A label is given back as it is."""
    number = _parse(e164)
    if number is None:
        return e164
    if number.country_code == 33:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return " ".join(_groups(number))


def masked(e164: str) -> str:
    """For logs and screens: "+33 1 •• •• •• 12"."""
    number = _parse(e164)
    if number is None:
        return "••"
    country, *middle, last = _groups(number)
    kept = middle[:1] if middle and len(middle[0]) == 1 else []
    hidden = ["•" * len(group) for group in middle[len(kept) :]]
    return " ".join([country, *kept, *hidden, "•" * (len(last) - 2) + last[-2:]])


@lru_cache(maxsize=8192)  # asked for every telephone of a session, again and again
def _refusal(e164: str, territory: str) -> str:
    """Why this number is not on the allow-list; "" where it is."""
    number = _parse(e164)
    if number is None:
        return _NO_NUMBER
    country, national = str(number.country_code), str(number.national_number)
    if country not in _COUNTRY.values():
        return "est un numéro étranger, qu'Allô n'appelle pas"
    if country in _PACIFIC and territory != _PACIFIC[country]:
        return "est un numéro du Pacifique, réservé aux structures de ce territoire"
    kind = phonenumbers.number_type(number)
    if _is_special(country, national) or kind not in _TYPES:
        if kind != PhoneNumberType.UNKNOWN or national.startswith("8"):
            return _WHY_NOT.get(kind, "est un numéro spécial, qu'Allô n'appelle pas")
        return "" if _is_plausible(e164) else _wrong_length(number)
    return ""


def _groups(number: PhoneNumber) -> list[str]:
    """The international form in pieces; French numbers of nine digits as one digit and four pairs."""
    national = str(number.national_number)
    if str(number.country_code) in _COUNTRY.values() and len(national) in (6, 9):
        head, pairs = national[: len(national) % 2], national[len(national) % 2 :]
        return [f"+{number.country_code}", *filter(None, [head]), *re.findall("..", pairs)]
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ").split()


@lru_cache(maxsize=8192)  # a season's presences name the same callers again and again
def _first_reading(text: str, territory: str) -> str:
    """The first valid reading; failing that the first possible one. Raises BadNumber where there is neither."""
    numbers = [number for reading in _readings(_compact(text), territory) if (number := _parse(reading))]
    readings = [_e164(number) for number in numbers]
    for fits in (is_certain, _is_plausible):
        for reading in filter(fits, readings):
            return reading
    if numbers and phonenumbers.is_possible_number(numbers[0]):
        return readings[0]
    raise _bad(text, _wrong_length(numbers[0]) if numbers else _NO_NUMBER)


def _compact(text: str) -> str:
    """Digits, after a "+" where there was one. An Excel number ("612345678.0") has lost its first 0, not more."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("'").strip()
    plain = re.sub(r"^(\d+)\.0$", r"\1", plain)
    if re.fullmatch(r"\d+[.,]?\d*[eE]\+?\d+", plain):
        raise _bad(text, "a perdu ses chiffres dans le tableur : mettez la colonne au format Texte")
    if re.match(r"\+|00", plain):
        plain = re.sub(r"\(\s*0\s*\)", "", plain, count=1)
    if not re.fullmatch(r"\+?[0-9\s./()'‐‑–-]*", plain) or not re.search(r"[0-9]", plain):
        raise _bad(text, "n'est pas un numéro de téléphone : des chiffres seulement (le poste a sa colonne)")
    return plain[:1].replace("(", "") + re.sub(r"[^0-9]", "", plain[1:])


def _readings(compact: str, territory: str) -> Iterator[str]:
    """E.164 candidates, best first."""
    if compact.startswith(("+", "00")):
        yield _international(compact.removeprefix("+").removeprefix("00"))
        return
    national = compact.removeprefix("0")
    if len(national) == 9 and national[:3] in _OVERSEAS and not national.startswith(_FICTION):
        yield _overseas(national)
        return
    if territory != "FR" and not national.startswith(_FICTION):
        yield f"+{_COUNTRY.get(territory, '33')}{national}"
    yield f"+33{national}"
    if len(compact) in (11, 12):  # a spreadsheet has eaten the "+"
        yield from (_international(compact) for code in ("33", "262", "590", "594", "596") if compact.startswith(code))
    yield from (other for code in ("262", "590", "594", "596") if is_certain(other := f"+{code}{national}"))


def _international(digits: str) -> str:
    """+33 followed by an overseas prefix does not exist: the overseas number is meant. Saint-Pierre has six digits
    after +508, of which 0508 is the form dialled from France."""
    if re.fullmatch(r"330?\d{9}", digits):
        national = digits[-9:]
        if national[:3] in _OVERSEAS and not national.startswith(_FICTION):
            return _overseas(national)
    if re.fullmatch(r"5080?508\d{6}", digits):
        return _overseas(digits[-9:])
    return f"+{digits}"


def _overseas(national: str) -> str:
    return f"+{national}" if national.startswith("508") else f"+{_OVERSEAS[national[:3]]}{national}"


def _is_special(country: str, national: str) -> bool:
    """The 08 numbers of France and of each overseas department, whatever the library calls their ranges."""
    return country not in _PACIFIC and len(national) == 9 and national.startswith("8")


def _is_plausible(e164: str) -> bool:
    """Possible but unknown: the library's data lag behind new ranges."""
    number = _parse(e164)
    if number is None:
        return False
    country, national = str(number.country_code), str(number.national_number)
    if len(national) != 9:
        return False
    if country == "33":
        return national[0] in "1234567"
    return _OVERSEAS.get(national[:3]) == country or (country in _OVERSEAS.values() and national[:1] == "9")


def _parse(e164: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(e164) if e164.startswith("+") else None
    except phonenumbers.NumberParseException:
        return None


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _wrong_length(number: PhoneNumber) -> str:
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return "est trop long : dix chiffres suffisent"
    possible = reason == phonenumbers.ValidationResult.IS_POSSIBLE
    return "n'est attribué à personne : vérifiez-le" if possible else _SHORT


def _bad(text: str, reason: str) -> BadNumber:
    return BadNumber(f"« {' '.join(str(text).split())} » {reason}")
