"""The settings: one frozen object, one line of help per field, read once at the start and wholly checked by then.

Sources, the first wins: the environment, `.env`, `allo.toml`, both in the current folder (DATA.md, "Environment").
`docs/settings.md` is made from these fields. Only `allo/__main__.py` imports this module, and only here is `os.environ`
read.

May import: allo.domain, allo.secret_key, allo.settings_rules, allo.settings_sources, allo.settings_values.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from allo import settings_values as values
from allo.domain.errors import AlloError
from allo.domain.rules import CallingHours, DialMode, Rules
from allo.secret_key import stored_key
from allo.settings_rules import Tuning
from allo.settings_sources import Found, Sources, current_folder, handed_over, read_sources
from allo.settings_values import Hours

_PREFIX = "ALLO_"
_EXCHANGE_LINE = "+33199000000"


class SettingsError(AlloError):
    """A setting that is wrong or missing: one line names the variable, its value (never a secret) and the remedy."""


def _setting(default: Any, about: str, read: values.Read = values.text, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"help": about, "read": read, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """Field `x` is the variable `ALLO_X`. None, or "" for a text: not given."""

    database_url: str = _setting(
        "",
        "Base de données : `sqlite:///CHEMIN` ou `postgresql://UTILISATEUR@MACHINE/NOM`. "
        "Sans elle : `allo.sqlite` dans le dossier de données.",
        values.database,
        secret=True,
    )
    data_dir: Path = _setting(
        Path("donnees"), "Dossier de données : base, clé, messages. Il est créé s'il manque.", Path
    )
    listen: str = _setting("127.0.0.1:8080", "Adresse et port où `allo serve` écoute.", values.listen)
    public_url: str = _setting("", "Adresse publique d'Allô, celle que l'opérateur rappelle.", values.web_address)
    secret_key: str = _setting(
        "",
        "Clé qui chiffre noms et numéros, 32 caractères ou plus. Sans elle, Allô en fabrique une, une fois, "
        "lisible du seul propriétaire, dans le dossier de données. Perdue, les données sont illisibles.",
        values.long_secret,
        secret=True,
    )
    timezone: str = _setting("Europe/Paris", "Fuseau horaire du programme.", values.zone)
    telephony: str = _setting(
        "simulator",
        "Téléphonie : `simulator` (le central intégré), `twilio` ou `asterisk`.",
        values.one_of("simulator", "twilio", "asterisk"),
    )
    line_number: str = _setting(
        "",
        f"Numéro du programme, sous sa forme internationale. Sur le central intégré : `{_EXCHANGE_LINE}` sans autre.",
        values.e164,
    )
    caller_id: str = _setting(
        "", "Numéro que montrent les appels d'Allô. Sans lui : le numéro du programme.", values.e164
    )
    dial_mode: DialMode = _setting(
        DialMode.WAVE,
        "Qui fait partir les appels : `vague` (Allô, seul), `un_par_un` (une personne, chacun), `jamais`.",
        values.one_of(*DialMode),
    )
    calls_per_second: float = _setting(1.0, "Appels lancés par seconde, au plus.", values.positive)
    max_calls: int | None = _setting(
        None, "Appels simultanés achetés à l'opérateur. Sans lui : pas de limite.", values.count
    )
    calling_hours: Hours = _setting(
        values.hours("09:00-20:00"),
        "Heures où Allô peut sonner, à l'heure de la personne appelée. `00:00-24:00` : toujours.",
        values.hours,
    )
    calling_days: tuple[int, ...] = _setting(
        values.weekdays("lun-sam"), "Jours où Allô peut sonner : `lun-sam`, `lun,mer,ven`…", values.weekdays
    )
    caller_id_confirmed: bool = _setting(
        False, "`oui` : l'opérateur a confirmé par écrit que ce numéro convient aux appels en vague.", values.yes_no
    )
    smtp_url: str = _setting(
        "", "Serveur d'envoi des courriels, `smtp://…` ou `smtps://…`.", values.mail_server, secret=True
    )
    mail_from: str = _setting("", "Adresse qui envoie les courriels.", values.mail)
    alert_to: str = _setting("", "Adresses prévenues d'un incident, séparées par des virgules.", values.mail)
    metrics_token: str = _setting(
        "", "Jeton demandé à qui lit `/metrics` depuis une autre machine.", values.text, secret=True
    )
    spend_cap: float | None = _setting(
        None, "Dépense de téléphone par jour, en euros, au plus. Sans elle : pas de limite.", values.positive
    )
    sms_sender: str = _setting("", "Numéro ou nom qui signe les SMS.", values.sms_sender)
    watch_url: str = _setting("", "Adresse appelée tant que tout va bien.", values.web_address)
    twilio_fallback_url: str = _setting(
        "", "Adresse de secours, hébergée chez l'opérateur, quand Allô ne répond pas.", values.web_address
    )
    twilio_auth_token_previous: str = _setting(
        "", "Jeton Twilio précédent, accepté pendant qu'on le remplace.", values.text, secret=True
    )
    allow_remote_ari: bool = _setting(
        False, "`oui` : Asterisk peut être sur une autre machine, en https.", values.yes_no
    )
    twilio_account_sid: str = _setting("", "Compte Twilio (`AC…`).", values.account_sid)
    twilio_auth_token: str = _setting("", "Jeton du compte Twilio.", values.text, secret=True)
    twilio_api_base: str = _setting(
        "", "Autre adresse pour les demandes à Twilio. Sans elle : le vrai service.", values.web_address
    )
    asterisk_url: str = _setting("http://127.0.0.1:8088", "Adresse d'Asterisk (ARI).", values.web_address)
    asterisk_user: str = _setting("", "Utilisateur ARI.", values.text)
    asterisk_password: str = _setting("", "Mot de passe ARI.", values.text, secret=True)
    asterisk_app: str = _setting("allo", "Nom de l'application ARI.", values.text)
    asterisk_dial: str = _setting(
        "PJSIP/{number}@trunk", "Chaîne d'appel d'Asterisk ; `{number}` y est remplacé.", values.dial_string
    )
    tuning: Tuning = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    listening: int | None = None  # a socket that listens already: systemd's

    def rules(self) -> Rules:
        """The rules of the house with these settings and the tables of `allo.toml`."""
        begin, end = self.calling_hours
        rules = Rules(
            line=self.line_number,
            zone=self.timezone,
            dial_mode=self.dial_mode,
            hours=CallingHours(begin=begin, end=end, days=self.calling_days),
            calls_per_second=self.calls_per_second,
            max_calls=self.max_calls,
        )
        return replace(rules, **self.tuning)


SETTINGS: tuple[Field[Any], ...] = tuple(one for one in fields(Settings) if "help" in one.metadata)


def variable(name: str) -> str:
    """The environment variable of a field."""
    return _PREFIX + name.upper()


def load_settings(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The checked settings. Raises SettingsError. `environ`, `folder`: other places to read than this process's own."""
    environ = os.environ if environ is None else environ
    try:
        folder = current_folder() if folder is None else folder
        sources = read_sources(environ, folder, [variable(one.name) for one in SETTINGS])
    except ValueError as error:
        raise SettingsError(str(error)) from None
    given = {one.name: _read(one, found) for one in SETTINGS if (found := sources.given.get(variable(one.name)))}
    listening = handed_over(environ, os.getpid())
    settings = Settings(**_completed(given, folder), tuning=sources.tuning, listening=listening)
    _check(settings, sources)
    return replace(settings, warnings=(*sources.warnings, *_caller_id_warnings(settings)))


