"""The settings: where they come from, what is refused and how, what follows from them."""

from __future__ import annotations

import re
import sqlite3
import stat
from contextlib import closing, suppress
from dataclasses import FrozenInstanceError, fields
from datetime import time
from pathlib import Path

import pytest

from allo.domain.rules import DialMode, Rules
from allo.secret_key import FILE
from allo.settings import SETTINGS, Settings, SettingsError, load_settings, secret_key, variable
from allo.settings_rules import KNOBS

TWILIO = {
    "ALLO_TELEPHONY": "twilio",
    "ALLO_LINE_NUMBER": "+33162000000",
    "ALLO_PUBLIC_URL": "https://allo.example.org/",
    "ALLO_TWILIO_ACCOUNT_SID": "AC0123",
    "ALLO_TWILIO_AUTH_TOKEN": "a-token",
}
ASTERISK = {
    "ALLO_TELEPHONY": "asterisk",
    "ALLO_LINE_NUMBER": "+33162000000",
    "ALLO_ASTERISK_USER": "allo",
    "ALLO_ASTERISK_PASSWORD": "a-password",
}


def load(folder: Path, **environ: str) -> Settings:
    return load_settings(environ, folder)


def refusal(folder: Path, **environ: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ, folder)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_without_any_setting_all_have_the_defaults_of_the_contract(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.data_dir == tmp_path / "donnees"
    assert settings.database_url == f"sqlite:///{tmp_path}/donnees/allo.sqlite"
    assert (settings.listen, settings.telephony, settings.line_number) == (
        "127.0.0.1:8080",
        "simulator",
        "+33199000000",
    )
    assert settings.caller_id == settings.line_number
    assert settings.asterisk_dial == "PJSIP/{number}@trunk"
    assert (settings.max_calls, settings.spend_cap, settings.warnings) == (None, None, ())
    assert settings.rules() == Rules()


def test_the_process_environment_is_read_when_none_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLO_LISTEN", "[::1]:9000")
    assert load_settings().listen == "[::1]:9000"


def test_the_environment_wins_over_env_file_over_toml(tmp_path: Path) -> None:
    (tmp_path / "allo.toml").write_text('listen = "127.0.0.1:1"\nALLO_TIMEZONE = "Indian/Reunion"\nmax_calls = 12\n')
    (tmp_path / ".env").write_text("# ours\nexport ALLO_LISTEN='127.0.0.1:2'\nALLO_DIAL_MODE=jamais\nOTHER=x\n")
    settings = load(tmp_path, ALLO_LISTEN="127.0.0.1:3")
    assert (settings.listen, settings.dial_mode) == ("127.0.0.1:3", DialMode.NEVER)
    assert (settings.timezone, settings.max_calls) == ("Indian/Reunion", 12)


def test_an_empty_variable_counts_as_absent(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ALLO_LISTEN=127.0.0.1:2\n")
    assert load(tmp_path, ALLO_LISTEN="", ALLO_SPEND_CAP=" ").listen == "127.0.0.1:2"


def test_the_object_is_frozen_and_shows_no_secret(tmp_path: Path) -> None:
    settings = load(tmp_path, ALLO_SECRET_KEY="s" * 32, ALLO_SMTP_URL="smtp://me:hush@localhost", **TWILIO)
    with pytest.raises(FrozenInstanceError):
        settings.listen = "elsewhere:1"  # type: ignore[misc]
    assert not re.search("ssss|hush|a-token|database_url", repr(settings))


WRONG = [
    ("ALLO_LISTEN", "8080"),
    ("ALLO_LISTEN", "localhost:99999"),
    ("ALLO_DATABASE_URL", "mysql://localhost/allo"),
    ("ALLO_DATABASE_URL", "postgresql+asyncpg://me@localhost/allo"),
    ("ALLO_DATABASE_URL", "sqlite:///:memory:"),
    ("ALLO_PUBLIC_URL", "allo.example.org"),
    ("ALLO_SECRET_KEY", "short"),
    ("ALLO_TIMEZONE", "Paris"),
    ("ALLO_TIMEZONE", "../etc/passwd"),
    ("ALLO_TELEPHONY", "minitel"),
    ("ALLO_LINE_NUMBER", "0199000000"),
    ("ALLO_LINE_NUMBER", "+33199"),
    ("ALLO_CALLER_ID", "the programme"),
    ("ALLO_DIAL_MODE", "wave"),
    ("ALLO_CALLS_PER_SECOND", "0"),
    ("ALLO_CALLS_PER_SECOND", "inf"),
    ("ALLO_MAX_CALLS", "many"),
    ("ALLO_MAX_CALLS", "-1"),
    ("ALLO_CALLING_HOURS", "9h-20h"),
    ("ALLO_CALLING_HOURS", "20:00-09:00"),
    ("ALLO_CALLING_HOURS", "09:00-25:00"),
    ("ALLO_CALLING_HOURS", "09:00-09:00"),
    ("ALLO_CALLING_DAYS", "mon-fri"),
    ("ALLO_CALLING_DAYS", "lun-mer-ven"),
    ("ALLO_CALLER_ID_CONFIRMED", "peut-être"),
    ("ALLO_SMTP_URL", "localhost"),
    ("ALLO_MAIL_FROM", "coordination"),
    ("ALLO_ALERT_TO", "a@example.org, b"),
    ("ALLO_SPEND_CAP", "beaucoup"),
    ("ALLO_SMS_SENDER", "Allô l'artiste"),
    ("ALLO_WATCH_URL", "ftp://example.org"),
    ("ALLO_TWILIO_ACCOUNT_SID", "0123"),
    ("ALLO_ASTERISK_DIAL", "PJSIP/trunk"),
    ("ALLO_ALLOW_REMOTE_ARI", "si"),
]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda text: str(text).replace("/", " "))
def test_a_wrong_value_stops_the_start_with_one_line_that_names_it(tmp_path: Path, name: str, value: str) -> None:
    message = refusal(tmp_path, **{name: value})
    assert message.startswith(name)
    assert "environnement" in message
    secret = name in {"ALLO_SECRET_KEY", "ALLO_DATABASE_URL", "ALLO_SMTP_URL"}
    assert (f"« {value} »" in message) is not secret


def test_a_number_in_its_national_form_is_refused_with_the_right_form(tmp_path: Path) -> None:
    assert "+33162000012" in refusal(tmp_path, ALLO_LINE_NUMBER="01 62 00 00 12")


@pytest.mark.parametrize("missing", ["ALLO_LINE_NUMBER", "ALLO_PUBLIC_URL", "ALLO_TWILIO_AUTH_TOKEN"])
def test_twilio_needs_its_settings(tmp_path: Path, missing: str) -> None:
    given = {name: value for name, value in TWILIO.items() if name != missing}
    assert refusal(tmp_path, **given).startswith(f"{missing} manque")


def test_addresses_lose_their_last_slash(tmp_path: Path) -> None:
    assert load(tmp_path, **TWILIO).public_url == "https://allo.example.org"


@pytest.mark.parametrize(("mode", "refused"), [("vague", True), ("un_par_un", False), ("jamais", False)])
@pytest.mark.parametrize("number", ["+33612345678", "+33712345678", "+262692123456"])
def test_a_wave_may_not_show_a_mobile_number(tmp_path: Path, mode: str, refused: bool, number: str) -> None:
    environ = {**TWILIO, "ALLO_CALLER_ID": number, "ALLO_DIAL_MODE": mode}
    if refused:
        assert refusal(tmp_path, **environ).startswith("ALLO_CALLER_ID")
    else:
        assert load(tmp_path, **environ).caller_id == number


def test_a_line_of_an_ordinary_range_is_warned_about_until_the_carrier_confirms(tmp_path: Path) -> None:
    ordinary = {**TWILIO, "ALLO_LINE_NUMBER": "+33145000000"}
    assert "ALLO_CALLER_ID_CONFIRMED" in load(tmp_path, **ordinary).warnings[0]
    assert load(tmp_path, **ordinary, ALLO_CALLER_ID_CONFIRMED="oui").warnings == ()
    assert load(tmp_path, **ordinary, ALLO_DIAL_MODE="un_par_un").warnings == ()
    assert load(tmp_path, **TWILIO).warnings == ()
    assert load(tmp_path, **{**TWILIO, "ALLO_LINE_NUMBER": "+33948123456"}).warnings == ()


def test_a_variable_nobody_knows_is_a_warning_with_the_likely_one(tmp_path: Path) -> None:
    (tmp_path / "allo.toml").write_text("[sale]\njauge = 3\n[salle]\njauges = 40\n")
    warnings = load(tmp_path, ALLO_CALING_HOURS="09:00-12:00").warnings
    likely = ("ALLO_CALLING_HOURS", "salle", "jauge")
    assert [line.split(" écrire ")[1] for line in warnings] == [f"{name} ?" for name in likely]


def test_a_remote_asterisk_needs_https_and_permission(tmp_path: Path) -> None:
    assert load(tmp_path, **ASTERISK).asterisk_url == "http://127.0.0.1:8088"
    remote = {**ASTERISK, "ALLO_ASTERISK_URL": "https://pbx.example.org"}
    assert refusal(tmp_path, **remote).startswith("ALLO_ASTERISK_URL")
    assert load(tmp_path, **remote, ALLO_ALLOW_REMOTE_ARI="oui").allow_remote_ari
    clear = {**remote, "ALLO_ASTERISK_URL": "http://pbx.example.org", "ALLO_ALLOW_REMOTE_ARI": "oui"}
    assert refusal(tmp_path, **clear).startswith("ALLO_ASTERISK_URL")


def test_calling_hours_and_days_become_rules(tmp_path: Path) -> None:
    hours = load(tmp_path, ALLO_CALLING_HOURS="10:30-19:00", ALLO_CALLING_DAYS="sam-lun").rules().hours
    assert (hours.begin, hours.end, hours.days, hours.always) == (time(10, 30), time(19), (0, 5, 6), False)
    assert load(tmp_path, ALLO_CALLING_HOURS="00:00-24:00").rules().hours.always
    assert load(tmp_path, ALLO_CALLING_HOURS="08:00-24:00").rules().hours.end == time.max
    assert load(tmp_path, ALLO_CALLING_DAYS="lun, mer,ven").calling_days == (0, 2, 4)
    assert load(tmp_path, ALLO_CALLING_DAYS="tous").calling_days == tuple(range(7))


def test_a_postgresql_address_is_taken_as_it_is(tmp_path: Path) -> None:
    for address in ("postgresql://allo@localhost/allo", "postgresql:///allo?host=/run/postgresql"):
        assert load(tmp_path, ALLO_DATABASE_URL=address).database_url == address


# allo.toml ----------------------------------------------------------------------------------------------------------


def test_toml_tells_when_the_programme_is_closed(tmp_path: Path) -> None:
    (tmp_path / "allo.toml").write_text('[creneaux]\nmois_fermes = [8]\nferies = "FR-974"\n')
    rules = load(tmp_path).rules()
    assert (rules.closed_months, rules.closed_holidays) == ((8,), "FR-974")


def test_toml_tables_set_lead_times_delays_and_capacities(tmp_path: Path) -> None:
    (tmp_path / "allo.toml").write_text(
        "[avance]\nanimateur_minutes = 30\n[sonnerie]\nrappels_occupe = [60, 120]\n[salle]\njauge = 30\n"
    )
    rules = load(tmp_path).rules()
    assert (rules.host_lead_minutes, rules.busy_delays, rules.hard_capacity) == (30, (60, 120), 30)
    assert rules.artist_lead_minutes == Rules().artist_lead_minutes


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("[salle]\njauge = 0", "jauge = « 0 »"),
        ("[salle]\njauge = true", "jauge = « oui »"),
        ("[salle]\njauge = 10", "salle.jauge"),
        ('[avance]\nanimateur_minutes = "20"', "animateur_minutes"),
        ("[avance]\nanimateur_minutes = 5", "avance.animateur_minutes"),
        ("[sonnerie]\nrappels_occupe = 120", "rappels_occupe"),
        ("[sonnerie]\nrappels_occupe = [120, -1]", "rappels_occupe"),
        ("[sonnerie]\npar_seance = 5", "par_seance"),
        ('[creneaux]\nferies = "Bretagne"', "feries"),
        ("[creneaux]\nmois_fermes = [13]", "mois_fermes"),
        ("[salle\n", "allo.toml"),
    ],
)
def test_a_wrong_line_of_toml_is_named(tmp_path: Path, lines: str, named: str) -> None:
    (tmp_path / "allo.toml").write_text(lines)
    message = refusal(tmp_path)
    assert named in message
    assert "allo.toml" in message


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("ALLO_SMS_SENDER=Allô".encode("latin-1"))
    assert ".env" in refusal(tmp_path)


