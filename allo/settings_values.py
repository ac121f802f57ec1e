"""How the text of a setting becomes a value. Each function refuses by a ValueError that says, in French, what to write.

Source of the forms: DATA.md, "Environment". May import: allo.domain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from ipaddress import ip_address
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allo.domain import phone_numbers
from allo.domain.errors import BadNumber
from allo.domain.names import code

Read = Callable[[str], object]
Hours = tuple[time, time]

_DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_YES = {"oui", "o", "1", "true", "vrai"}
_NO = {"non", "n", "0", "false", "faux"}
_LAST = time.max  # what 24:00 means after another hour than 00:00


def text(value: str) -> str:
    return value


def long_secret(value: str) -> str:
    if len(value) < 32:
        raise ValueError("il faut 32 caractères au moins ; sans elle, Allô en fabrique une dans le dossier de données")
    return value


def yes_no(value: str) -> bool:
    if value.lower() not in _YES | _NO:
        raise ValueError("écrivez oui ou non")
    return value.lower() in _YES


def one_of(*choices: str) -> Read:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(f"écrivez {', '.join(choices[:-1])} ou {choices[-1]}")
        return value

    return read


def positive(value: str) -> float:
    """A number above 0; a French decimal comma is understood."""
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise ValueError("écrivez un nombre plus grand que 0, comme 1 ou 0.5")
    return number


def count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise ValueError("écrivez un nombre entier, 1 ou plus")
    return int(value)


def zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("ce fuseau n'existe pas ; écrivez-le comme Europe/Paris ou Indian/Reunion") from None
    return value


def listen(value: str) -> str:
    """`host:port`; an IPv6 address stands in brackets."""
    host, _, port = value.rpartition(":")
    if not re.fullmatch(r"[\w.-]+|\[[0-9A-Fa-f:.%\w]+\]", host) or not port.isdecimal() or int(port) > 65535:
        raise ValueError("écrivez une adresse et un port, comme 127.0.0.1:8080")
    return value


def web_address(value: str) -> str:
    """An http(s) address, without its last slash."""
    parts = _parts(value)
    if parts is None or parts[0] not in {"http", "https"}:
        raise ValueError("écrivez une adresse entière, comme https://allo.example.org")
    return value.rstrip("/")


def mail_server(value: str) -> str:
    parts = _parts(value)
    if parts is None or parts[0] not in {"smtp", "smtps"}:
        raise ValueError("écrivez smtp://SERVEUR:PORT ou smtps://NOM:MOT_DE_PASSE@SERVEUR")
    return value


def mail(value: str) -> str:
    """One address or several, separated by commas."""
    if not all(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost", one.strip()) for one in value.split(",")):
        raise ValueError("écrivez une adresse électronique, comme coordination@example.org")
    return value


def database(value: str) -> str:
    """`sqlite:///PATH` or `postgresql://USER@HOST/NAME`; the driver is ours."""
    if value.startswith("sqlite:///") and len(value) > len("sqlite:///") and ":memory:" not in value:
        return value
    if value.startswith("postgresql://") and _parts(value, host=False) and not value.endswith("/"):
        return value
    raise ValueError("écrivez sqlite:///CHEMIN ou postgresql://UTILISATEUR@MACHINE/NOM (sans nom de pilote)")


def e164(value: str) -> str:
    """A real telephone number in its international form."""
    try:
        known = phone_numbers.identify(value) or phone_numbers.read(value)
    except BadNumber:
        known = ""
    if known == value:
        return value
    raise ValueError(f"écrivez le numéro sous sa forme internationale, comme {known or '+33199000000'}")


def hours(value: str) -> Hours:
    """`09:00-20:00`; `00:00-24:00` is always, told by two equal times."""
    found = re.fullmatch(r"(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)", value)
    begin, end = (_clock(found[1], found[2]), _clock(found[3], found[4])) if found else (None, None)
    if begin is None or end is None or begin == _LAST or begin >= end:
        raise ValueError("écrivez deux heures dans l'ordre, comme 09:00-20:00 (00:00-24:00 : à toute heure)")
    return (begin, begin) if (begin, end) == (time(0), _LAST) else (begin, end)


def weekdays(value: str) -> tuple[int, ...]:
    """`lun-sam`, `lun,mer,ven`, `sam-lun`, `tous` → numbers, 0 = Monday, in order."""
    if code(value) == "tous":
        return tuple(range(7))
    days: set[int] = set()
    for part in re.split(r"[,;+]", value):
        ends = [_day(one) for one in part.split("-")]
        if len(ends) > 2:
            raise ValueError(_DAYS_REMEDY)
        first, last = ends[0], ends[-1]
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return tuple(sorted(days))


def dial_string(value: str) -> str:
    if "{number}" not in value:
        raise ValueError("il y manque {number}, comme dans PJSIP/{number}@trunk")
    return value


def account_sid(value: str) -> str:
    if not re.fullmatch(r"AC[0-9A-Za-z]+", value):
        raise ValueError("un compte Twilio commence par AC")
    return value


def sms_sender(value: str) -> str:
    """A number, or a name of at most eleven letters and digits."""
    if re.fullmatch(r"\+[0-9]{7,15}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}", value):
        return value
    raise ValueError("écrivez un numéro (+33…) ou un nom de onze lettres ou chiffres au plus, sans accent")


def is_mobile(number: str) -> bool:
    """True for a French mobile number, 06 or 07, overseas included."""
    return re.match(r"\+(33|262|590|594|596|508)[67]", number) is not None


def is_multi_purpose(number: str) -> bool:
    """True for the verified multi-purpose ranges a wave of calls may show (TELEPHONY part 1, rule 2)."""
    ranges = "162|163|270|271|377|378|424|425|568|569|948|949|947[5-9]"
    return re.match(rf"\+33({ranges})|\+(262|590|594|596|508)947[5-9]", number) is not None


def is_loopback(address: str) -> bool:
    """True for an address of this machine itself."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


_DAYS_REMEDY = "écrivez des jours comme lun-sam ou lun,mer,ven"


def _day(name: str) -> int:
    short = code(name)[:3]
    if short not in _DAYS:
        raise ValueError(_DAYS_REMEDY)
    return _DAYS.index(short)


def _clock(hour: str, minute: str) -> time | None:
    if (hour, minute) == ("24", "00"):
        return _LAST
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _parts(address: str, host: bool = True) -> tuple[str, str] | None:
    """Scheme and host, or None where the address cannot be read or lacks one (`host` False: it may lack the host)."""
    try:
        parts = urlsplit(address)
        complete = bool(parts.hostname or not host) and (parts.port is None or parts.port > 0)  # a bad port raises
    except ValueError:
        return None
    return (parts.scheme, parts.hostname or "") if complete else None