def secret_key(settings: Settings, *, create: bool) -> str:
    """The key of this installation, made once where it is absent and `create` is true. Raises SettingsError."""
    database = Path(settings.database_url.removeprefix("sqlite:///"))
    try:
        return settings.secret_key or stored_key(settings.data_dir, create=create, database=database)
    except ValueError as error:
        raise SettingsError(str(error)) from None


def _read(one: Field[Any], found: Found) -> object:
    try:
        return one.metadata["read"](found.text)
    except ValueError as error:
        shown = "" if one.metadata["secret"] else f" = « {found.text} »"
        raise SettingsError(f"{variable(one.name)}{shown} ({found.source}) : {error}.") from None


def _completed(given: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What follows from other settings: paths from the folder, the line of the exchange, the number shown."""
    data_dir = folder / given.get("data_dir", _default("data_dir")).expanduser()
    exchange = given.get("telephony", _default("telephony")) == "simulator"
    line = given.get("line_number", _EXCHANGE_LINE if exchange else "")
    database = given.get("database_url", f"sqlite:///{data_dir / 'allo.sqlite'}")
    if database.startswith("sqlite:///"):
        database = f"sqlite:///{folder / database.removeprefix('sqlite:///')}"
    chosen = {**given, "data_dir": data_dir, "database_url": database, "line_number": line}
    if "dial_mode" in given:
        chosen["dial_mode"] = DialMode(given["dial_mode"])
    return {"caller_id": line, **chosen}


def _default(name: str) -> Any:
    default = next(one.default for one in SETTINGS if one.name == name)
    assert default is not MISSING
    return default


_NEEDED = {
    "simulator": (),
    "twilio": ("line_number", "public_url", "twilio_account_sid", "twilio_auth_token"),
    "asterisk": ("line_number", "asterisk_user", "asterisk_password"),
}


def _check(settings: Settings, sources: Sources) -> None:
    """What no field can tell alone."""
    for name in _NEEDED[settings.telephony]:
        if not getattr(settings, name):
            raise SettingsError(f"{variable(name)} manque : ALLO_TELEPHONY = « {settings.telephony} » en a besoin.")
    if os.path.exists(settings.data_dir) and not os.path.isdir(settings.data_dir):
        raise SettingsError(f"ALLO_DATA_DIR = « {settings.data_dir} » n'est pas un dossier : donnez-en un autre.")
    if settings.dial_mode is DialMode.WAVE and values.is_mobile(settings.caller_id):
        name = "ALLO_CALLER_ID" if "ALLO_CALLER_ID" in sources.given else "ALLO_LINE_NUMBER"
        raise SettingsError(
            f"{name} = « {settings.caller_id} » : un numéro en 06 ou 07 ne peut pas être montré par des appels en "
            "vague ; prenez un numéro polyvalent vérifié ou ALLO_DIAL_MODE=un_par_un."
        )
    ari = settings.asterisk_url
    remote = settings.telephony == "asterisk" and not values.is_loopback(ari)
    if remote and not (settings.allow_remote_ari and ari.startswith("https://")):
        raise SettingsError(
            f"ALLO_ASTERISK_URL = « {ari} » : Asterisk doit être sur cette machine (127.0.0.1), "
            "ou en https avec ALLO_ALLOW_REMOTE_ARI=oui."
        )


_RANGES = "0162, 0163, 0270, 0271, 0377, 0378, 0424, 0425, 0568, 0569, 0948, 0949 ; outre-mer 09475 à 09479"


def _caller_id_warnings(settings: Settings) -> tuple[str, ...]:
    """TELEPHONY part 1, rule 2: the ranges a wave may show, unless the carrier confirmed another in writing."""
    wave = settings.dial_mode is DialMode.WAVE and settings.telephony != "simulator"
    if not wave or settings.caller_id_confirmed or values.is_multi_purpose(settings.caller_id):
        return ()
    return (
        (
            f"ALLO_CALLER_ID = « {settings.caller_id} » n'est pas d'une tranche polyvalente vérifiée ({_RANGES}) : "
            "l'opérateur peut couper les appels en vague. Demandez-lui une confirmation écrite, puis mettez "
            "ALLO_CALLER_ID_CONFIRMED=oui, ou ALLO_DIAL_MODE=un_par_un."
        ),
    )
