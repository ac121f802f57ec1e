"""Random seasons as spreadsheets: few callers, so that they come back, and times close enough to meet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

Row = dict[str, str]

STRUCTURES = ("Le Foyer", "Phare", "Maison")
DEPARTMENTS = {"Le Foyer": "75", "Phare": "69", "Maison": "75"}
STAFF = ("+33199000901", "+33199000902", "+33199000903")
REGISTERED = {"+33199000101": "Le Foyer", "+33199000102": "Phare"}
CALLERS = (*STAFF, *REGISTERED, "+33199000103", "Mme A", "mme a", "Chambre 12", "masque")
PROGRAMMERS = ("", "Le Foyer", "le foyer", "Phare", "Mairie")
_FIRST = date(2020, 12, 1)


@dataclass(frozen=True, slots=True)
class Season:
    """Rows under DATA.md's column names; "" is an empty cell."""

    structures: list[Row] = field(default_factory=list)
    seances: list[Row] = field(default_factory=list)
    presences: list[Row] = field(default_factory=list)

    def sheets(self) -> dict[str, list[str]]:
        """With the staff and the registered listeners, as CSV lines."""
        kinds = zip(("artistes", "animateurs", "permanence"), STAFF, strict=True)
        sheets = {sheet: ["nom;telephone", f"{sheet};{number}"] for sheet, number in kinds}
        registered = [f"P{place};{number};{name}" for place, (number, name) in enumerate(REGISTERED.items())]
        sheets["auditeurs"] = ["prenom;telephone;structure", *registered]
        for sheet in ("structures", "seances", "presences"):
            rows: list[Row] = getattr(self, sheet)
            if rows:
                sheets[sheet] = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
        return sheets


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def days() -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), st.integers(0, 500).map(lambda n: (_FIRST + timedelta(days=n)).isoformat()))


@st.composite
def structures(draw: st.DrawFn, name: str) -> Row:
    yes_no = st.sampled_from(["oui", "non", ""])
    return {
        "nom": name,
        "departement": DEPARTMENTS[name],
        "adherente": draw(yes_no),
        "qpv": draw(yes_no),
        "public_principal": draw(st.sampled_from(["familles", "jeunes", "autre", ""])),
        "date_adhesion": draw(days()),
        "date_sortie": draw(days()),
    }


@st.composite
def sessions(draw: st.DrawFn, number: int) -> Row:
    day = _FIRST + timedelta(days=draw(st.integers(0, 4)) + 20 * number)
    return {
        "date": day.isoformat(),
        "heure": draw(st.sampled_from(["15:00", "17:00"])),
        "genre": draw(st.sampled_from(["intervention", "parole", ""])),
        "artiste": draw(st.sampled_from(["Anna", "anna+Inès", "Inès", ""])),
        "programmee_par": draw(st.sampled_from(PROGRAMMERS)),
        "essai": draw(st.sampled_from(["", "", "", "oui"])),
        "statut": draw(st.sampled_from(["tenue", "tenue", "tenue", "annulee", "prevue"])),
    }


@st.composite
def stays(draw: st.DrawFn, session: Row) -> Row:
    begin = 3600 * int(session["heure"][:2]) + draw(
        st.one_of(st.integers(0, 900), st.integers(0, 60).map(lambda n: n * 60))
    )
    length = draw(st.one_of(st.integers(0, 90), st.integers(0, 3600)))
    return {
        "date": session["date"],
        "heure": session["heure"],
        "appelant": draw(st.sampled_from(CALLERS)),
        "arrivee": clock(begin),
        "depart": draw(st.sampled_from(["", clock(begin + length), clock(begin + length), clock(begin + length)])),
        "mode": draw(st.sampled_from(["", "individuel", "collectif", "reperage"])),
        "structure": draw(st.sampled_from(["", "", *STRUCTURES])),
        "effectif": draw(st.sampled_from(["", "", "1", "4", "9"])),
        "a_parle": draw(st.sampled_from(["", "oui", "non"])),
    }


def _identity(row: Row) -> tuple[str, ...]:
    caller = row["appelant"].casefold()
    rest = tuple(row.values()) if caller == "masque" else ()
    return (row["date"], row["heure"], caller, row["arrivee"], *rest)


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    planned = [draw(sessions(n)) for n in range(draw(st.integers(0, 5)))]
    rows = draw(st.lists(st.sampled_from(planned).flatmap(stays), max_size=25)) if planned else []
    once = {_identity(row): row for row in rows}
    return Season([draw(structures(name)) for name in STRUCTURES], planned, list(once.values()))
