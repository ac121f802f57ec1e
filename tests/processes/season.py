"""A small season whose session fits into a few minutes, for tests that run the real processes: the spreadsheets, the
settings that shorten all lead times, and who answers at which number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from allo.domain.sessions import moment

THREE = time(15, 0)
MINUTES = 12  # of the session
LEAD = timedelta(minutes=7)  # from the first call to the start

HOST, ARTIST, GROUP, OFFICER = "+33199000601", "+33199000501", "+33199000701", "+33199000801"
VOICEMAIL = "+33199000107"
LISTENERS = {
    "+33199000101": ("Jeanne", "listener"),
    "+33199000102": ("Marcel", "key_listener"),
    "+33199000103": ("Odette", "rotary"),
    "+33199000104": ("Fatima", "listener"),
    "+33199000105": ("Bernard", "busy_first"),
    "+33199000106": ("Colette", "absent"),
    VOICEMAIL: ("Robert", "voicemail"),
    "+33199000108": ("Yvette", "listener"),
}
TO_BE_CALLED = {HOST, ARTIST, GROUP, *LISTENERS}

_TOML = """
[avance]
animateur_minutes = 7
artiste_minutes = 6
ouverture_minutes = 5
derniere_sonnerie_minutes = 2
[seance]
avertissement_minutes = 2
[sonnerie]
rappels_occupe = [40, 60, 90]
rappels_sans_reponse = [40, 80]
rappels_repondeur = [40, 80]
rappels_echec = [40, 60]
"""


@dataclass(frozen=True)
class Season:
    """`folder`: where `allo` is run; it holds the spreadsheets in `tables`."""

    folder: Path
    day: date

    @property
    def starts_at(self) -> datetime:
        return moment(self.day, THREE, "Europe/Paris")

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=MINUTES)


def coming_day(now: datetime) -> date:
    """The next day after tomorrow on which telephones may be rung."""
    day = now.date() + timedelta(days=2)
    return day + timedelta(days=1) if day.weekday() == 6 else day


def make_season(folder: Path) -> Season:
    season = Season(folder, coming_day(datetime.now(UTC)))
    tables = folder / "tables"
    tables.mkdir()
    agreed = (season.day - timedelta(days=30)).isoformat()
    sheets = {
        "structures": ["nom;departement", "Les Tilleuls;75"],
        "artistes": ["nom;telephone", f"Camille;{ARTIST}"],
        "animateurs": ["nom;telephone", f"Hugo;{HOST}"],
        "permanence": ["nom;telephone;jours;debut;fin", f"Denise;{OFFICER};lun-dim;08:00;20:00"],
        "groupes": ["nom;structure;telephone;effectif;appeler", f"Le salon;Les Tilleuls;{GROUP};6;oui"],
        "auditeurs": [
            "prenom;telephone;appeler;consentement",
            *(f"{name};{number};oui;{agreed}" for number, (name, _) in LISTENERS.items()),
        ],
        "seances": [
            "date;heure;duree;titre;artiste;animateur",
            f"{season.day};{THREE:%H:%M};{MINUTES};Le violoncelle;Camille;Hugo",
        ],
    }
    for name, lines in sheets.items():
        (tables / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "allo.toml").write_text(_TOML, encoding="utf-8")
    return season


def write_people(path: Path) -> None:
    """Who sits at which telephone, for the exchange."""
    people: list[dict[str, Any]] = [
        {"number": HOST, "name": "Hugo", "kind": "host"},
        {"number": ARTIST, "name": "Camille", "kind": "artist", "options": {"minutes": 4}},
        {"number": GROUP, "name": "Le salon", "kind": "group", "options": {"heads": 7}},
        {"number": OFFICER, "name": "Denise", "kind": "duty"},
    ]
    people += [{"number": number, "name": name, "kind": kind} for number, (name, kind) in LISTENERS.items()]
    path.write_text(json.dumps(people), encoding="utf-8")