def test_every_rule_can_be_set_or_is_fixed_by_the_contract() -> None:
    by_variable = {"line", "zone", "dial_mode", "hours", "calls_per_second", "max_calls"}
    knobs = [knob.rule for knob in KNOBS]
    assert len(knobs) == len(set(knobs))
    assert by_variable | set(knobs) == {one.name for one in fields(Rules)}
    assert len({(knob.table, knob.name) for knob in KNOBS}) == len(KNOBS)


def test_every_default_of_a_knob_is_within_its_limits() -> None:
    for knob in KNOBS:
        default = getattr(Rules(), knob.rule)
        if knob.is_text:
            continue
        for value in default if knob.is_list else (default,):
            assert knob.least <= value <= knob.most, knob


def test_every_setting_has_help_in_one_line() -> None:
    for one in SETTINGS:
        about = one.metadata["help"]
        assert about.endswith((".", "…")), variable(one.name)
        assert "\n" not in about


# the key -------------------------------------------------------------------------------------------------------------


def test_a_given_key_is_used_and_no_file_is_made(tmp_path: Path) -> None:
    assert secret_key(load(tmp_path, ALLO_SECRET_KEY="k" * 32), create=True) == "k" * 32
    assert not (tmp_path / "donnees").exists()


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = load(tmp_path)
    key = secret_key(settings, create=True)
    path = settings.data_dir / FILE
    assert len(key) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret_key(settings, create=True) == secret_key(settings, create=False) == key
    assert [one.name for one in settings.data_dir.iterdir()] == [FILE]


