"""French departments and overseas territories: their codes, telephone regions and time zones.

Sources: INSEE's codes of departments and collectivities; RELIABILITY §3, "Time zones".
"""

from __future__ import annotations

import re

from allo.domain.names import code

# department → (telephone region of `phonenumbers`, IANA zone)
_OVERSEAS = {
    "971": ("GP", "America/Guadeloupe"),
    "972": ("MQ", "America/Martinique"),
    "973": ("GF", "America/Cayenne"),
    "974": ("RE", "Indian/Reunion"),
    "975": ("PM", "America/Miquelon"),
    "976": ("YT", "Indian/Mayotte"),
    "977": ("BL", "America/St_Barthelemy"),
    "978": ("MF", "America/Marigot"),
    "984": ("RE", "Indian/Kerguelen"),
    "986": ("WF", "Pacific/Wallis"),
    "987": ("PF", "Pacific/Tahiti"),
    "988": ("NC", "Pacific/Noumea"),
}
_MAINLAND = {f"{n:02}" for n in range(1, 96) if n != 20} | {"2A", "2B"}
_ZONES = {territory: zone for number, (territory, zone) in _OVERSEAS.items() if number != "984"}
PARIS = "Europe/Paris"


def read_department(text: str) -> str | None:
    """The code of a department as INSEE writes it ("1" → "01", "2a" → "2A"), or None where there is none such."""
    compact = code(text).upper()
    if re.fullmatch(r"\d+\.0", compact):  # a spreadsheet's number
        compact = compact[:-2]
    if len(compact) == 1:
        compact = f"0{compact}"
    return compact if compact in _MAINLAND or compact in _OVERSEAS else None


def territory_of_department(department: str) -> str:
    """The telephone region numbers of this department are read in; "FR" for the mainland and where unknown."""
    return _OVERSEAS[department][0] if department in _OVERSEAS else "FR"


def zone_of_department(department: str, default: str = PARIS) -> str:
    """The IANA zone of a department; `default` where the department is unknown or empty."""
    if department in _OVERSEAS:
        return _OVERSEAS[department][1]
    return PARIS if department in _MAINLAND else default


def zone_of_territory(territory: str, default: str = PARIS) -> str:
    """The IANA zone of a telephone region; `default` for one that is not overseas."""
    return _ZONES.get(territory, default)
