"""The command `allo`: exit codes, what stands on standard output and error, from any folder."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from allo.__main__ import main

ROOT = Path(__file__).parents[2]
EXAMPLES = str(ROOT / "examples")


class Result:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Allo = Callable[..., Result]


@pytest.fixture
def allo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Allo:
    """The command, in an empty folder, without any setting of the place but its data folder."""
    for name in [name for name in os.environ if name.startswith("ALLO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ALLO_DATA_DIR", str(tmp_path / "donnees"))
    monkeypatch.setenv("ALLO_LISTEN", "127.0.0.1:9")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Result(end.value.code, out, err)

    return run


def test_a_season_from_import_to_report(allo: Allo):
    taken = allo("import", EXAMPLES)
    assert (taken.code, taken.err) == (0, "")
    assert taken.out.endswith("auditeurs, ligne 12 : Mohamed Benslimane, accord à recueillir\nImporté.\n")
    report = allo("report", "--year", "2026", "--format", "json")
    assert (report.code, report.err, json.loads(report.out)["sessions_held"]) == (0, "", 11)
    attendance = allo("attendance", "2026-11-17", "--format", "json")
    assert json.loads(attendance.out)["session"] == "2026-11-17T15:00"


def test_refused_rows_stand_on_standard_error(allo: Allo, tmp_path: Path):
    (tmp_path / "structures.csv").write_text("nom;departement\nA;99\nB;75\n")
    whole = allo("import", "structures.csv")
    line = "structures, ligne 2, departement : « 99 » n'est pas un département (75, 2A, 971…)\n"
    assert (whole.code, whole.err) == (1, line)
    assert "Rien n'a été importé : 1 ligne refusée." in whole.out
    partial = allo("import", "structures.csv", "--partiel")
    assert (partial.code, partial.err, "Importé, sauf 1 ligne refusée." in partial.out) == (1, line, True)
    assert [name for name in ("A (", "B (") if name in allo("codes").out] == ["B ("]


def test_warnings_are_told_apart_from_refusals(allo: Allo, tmp_path: Path):
    (tmp_path / "structures.csv").write_text("nom;departement;couleur\nA;75;bleu\n")
    taken = allo("import", "structures.csv")
    assert (taken.code, taken.err) == (0, "attention : structures : colonne « couleur » inconnue, ignorée\n")


def test_a_file_of_another_kind_is_told(allo: Allo, tmp_path: Path):
    (tmp_path / "budget.csv").write_text("a\n1\n")
    taken = allo("import", "budget.csv")
    assert (taken.code, taken.out) == (0, "Rien à importer : aucune ligne dans une feuille connue.\n")
    assert taken.err.startswith("attention : feuille « budget » inconnue")


def test_a_dry_run_creates_nothing(allo: Allo, tmp_path: Path):
    assert allo("import", EXAMPLES, "--dry-run").code == 0
    assert not (tmp_path / "donnees").exists()


def test_what_only_reads_takes_an_absent_database_as_empty(allo: Allo, tmp_path: Path):
    empty = allo("report", "--year", "2021", "--format", "json")
    assert (empty.code, json.loads(empty.out)["connections"]) == (0, 0)
    assert len(empty.err.splitlines()) == 1
    assert [allo(*words).code for words in (["codes"], ["sessions"], ["plan"], ["doctor"])] == [0, 0, 0, 0]
    assert not (tmp_path / "donnees").exists()


def test_a_database_made_by_upgrade_is_then_written(allo: Allo):
    assert allo("db", "upgrade").code == 0
    assert allo("import", EXAMPLES).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "il manque une commande"),
        (["raport"], "commande inconnue : raport"),
        (["import"], "il manque CHEMIN"),
        (["import", "a", "b"], "de trop : b"),
        (["import", "a", "--essai"], "option inconnue : --essai"),
        (["report"], "donnez --year, ou --from et --to"),
        (
            ["report", "--year", "2021", "--from", "2021-01-01", "--to", "2021-12-31"],
            "donnez --year, ou --from et --to",
        ),
        (["report", "--from", "2021-01-01"], "donnez --year, ou --from et --to"),
        (["report", "--from", "2021-02-30", "--to", "2021-12-31"], "« 2021-02-30 » n'existe pas"),
        (["report", "--from", "2021-03-01", "--to", "2021-02-01"], "--to (2021-02-01) précède --from (2021-03-01)"),
        (["report", "--year", "deux"], "« deux » n'est pas une année (2021)"),
        (["report", "--year"], "l'option --year demande une valeur"),
        (["report", "--year", "2021", "--format", "xml"], "« xml » n'est pas un format"),
        (["report", "--year", "2021", "--format", "pdf"], "--format pdf demande --output FICHIER"),
        (["attendance", "2021-03-02", "--format", "html"], "« html » n'est pas un format (text, json)"),
        (["plan", "--days", "0"], "« 0 » n'est pas un nombre entre 1 et 400"),
        (["codes", "--redraw"], "--redraw demande un NOM"),
    ],
)
def test_a_wrong_command_line_is_told_in_french(allo: Allo, words: list[str], said: str):
    result = allo(*words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.rstrip().endswith("--help ».")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "absent.xlsx"], "« absent.xlsx » n'existe pas"),
        (["attendance", "hier"], "écrivez AAAA-MM-JJ ou AAAA-MM-JJTHH:MM"),
        (["report", "--year", "2021", "--structure", "Nulle part"], "aucune structure de ce nom"),
        (["report", "--year", "2021", "--format", "pdf", "--output", "r.pdf"], "pas encore disponible"),
        (["report", "--year", "2021", "--output", "nulle/part.txt"], "« nulle/part.txt » ne peut être écrit"),
        (["codes", "Personne"], "ni structure, ni artiste, ni animateur"),
        (["dial", "next", "2026-12-01"], "aucune n'est enregistrée"),
        (["flows", "draw", "rien"], "n'est pas un parcours"),
    ],
)
def test_what_is_refused_says_why(allo: Allo, words: list[str], said: str):
    result = allo(*words)
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_a_wrong_setting_is_one_line_that_names_it(allo: Allo, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ALLO_TIMEZONE", "Paris")
    result = allo("sessions")
    assert (result.code, len(result.err.splitlines())) == (1, 1)
    assert result.err.startswith("ALLO_TIMEZONE = « Paris »")


def test_a_report_goes_to_a_file(allo: Allo, tmp_path: Path):
    assert allo("report", "--year", "2021", "--format", "json", "--output", "r.json").out == ""
    assert json.loads((tmp_path / "r.json").read_text())["year"] == 2021


def test_the_text_report_has_every_figure(allo: Allo):
    allo("import", EXAMPLES)
    report = allo("report", "--from", "2026-09-01", "--to", "30/09/2026", "--structure", "Les Ateliers du Phare").out
    assert report.startswith("Allô l'artiste : du mardi 1er septembre 2026 au mercredi 30 septembre 2026\n")
    for words in ("Structure : Les Ateliers du Phare", "séances", "ont pris la parole", "septembre 2026"):
        assert words in report


def test_a_code_is_redrawn(allo: Allo):
    allo("import", EXAMPLES)
    before = re.findall(r"\d{4} \d{4}", allo("codes", "lise").out)
    drawn = allo("codes", "lise", "--redraw").out
    assert re.findall(r"\d{4} \d{4}", drawn) == re.findall(r"\d{4} \d{4}", allo("codes", "lise").out) != before


def test_the_calendar_and_the_agenda(allo: Allo):
    allo("import", EXAMPLES)
    sessions = json.loads(allo("sessions", "--from", "2026-12-01", "--to", "2026-12-01", "--format", "json").out)
    assert [one["title"] for one in sessions] == ["Valses d'hiver"]
    assert "Valses d'hiver" in allo("sessions").out
    plan = json.loads(allo("plan", "--days", "400", "--format", "json").out)
    assert set(plan) == {"moments", "warnings"}


def test_no_call_leaves_before_its_time(allo: Allo, monkeypatch: pytest.MonkeyPatch):
    allo("import", EXAMPLES)
    monkeypatch.setenv("ALLO_DIAL_MODE", "jamais")
    result = allo("dial", "next", "2026-12-15")
    assert (result.code, "Allô n'appelle personne" in result.err) == (1, True)


def test_the_doctor_names_what_is_to_be_done(allo: Allo):
    allo("import", EXAMPLES)
    result = allo("doctor")
    assert result.code == 0
    for words in (
        "téléphonie : central intégré",
        "accords : 1 à recueillir",
        "serveur : ne répond pas",
        "→ allo serve",
    ):
        assert words in result.out


def test_flows_are_checked_and_drawn(allo: Allo):
    assert allo("flows", "check").code == 0
    drawn = allo("flows", "draw", "welcome").out
    assert drawn.startswith("%% welcome\nflowchart TD")


@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["flows", "--help"]])
def test_help_is_in_french(allo: Allo, words: list[str]):
    result = allo(*words)
    assert result.code == 0
    assert "Montre cette aide." in result.out
    assert not re.search(r"Show|Usage:|Commands|required|default", result.out)


def test_from_any_folder_and_without_colours(tmp_path: Path):
    environment = {"PATH": os.environ["PATH"], "ALLO_DATA_DIR": "donnees", "PYTHONPATH": str(ROOT)}
    for words in (["import", EXAMPLES], ["attendance", "2026-11-17"]):
        done = subprocess.run(
            [sys.executable, "-m", "allo", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "\x1b" not in done.stdout
    assert (tmp_path / "donnees" / "allo.sqlite").is_file()


def test_a_value_of_another_kind_is_told_in_french(allo: Allo):
    wrong = allo("demo", "--seed", "x")
    assert (wrong.code, wrong.err) == (
        2,
        "allo demo : --seed : n'est pas un nombre entier. Voyez « allo demo --help ».\n",
    )


def test_an_empty_path_is_not_the_current_folder(allo: Allo):
    wrong = allo("import", "")
    assert (wrong.code, wrong.err) == (2, "allo import : CHEMIN est vide. Voyez « allo import --help ».\n")


@pytest.mark.parametrize("change", ["DELETE FROM alembic_version", "UPDATE alembic_version SET version_num = '0000'"])
def test_a_database_at_a_revision_nobody_knows(allo: Allo, tmp_path: Path, change: str):
    allo("db", "upgrade")
    with closing(sqlite3.connect(tmp_path / "donnees" / "allo.sqlite")) as database:
        database.execute(change)
        database.commit()
    for command in (("sessions",), ("import", EXAMPLES)):
        refused = allo(*command)
        assert (refused.code, "lancez : allo db upgrade" in refused.err, refused.out) == (1, True, "")
    assert allo("db", "upgrade").code == 1


@pytest.mark.parametrize("locked", [".env", "allo.toml", "season.csv"])
def test_what_the_system_refuses_is_told_in_french(allo: Allo, tmp_path: Path, locked: str):
    (tmp_path / locked).symlink_to(locked)  # a loop: nobody can read it, not even root
    told = allo("import", "season.csv") if locked == "season.csv" else allo("sessions")
    assert not re.search("symbolic|levels|Errno", told.err)


def started(folder: Path, redirection: str, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """The real process behind a shell's redirection."""
    command = f'cd "{folder}" && {before} "$0" -m allo "$@" {redirection}'
    environ = {"ALLO_DATA_DIR": str(folder / "donnees"), "PYTHONPATH": str(ROOT)}
    shell = ["sh", "-c", command, sys.executable, *arguments]
    return subprocess.run(shell, env=environ, capture_output=True, text=True, check=False)


def test_a_full_disk_behind_standard_output_is_told(tmp_path: Path):
    done = started(tmp_path, "> /dev/full", "sessions", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "La sortie ne peut être écrite (disque plein).\n")


def test_a_closed_standard_output_changes_nothing(tmp_path: Path):
    assert started(tmp_path, ">&-", "import", EXAMPLES).returncode == 0
    assert started(tmp_path, "2>&-", "codes").returncode == 0


def test_a_reader_that_leaves_is_no_fault(tmp_path: Path):
    assert started(tmp_path, "| true", "plan", "--days", "400", "--format", "json").stderr == ""


def test_a_current_folder_that_was_removed(tmp_path: Path):
    gone = tmp_path / "gone"
    gone.mkdir()
    done = started(gone, "", "sessions", before='rmdir "$PWD" &&')
    assert (done.returncode, done.stderr.startswith("Le dossier courant ne peut être lu")) == (1, True)


def test_a_help_that_cannot_be_written_says_so_in_one_line() -> None:
    command = [sys.executable, "-m", "allo", "--help"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "disque plein" in done.stderr