def test_who_only_reads_makes_no_key(tmp_path: Path) -> None:
    assert len(secret_key(load(tmp_path), create=False)) >= 32
    assert not (tmp_path / "donnees").exists()


def test_a_lost_key_is_never_replaced_beside_a_database(tmp_path: Path) -> None:
    settings = load(tmp_path)
    settings.data_dir.mkdir()
    with closing(sqlite3.connect(settings.data_dir / "allo.sqlite")) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
    for create in (True, False):
        with pytest.raises(SettingsError, match=f"{FILE} a disparu"):
            secret_key(settings, create=create)


@pytest.mark.parametrize("content", [b"", b"root:x:0:0", b"SQLite format 3\0"])
def test_beside_what_is_no_database_of_ours_a_key_is_made(tmp_path: Path, content: bytes) -> None:
    settings = load(tmp_path)
    settings.data_dir.mkdir()
    (settings.data_dir / "allo.sqlite").write_bytes(content)
    assert secret_key(settings, create=True) == secret_key(settings, create=False)


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path, ALLO_DATA_DIR="file").startswith("ALLO_DATA_DIR = «")


@pytest.mark.parametrize("name", [".env", "allo.toml"])
@pytest.mark.parametrize("content", [b"ALLO_LISTEN = '\xff'", b"a = = b"])
def test_what_cannot_be_read_is_told_in_french(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with suppress(SettingsError):
        load(tmp_path)
        return
    said = refusal(tmp_path)
    assert name in said
    assert not re.search("decode|invalid|Invalid|line", said)


def test_a_key_others_can_read_is_closed_to_them(tmp_path: Path) -> None:
    settings = load(tmp_path)
    secret_key(settings, create=True)
    path = settings.data_dir / FILE
    path.chmod(0o644)
    secret_key(settings, create=False)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_key_and_a_folder_that_cannot_be_made_are_named(tmp_path: Path) -> None:
    settings = load(tmp_path)
    settings.data_dir.mkdir()
    (settings.data_dir / FILE).write_text("half")
    with pytest.raises(SettingsError, match="abîmé"):
        secret_key(settings, create=True)
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="ALLO_DATA_DIR"):
        secret_key(load(tmp_path, ALLO_DATA_DIR="file/inside"), create=True)
