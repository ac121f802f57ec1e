"""The sheets and columns of DATA.md, and how each cell is read. Their names are a contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from allo.app.importing import cells
from allo.app.importing.tables import Cell
from allo.domain.records import Mode
from allo.domain.sessions import Access, Kind, Status
from allo.domain.structures import Audience


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is read; `key` columns must be there and filled."""

    read: Callable[[Cell], object]
    key: bool = False


_NAME = Column(cells.words, key=True)
_TEXT, _PROSE, _YES_NO, _DAY = (Column(read) for read in (cells.words, cells.prose, cells.yes_no, cells.day))
_EMAIL, _EXTENSION, _SLOTS = (Column(read) for read in (cells.email, cells.extension, cells.slots))
_NUMBER = Column(cells.words)  # read later, with the territory of the structure
_HEADS = Column(cells.whole(1, 500))

SHEETS: Mapping[str, Mapping[str, Column]] = {
    "structures": {
        "nom": _NAME,
        "departement": Column(cells.department, key=True),
        "adherente": _YES_NO,
        "qpv": _YES_NO,
        "public_principal": Column(cells.choice(Audience)),
        "date_adhesion": _DAY,
        "date_sortie": _DAY,
        "convention_debut": _DAY,
        "convention_fin": _DAY,
        "referent": _TEXT,
        "referent_email": _EMAIL,
        "referent_telephone": _NUMBER,
    },
    "artistes": {
        "nom": _NAME,
        "discipline": _TEXT,
        "telephone": _NUMBER,
        "email": _EMAIL,
        "departement": Column(cells.department),
    },
    "animateurs": {"nom": _NAME, "structure": _TEXT, "telephone": _NUMBER, "email": _EMAIL},
    "auditeurs": {
        "prenom": _NAME,
        "nom": _TEXT,
        "telephone": Column(cells.words, key=True),
        "ligne_partagee": _YES_NO,
        "poste": _EXTENSION,
        "demander": _TEXT,
        "structure": _TEXT,
        "langue": Column(cells.language),
        "sans_touches": _YES_NO,
        "rythme": Column(cells.whole(1, 3)),
        "appeler": _YES_NO,
        "creneaux": _SLOTS,
        "fuseau": Column(cells.zone),
        "absent_du": _DAY,
        "absent_au": _DAY,
        "jusqu_a_21h": _YES_NO,
        "consentement": _DAY,
        "consentement_par": _TEXT,
    },
    "groupes": {
        "nom": _NAME,
        "structure": _NAME,
        "telephone": _NUMBER,
        "poste": _EXTENSION,
        "demander": _TEXT,
        "effectif": _HEADS,
        "appeler": _YES_NO,
        "creneaux": _SLOTS,
    },
    "permanence": {
        "nom": _NAME,
        "telephone": Column(cells.words, key=True),
        "jours": Column(cells.weekdays),
        "debut": Column(cells.minute),
        "fin": Column(cells.minute),
    },
    "seances": {
        "date": Column(cells.day, key=True),
        "heure": Column(cells.minute, key=True),
        "duree": Column(cells.whole(1, 600)),
        "titre": _TEXT,
        "genre": Column(cells.choice(Kind)),
        "artiste": Column(cells.several),
        "animateur": Column(cells.several),
        "partenaire": _TEXT,
        "programmee_par": _TEXT,
        "idee_mediation": _PROSE,
        "acces": Column(cells.choice(Access)),
        "essai": _YES_NO,
        "statut": Column(cells.choice(Status)),
    },
    "presences": {
        "date": Column(cells.day, key=True),
        "heure": Column(cells.minute, key=True),
        "appelant": Column(cells.words, key=True),
        "arrivee": Column(cells.clock, key=True),
        "depart": Column(cells.clock),
        "mode": Column(cells.choice(Mode)),
        "structure": _TEXT,
        "effectif": _HEADS,
        "a_parle": _YES_NO,
    },
}
"""In the order in which they are merged: a sheet comes after those it names."""
