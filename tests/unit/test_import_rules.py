"""`allo import`, sentence by sentence of DATA.md: keys, repeats, all or nothing, warnings."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from allo.domain.people import Consent
from allo.domain.records import Mode
from allo.domain.sessions import Access, Kind, Status
from tests.unit.association import Association, refused
from tests.unit.workbook import write_workbook

STRUCTURES = ["nom;departement", "Le Foyer;75"]
HELD = ["date;heure;statut;genre;animateur", "2021-03-02;15:00;tenue;parole;Zoé"]
PRESENCES = "date;heure;appelant;arrivee;depart;mode;structure;effectif;a_parle"


@pytest.fixture
def association(tmp_path: Path) -> Association:
    return Association(tmp_path)


async def test_the_line_of_a_refused_row(association: Association):
    """Sheet, line, column, value and reason."""
    rows = [PRESENCES, *["2021-03-02;15:00;0199000001;15:00"] * 10, "2023-02-30;15:00;0199000001;15:00"]
    report = await association.imports(seances=HELD, presences=rows)
    assert refused(report) == ["presences, ligne 12, date : « 2023-02-30 » n'existe pas"]
    assert not report.clean


async def test_several_faults_of_a_row_stand_on_its_one_line(association: Association):
    report = await association.imports(structures=["nom;departement;qpv", ";99;oui"])
    said = "nom : « » est vide : il faut le remplir ; departement : « 99 » n'est pas un département (75, 2A, 971…)"
    assert refused(report) == [f"structures, ligne 2, {said}"]


async def test_all_or_nothing(association: Association):
    report = await association.imports(structures=[*STRUCTURES, "Autre;99"])
    assert (report.written, await association.holds("structures")) == (False, [])


async def test_partial_keeps_what_could_be_read(association: Association):
    report = await association.imports(partial=True, structures=[*STRUCTURES, "Autre;99"])
    assert (report.written, report.clean) == (True, False)
    assert [one.name for one in await association.holds("structures")] == ["Le Foyer"]


async def test_a_dry_run_writes_nothing(association: Association):
    report = await association.imports(dry_run=True, structures=STRUCTURES)
    assert (report.written, report.clean, report.counts["structures"].added) == (False, True, 1)
    assert await association.holds("structures") == []


async def test_importing_twice_changes_nothing(association: Association):
    sheets = {
        "structures": STRUCTURES,
        "auditeurs": ["prenom;telephone;structure;consentement;appeler", "Zoé;0199000001;le foyer;2020-12-01;oui"],
        "groupes": ["nom;structure;effectif", "Le mardi;Le Foyer;8"],
        "artistes": ["nom;telephone", "Anna;0199000002"],
        "animateurs": ["nom;structure", "Théo;Le Foyer"],
        "permanence": ["nom;telephone", "Léa;0199000003"],
        "seances": ["date;heure;artiste;statut", "2021-03-02;15:00;Anna + Inès;tenue"],
        "presences": [PRESENCES, "2021-03-02;15:00;masqué;15:00;16:00;;;;", "2021-03-02;15:00;Mme A;15:00;;;;;"],
    }
    await association.imports(**sheets)
    before = await association.everything()
    report = await association.imports(**sheets)
    assert await association.everything() == before
    assert {(one.added, one.changed) for one in report.counts.values()} == {(0, 0)}


async def test_a_filled_cell_replaces_and_an_empty_one_leaves(association: Association):
    await association.imports(structures=["nom;departement;qpv;referent", "Le Foyer;75;oui;Jeanne"])
    await association.imports(structures=["nom;departement;qpv;referent", "  le   FOYER ;75;;Denise"])
    await association.imports(structures=["nom;departement", "Le Foyer;75"])
    (one,) = await association.holds("structures")
    assert (one.priority_district, one.referent) == (True, "Denise")


async def test_absence_deletes_nobody(association: Association):
    await association.imports(structures=STRUCTURES)
    await association.imports(structures=["nom;departement", "Autre;69"])
    assert len(await association.holds("structures")) == 2


async def test_headers_sheets_and_codes_without_accents_case_or_joints(association: Association):
    await association.imports(Séances=["DATE;Heure;Statut;Idée médiation", "02/03/2021;15:00;Annulée;Une promenade"])
    (one,) = await association.holds("sessions")
    assert (one.status, one.mediation) == (Status.CANCELLED, "Une promenade")


async def test_unknown_sheets_and_columns_are_warnings(association: Association):
    report = await association.imports(structures=["nom;departement;couleur", "Le Foyer;75;bleu"], budget=["a", "1"])
    assert report.clean
    assert report.warnings[0].startswith("feuille « budget » inconnue, ignorée")
    assert "structures : colonne « couleur » inconnue, ignorée" in report.warnings


async def test_a_missing_key_column_refuses_the_sheet(association: Association):
    report = await association.imports(structures=["nom", "Le Foyer"])
    assert refused(report) == ["structures, ligne 1, departement : colonne absente, elle est nécessaire"]


async def test_an_identical_row_twice_is_one_row(association: Association):
    report = await association.imports(structures=[*STRUCTURES, "LE FOYER; 75 "])
    assert (report.clean, report.counts["structures"].added) == (True, 1)


async def test_one_key_with_different_cells_is_an_error(association: Association):
    report = await association.imports(structures=["nom;departement;qpv", "Le Foyer;75;oui", "Le Foyer;75;non"])
    assert refused(report) == [
        "structures, ligne 3, nom : « Le Foyer » figure déjà à la ligne 2, avec d'autres cellules"
    ]


async def test_two_people_may_share_a_line(association: Association):
    rows = ["prenom;telephone;ligne_partagee", "Zoé;0199000001;oui", "Paul;01 99 00 00 01;oui"]
    await association.imports(auditeurs=rows)
    assert [one.number for one in await association.holds("listeners")] == ["+33199000001"] * 2


async def test_what_a_new_row_leaves_empty(association: Association):
    await association.imports(
        structures=STRUCTURES,
        auditeurs=["prenom;telephone", "Zoé;0199000001"],
        seances=["date;heure;artiste", "2021-03-02;15:00;Anna"],
        presences=["date;heure;appelant;arrivee", "2021-03-02;15:00;0199000001;15:01"],
    )
    (session,), (presence,) = await association.holds("sessions"), await association.holds("presences")
    (listener,) = await association.holds("listeners")
    assert (session.kind, session.access, session.status) == (Kind.PERFORMANCE, Access.OPEN, Status.PLANNED)
    assert (session.minutes, session.rehearsal, presence.mode) == (60, False, Mode.INDIVIDUAL)
    assert (listener.slots, listener.consent, listener.zone) == ((), Consent.NONE, "Europe/Paris")


async def test_a_presence_without_a_session_is_an_error(association: Association):
    report = await association.imports(presences=[PRESENCES, "2021-03-02;15:00;0199000001;15:01;;;;;"])
    assert refused(report) == ["presences, ligne 2, date : « 2021-03-02 15:00 » ne correspond à aucune séance"]


async def test_a_presence_may_follow_its_session_in_another_file(association: Association):
    await association.imports(seances=HELD)
    report = await association.imports(presences=[PRESENCES, "02/03/2021;15:00;0199000001;15:01;;;;;"])
    assert report.clean


async def test_a_structure_of_two_departments_is_written_with_its_own(association: Association):
    structures = ["nom;departement", "Le Foyer;75", "Le Foyer;69"]
    report = await association.imports(
        structures=structures, animateurs=["nom;structure", "Théo;Le Foyer", "Anna;le foyer (69)"]
    )
    said = "existe dans plusieurs départements : écrivez « Le Foyer (75) » ou « Le Foyer (69) »"
    assert refused(report) == [f"animateurs, ligne 2, structure : « Le Foyer » {said}"]


async def test_an_unknown_structure_is_an_error(association: Association):
    report = await association.imports(animateurs=["nom;structure", "Théo;Nulle part"])
    said = "« Nulle part » n'est connue d'aucune feuille ni d'aucune fiche"
    assert refused(report) == [f"animateurs, ligne 2, structure : {said}"]


async def test_unknown_artists_and_hosts_are_created_with_their_codes(association: Association):
    await association.imports(
        structures=STRUCTURES,
        seances=["date;heure;artiste;animateur;programmee_par", "2021-03-02;15:00;Anna+Inès;Théo;Une mairie"],
    )
    assert [one.name for one in await association.holds("artists")] == ["Anna", "Inès"]
    assert [one.name for one in await association.holds("hosts")] == ["Théo"]
    codes = await association.holds("codes")
    assert {one.party for one in codes} == {"structure:1", "artist:1", "artist:2", "host:1"}
    assert len({one.digits for one in codes}) == 4
    assert all(len(one.digits) == 8 for one in codes)


async def test_who_programmed_is_free_text_matched_when_it_can(association: Association):
    head = "date;heure;artiste;programmee_par"
    rows = [head, "2021-03-02;15:00;Anna;LE FOYER", "2021-03-04;17:00;Anna;Mairie", "2021-03-09;15:00;Anna;mairie"]
    await association.imports(structures=STRUCTURES, seances=rows)
    assert [one.programmed_by for one in await association.holds("sessions")] == ["Le Foyer", "Mairie", "Mairie"]


async def test_the_status_is_taken_as_given_whatever_the_date(association: Association):
    rows = ["date;heure;artiste;statut", "2030-03-05;15:00;Anna;tenue", "2020-03-03;15:00;Anna;prevue"]
    report = await association.imports(seances=rows)
    past, future = sorted(await association.holds("sessions"), key=lambda one: one.date)
    assert report.clean
    assert (past.status, past.settled, future.status) == (Status.PLANNED, True, Status.HELD)


async def test_times_are_those_of_the_slots_zone(association: Association):
    rows = ["date;heure;artiste", "2021-03-02;15:00;Anna", "2021-07-06;15:00;Anna"]
    await association.imports(seances=rows)
    assert [one.starts_at.hour for one in await association.holds("sessions")] == [14, 13]


async def test_withheld_callers_are_each_their_own(association: Association):
    rows = [PRESENCES, "2021-03-02;15:00;masque;15:00;15:30;;;;", "2021-03-02;15:00;Masqué;15:00;15:40;;;;"]
    report = await association.imports(seances=HELD, presences=rows)
    assert (report.clean, len(await association.holds("presences"))) == (True, 2)


async def test_callers_are_numbers_or_labels(association: Association):
    rows = [PRESENCES]
    rows += [
        f"2021-03-02;15:00;{caller};15:0{n};;;;;" for n, caller in enumerate(["01 99 00 00 01", "Mme A", "mme  a"])
    ]
    await association.imports(seances=HELD, presences=rows)
    assert [one.caller for one in await association.holds("presences")] == ["+33199000001", "Mme A", "Mme A"]


async def test_a_departure_before_the_arrival(association: Association):
    report = await association.imports(seances=HELD, presences=[PRESENCES, "2021-03-02;15:00;A;15:30;15:10;;;;"])
    assert refused(report) == ["presences, ligne 2, depart : « 15:10 » précède l'arrivée (15:30)"]


async def test_a_session_past_midnight(association: Association):
    await association.imports(
        seances=["date;heure;artiste;statut", "2021-03-02;23:30;Anna;tenue"],
        presences=[PRESENCES, "2021-03-02;23:30;A;23:40;00:10;;;;"],
    )
    (stay,) = await association.holds("presences")
    assert (stay.left_at - stay.arrived_at).total_seconds() == 1800


async def test_a_workbook_with_its_own_dates_times_and_numbers(association: Association):
    book = write_workbook(
        association.folder / "saison.xlsx",
        {
            "Auditeurs": [["prénom", "téléphone", "consentement"], ["Zoé", 199000001, date(2020, 12, 1)]],
            "Séances": [["date", "heure", "artiste"], [date(2021, 3, 2), time(15, 0), "Anna"]],
        },
    )
    report = await association.reads(book)
    (listener,), (session,) = await association.holds("listeners"), await association.holds("sessions")
    assert report.clean
    assert (listener.number, listener.consent_on) == ("+33199000001", date(2020, 12, 1))
    assert (session.date, session.time) == (date(2021, 3, 2), time(15, 0))


async def test_a_formula_that_failed_is_not_an_empty_cell(association: Association):
    sheets = {"Artistes": [["nom"], ["Anna"]], "Structures": [["nom", "département", "qpv"], ["A", 75, "#N/A"]]}
    report = await association.reads(write_workbook(association.folder / "saison.xlsx", sheets))
    said = "« #N/A » est une erreur de formule du tableur : remplacez-la par sa valeur"
    assert refused(report) == [f"structures, ligne 2, qpv : {said}"]
