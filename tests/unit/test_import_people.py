"""What becomes of listeners, groups, artists, hosts and people on duty when they are imported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from allo.domain.people import Consent
from tests.unit.association import Association, refused

HEAD = "prenom;telephone;appeler;consentement"


@pytest.fixture
def association(tmp_path: Path) -> Association:
    return Association(tmp_path)


async def _changes(association: Association, **fields: object) -> None:
    async with association.store.write() as uow:
        (one,) = await uow.listeners.find()
        await uow.listeners.save(replace(one, **fields))


async def test_who_asks_to_be_called_without_an_agreement_is_taken_and_listed(association: Association):
    report = await association.imports(auditeurs=[HEAD, "Zoé;0199000001;oui;"])
    (zoe,) = await association.holds("listeners")
    assert (report.clean, zoe.call_me, zoe.consent) == (True, True, Consent.NONE)
    assert report.to_collect == ("auditeurs, ligne 2 : Zoé, accord à recueillir",)


async def test_a_dated_agreement(association: Association):
    report = await association.imports(auditeurs=[HEAD, "Zoé;0199000001;oui;2020-12-01"])
    (zoe,) = await association.holds("listeners")
    assert (zoe.consent, zoe.consent_on, report.to_collect) == (Consent.GIVEN, date(2020, 12, 1), ())


async def test_an_agreement_of_tomorrow_is_none_yet(association: Association):
    report = await association.imports(auditeurs=[HEAD, "Zoé;0199000001;oui;2021-01-05"])
    (zoe,) = await association.holds("listeners")
    assert (report.clean, zoe.consent, len(report.to_collect)) == (True, Consent.NONE, 1)


async def test_a_stop_is_for_good(association: Association):
    sheet = [HEAD, "Zoé;0199000001;oui;2020-12-01"]
    await association.imports(auditeurs=sheet)
    await _changes(association, consent=Consent.STOPPED)
    report = await association.imports(auditeurs=[HEAD, "Zoé;0199000001;oui;2021-01-02"])
    (zoe,) = await association.holds("listeners")
    assert (zoe.consent, zoe.consent_on) == (Consent.STOPPED, date(2020, 12, 1))
    assert report.warnings == ("auditeurs, ligne 2, consentement : Zoé a demandé l'arrêt des appels",)


async def test_a_suspension_is_lifted_by_a_newer_agreement_only(association: Association):
    sheet = [HEAD, "Zoé;0199000001;oui;2020-12-01"]
    await association.imports(auditeurs=sheet)
    await _changes(association, consent=Consent.SUSPENDED)
    await association.imports(auditeurs=sheet)
    assert [one.consent for one in await association.holds("listeners")] == [Consent.SUSPENDED]
    await association.imports(auditeurs=[HEAD, "Zoé;0199000001;oui;2021-01-02"])
    assert [one.consent for one in await association.holds("listeners")] == [Consent.GIVEN]


async def test_everything_that_is_known_of_a_listener(association: Association):
    head = (
        "prenom;nom;telephone;ligne_partagee;poste;demander;structure;langue;sans_touches;rythme;appeler;creneaux;"
        "fuseau;absent_du;absent_au;jusqu_a_21h;consentement;consentement_par"
    )
    row = (
        "Zoé;Petit;0199000001;x;12;Madame Petit;Le Foyer;fr;oui;3;1;mardi;;01/02/2021;10/02/2021;oui;01/12/2020;Denise"
    )
    report = await association.imports(structures=["nom;departement", "Le Foyer;974"], auditeurs=[head, row])
    (zoe,) = await association.holds("listeners")
    assert report.clean
    assert (zoe.last_name, zoe.shared_line, zoe.extension, zoe.ask_for) == ("Petit", True, "12", "Madame Petit")
    assert (zoe.structure, zoe.no_keys, zoe.pace, zoe.slots, zoe.until_21) == (1, True, 3, (1,), True)
    assert (zoe.absent_from, zoe.absent_until) == (date(2021, 2, 1), date(2021, 2, 10))
    assert (zoe.consent_by, zoe.zone) == ("Denise", "Indian/Reunion")


async def test_a_number_is_read_in_the_territory_of_the_structure(association: Association):
    report = await association.imports(
        structures=["nom;departement", "Médiathèque;988"],
        auditeurs=["prenom;telephone;structure", "Zoé;27 12 34;Médiathèque", "Paul;27 12 35;"],
    )
    assert refused(report) == [
        "auditeurs, ligne 3, telephone : « 27 12 35 » est trop court : donnez le numéro entier, à dix chiffres"
    ]


async def test_an_absence_that_ends_before_it_begins(association: Association):
    rows = ["prenom;telephone;absent_du;absent_au", "Zoé;0199000001;2021-02-10;2021-02-01"]
    assert refused(await association.imports(auditeurs=rows)) == [
        "auditeurs, ligne 2, absent_au : « 2021-02-01 » ne va pas avec une absence du 2021-02-10 au 2021-02-01"
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("3114", "« 3114 » est trop court : donnez le numéro entier, à dix chiffres"),
        ("0899123456", "« 0899123456 » est un numéro surtaxé, qu'Allô n'appelle pas"),
        ("+442079460958", "« +442079460958 » est un numéro étranger, qu'Allô n'appelle pas"),
    ],
)
async def test_numbers_that_are_never_dialled(association: Association, number: str, said: str):
    report = await association.imports(auditeurs=["prenom;telephone", f"Zoé;{number}"])
    assert refused(report) == [f"auditeurs, ligne 2, telephone : {said}"]


async def test_groups_need_no_agreement_but_a_number_to_be_called(association: Association):
    groups = ["nom;structure;telephone;effectif;appeler", "Mardi;Le Foyer;0199000001;8;oui", "Jeudi;Le Foyer;;6;oui"]
    report = await association.imports(structures=["nom;departement", "Le Foyer;75"], groupes=groups)
    mardi, _ = await association.holds("groups")
    assert (mardi.usual_count, mardi.call_me, report.to_collect) == (8, True, ())
    assert report.warnings == ("groupes, ligne 3, telephone : vide, « Jeudi » ne sera pas appelé",)


async def test_people_on_duty_keep_the_order_of_the_sheet(association: Association):
    head = "nom;telephone;jours;debut;fin"
    rows = [head, "Léa;0199000001;lun-ven;09:00;18:00", "Marc;0199000002;mar+jeu;14:00;19:00"]
    await association.imports(permanence=rows)
    await association.imports(permanence=[head, rows[2], rows[1]])
    lea, marc = await association.holds("duty")
    assert (lea.rank, marc.rank, marc.days, marc.end) == (1, 0, (1, 3), time(19, 0))


async def test_a_duty_that_ends_before_it_begins(association: Association):
    report = await association.imports(permanence=["nom;telephone;debut;fin", "Léa;0199000001;18:00;09:00"])
    assert refused(report) == ["permanence, ligne 2, fin : « 09:00 » finit avant de commencer"]
