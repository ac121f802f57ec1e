"""Lead times, delays and capacities as `allo.toml` names them: a table, a name, the field of `Rules` it sets.

The defaults are those of `allo.domain.rules`; here stand only names, limits and what they are for.

May import: allo.domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from allo.domain.rules import Rules

Tuning = Mapping[str, Any]  # field of Rules → a whole number, a tuple of them, a text


@dataclass(frozen=True, slots=True)
class Knob:
    """One line of `allo.toml`. `least`, `most`: the limits of its value, or of each value of a list."""

    table: str
    name: str
    rule: str
    about: str
    least: int = 0
    most: int = 1440

    @property
    def is_list(self) -> bool:
        return isinstance(DEFAULTS[self.rule], tuple)

    @property
    def is_text(self) -> bool:
        return isinstance(DEFAULTS[self.rule], str)


DEFAULTS: dict[str, Any] = {one.name: one.default for one in fields(Rules)}

_SLOTS = (
    ("calendrier_jours", "plan_ahead_days", "Les créneaux deviennent des séances ce temps à l'avance"),
    ("mois_fermes", "closed_months", "Mois sans aucune séance (`[8]` : rien en août)"),
    ("feries", "closed_holidays", "Pas de séance les jours fériés de ce territoire (`FR`, `FR-974`…)"),
)
_AHEAD = (
    ("verification_minutes", "check_lead_minutes", "Contrôle de la séance : sans artiste ou animateur, une tâche"),
    ("animateur_minutes", "host_lead_minutes", "Appel de l'animateur"),
    ("artiste_minutes", "artist_lead_minutes", "Appel de l'artiste"),
    ("ouverture_minutes", "open_lead_minutes", "Ouverture de la salle et début des appels"),
    ("derniere_sonnerie_minutes", "last_ring_lead_minutes", "Dernière première sonnerie de la vague"),
)
_SESSION = (
    ("retard_minutes", "late_minutes", "Après l'heure : sans artiste, l'animateur choisit"),
    ("rattrapage_minutes", "grace_minutes", "Après l'heure : on ne sonne plus et on ne rattrape plus rien"),
    ("delai_de_plus_minutes", "more_time_minutes", "Délai que l'animateur peut accorder à l'artiste"),
    ("avertissement_minutes", "warn_lead_minutes", "Avant la fin : l'artiste et l'animateur sont prévenus"),
    ("prolongation_minutes", "extension_minutes", "Prolongation que l'animateur peut accorder"),
    ("archive_minutes", "archive_minutes", "Après la fin : la séance est archivée"),
    ("attente_limite_minutes", "wait_limit_minutes", "Attente la plus longue sans artiste ni animateur"),
)
_RINGING = (
    ("secondes", "ring_seconds", "Durée de la sonnerie, multipliée par le rythme de la personne"),
    ("permanence_secondes", "duty_ring_seconds", "Durée de la sonnerie chez une personne de permanence"),
    ("rappels_occupe", "busy_delays", "Rappels après « occupé », secondes"),
    ("rappels_sans_reponse", "no_answer_delays", "Rappels après une sonnerie sans réponse, secondes"),
    ("rappels_repondeur", "machine_delays", "Rappels après un répondeur, secondes"),
    ("rappels_echec", "failure_delays", "Rappels après un échec du réseau ou de l'opérateur, secondes"),
    ("coupure_rappel_secondes", "call_back_seconds", "Rappel de qui a été coupé"),
    ("par_seance", "rings_per_session", "Sonneries par numéro et par séance, au plus"),
    ("coupure_rappels", "call_backs", "Rappels après coupure, par numéro et par séance"),
    ("coupure_rappels_equipe", "staff_call_backs", "Les mêmes, pour artistes et animateurs"),
    ("par_jour", "rings_per_day", "Sonneries par numéro et par jour, au plus"),
    ("par_jour_equipe", "staff_rings_per_day", "Les mêmes, pour artistes et animateurs"),
    ("raccroche_vite_secondes", "quick_hang_up_seconds", "Raccrocher plus tôt, deux fois de suite, suspend les appels"),
    ("coupure_generale_secondes", "mass_drop_seconds", "Deux lignes coupées dans ce délai : tout le monde est rappelé"),
    ("lignes_gardees", "kept_for_stage", "Lignes gardées pour l'artiste et l'animateur"),
)
_ROOM = (
    ("micros_ouverts_lignes", "open_lines", "Jusqu'à ce nombre de lignes, les micros sont ouverts sans demander"),
    ("jauge_conseillee", "soft_capacity", "Au-delà, l'animateur est prévenu"),
    ("jauge", "hard_capacity", "Au-delà, « la salle est pleine »"),
    ("applaudissements_secondes", "applause_seconds", "Micros ouverts à la fin de l'œuvre"),
    (
        "absence_artiste_secondes",
        "artist_absence_seconds",
        "Artiste coupé : après ce délai, la salle passe à l'échange",
    ),
    ("aide_sans_parole_secondes", "help_without_floor_seconds", "`*0` resté sans parole : la permanence est appelée"),
)
_CARE = (
    ("appel_marge_minutes", "call_limit_margin_minutes", "Un appel est coupé ce temps après la fin de la séance"),
    ("code_essais_par_appel", "code_tries_per_call", "Essais d'un code par appel"),
    ("code_essais_par_heure", "code_tries_per_hour", "Essais faux par numéro et par heure"),
    ("code_essais_heure_service", "code_tries_service_hour", "Essais faux par heure, tous numéros réunis"),
    ("messages_jours", "message_days", "Durée de garde des messages laissés"),
    ("doute_secondes", "doubt_seconds", "Un appel dont le sort est inconnu est recherché après ce délai"),
    ("bail_secondes", "lease_seconds", "Durée pendant laquelle un travail est réservé"),
    ("requete_secondes", "request_seconds", "Délai d'une demande à l'opérateur"),
)
TABLES: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "creneaux": ("Les créneaux et leur calendrier", _SLOTS),
    "avance": ("Minutes avant l'heure de la séance", _AHEAD),
    "seance": ("Pendant et après la séance", _SESSION),
    "sonnerie": ("Sonneries et rappels", _RINGING),
    "salle": ("La salle", _ROOM),
    "garde": ("Garde-fous et durées de garde", _CARE),
}
# the promises of the house are also the limits: those may be made stricter, never looser
_MOST = {"grace_minutes": 20, "rings_per_session": 4, "call_backs": 1, "staff_call_backs": 3, "rings_per_day": 6}
_MOST |= {"staff_rings_per_day": 10, "code_tries_per_call": 3, "code_tries_per_hour": 5, "code_tries_service_hour": 20}
_MOST |= {
    "message_days": 30,
    "ring_seconds": 120,
    "duty_ring_seconds": 120,
    "plan_ahead_days": 400,
    "closed_months": 12,
}
_MOST |= {"hard_capacity": 250, "soft_capacity": 250, "open_lines": 250, "check_lead_minutes": 14 * 1440}
_FROM_ONE = {
    "ring_seconds",
    "duty_ring_seconds",
    "hard_capacity",
    "soft_capacity",
    "rings_per_session",
    "lease_seconds",
}
_FROM_ONE |= {"rings_per_day", "staff_rings_per_day", "request_seconds", "plan_ahead_days", "code_tries_per_call"}
_FROM_ONE |= {"code_tries_per_hour", "code_tries_service_hour", "message_days", "wait_limit_minutes", "closed_months"}

_TERRITORIES = {"57", "6AE", "971", "972", "973", "974", "976", "BL", "MF", "NC", "PF", "PM", "WF"}  # of `holidays`

KNOBS = tuple(
    Knob(table, name, rule, about, 1 if rule in _FROM_ONE else 0, _MOST.get(rule, 1440))
    for table, (_, lines) in TABLES.items()
    for name, rule, about in lines
)


def read_knob(knob: Knob, value: Any) -> int | str | tuple[int, ...]:
    """The checked value of one line. Raises ValueError with the remedy in French."""
    if knob.is_text:
        return _territory(value)
    values = list(value) if knob.is_list and isinstance(value, list) else [value]
    if knob.is_list != isinstance(value, list) or not all(_fits(knob, one) for one in values):
        what = "une liste de nombres entiers, chacun" if knob.is_list else "un nombre entier,"
        raise ValueError(f"écrivez {what} de {knob.least} à {knob.most}")
    return tuple(values) if knob.is_list else values[0]


def check_together(tuning: Tuning) -> None:
    """The values that must keep an order among them. Raises ValueError with the remedy in French."""
    known = {**DEFAULTS, **tuning}
    for order, sense in _ORDERS:
        values = [known[rule] for rule in order]
        if values != sorted(values, reverse=True):
            names = ", ".join(f"{_name(rule)} ({known[rule]})" for rule in order)
            raise ValueError(f"{names} : {sense}")


_ORDERS = (
    (
        ("host_lead_minutes", "artist_lead_minutes", "open_lead_minutes", "last_ring_lead_minutes"),
        "chacun doit être au moins aussi grand que le suivant",
    ),
    (("hard_capacity", "soft_capacity"), "la jauge doit être au moins la jauge conseillée"),
    (("grace_minutes", "late_minutes"), "le rattrapage doit durer au moins autant que le retard"),
    (("lease_seconds", "request_seconds"), "le bail doit durer plus qu'une demande"),
)


def _name(rule: str) -> str:
    return next(f"{knob.table}.{knob.name}" for knob in KNOBS if knob.rule == rule)


def _territory(value: Any) -> str:
    if value in ("", "FR") or (isinstance(value, str) and value.removeprefix("FR-") in _TERRITORIES):
        return str(value)
    raise ValueError(f"écrivez FR, ou FR- suivi de {', '.join(sorted(_TERRITORIES))}")


def _fits(knob: Knob, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and knob.least <= value <= knob.most
