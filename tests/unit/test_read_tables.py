"""Containers: a workbook, a folder of CSV files, one CSV file; separators and encodings are detected."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from allo.documents.read_csv import UnreadableFile, read_csv
from allo.documents.read_tables import read_tables
from tests.unit.workbook import write_workbook


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_separator_and_encoding_are_detected(encoding: str, separator: str):
    text = f"prénom{separator}téléphone\nZoé{separator}0199000001\n"
    sheet = read_csv("auditeurs.csv", text.encode(encoding))
    assert sheet.name == "auditeurs"
    assert sheet.header == ("prénom", "téléphone")
    assert sheet.rows[0].cells == ("Zoé", "0199000001")


def test_signs_of_windows_are_read():
    assert read_csv("artistes.csv", "nom\nL’Œuvre €\n".encode("cp1252")).rows[0].cells == ("L’Œuvre €",)


def test_a_comma_inside_quotes_separates_nothing():
    sheet = read_csv("seances.csv", b'"titre, ou nom";"date"\r\n"Un, deux";2021-03-02\r\n')
    assert sheet.header == ("titre, ou nom", "date")
    assert sheet.rows[0].cells == ("Un, deux", "2021-03-02")


def test_empty_lines_count_as_lines_of_the_spreadsheet():
    sheet = read_csv("artistes.csv", b"\nnom\n\nAnna\n")
    assert [(row.line, row.cells) for row in sheet.rows if any(row.cells)] == [(4, ("Anna",))]


def test_a_single_file_is_one_sheet(tmp_path: Path):
    (tmp_path / "artistes.csv").write_text("nom\nAnna\n")
    assert [sheet.name for sheet in read_tables(tmp_path / "artistes.csv").sheets] == ["artistes"]


def test_a_folder_is_its_csv_files_only(tmp_path: Path):
    for name in ("artistes.csv", "Séances.CSV", "notes.txt", ".cache.csv"):
        (tmp_path / name).write_text("nom\n")
    assert sorted(sheet.name for sheet in read_tables(tmp_path).sheets) == ["Séances", "artistes"]


def test_a_workbook_keeps_its_dates_times_numbers_and_lines(tmp_path: Path):
    rows = [["date", "heure", "durée"], [], [date(2021, 3, 2), time(15, 0), 60]]
    sheet = read_tables(write_workbook(tmp_path / "saison.xlsx", {"Séances": rows})).sheets[0]
    assert (sheet.name, sheet.header) == ("Séances", ("date", "heure", "durée"))
    assert [(row.line, row.cells) for row in sheet.rows if any(row.cells)] == [(3, (date(2021, 3, 2), time(15), 60.0))]


def test_what_is_missing_or_empty_is_said(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="n'existe pas"):
        read_tables(tmp_path / "absent.xlsx")
    with pytest.raises(UnreadableFile, match=r"aucun fichier \.csv"):
        read_tables(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"n\0o\0m\0", "enregistrez-le en « CSV UTF-8 »"),
        ("a.csv", b'nom;titre\n"Anna;"x"y\n', "ligne 2 : un guillemet est mal fermé"),
        ("a.xlsx", b"PK\x03\x04 not a zip", "abîmé"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "mot de passe"),
        ("a.pdf", b"%PDF", "n'est pas un classeur lisible"),
    ],
)
def test_a_damaged_file_is_named_with_its_remedy(tmp_path: Path, name: str, content: bytes, said: str):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        read_tables(tmp_path / name)
