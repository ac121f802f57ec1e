"""`allo report`, sentence by sentence of DATA.md, on seasons small enough to count on one's fingers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from allo.domain.evaluation import UnknownStructure
from allo.domain.figures import Period
from allo.domain.records import SurveyAnswer
from tests.unit.association import Association

SEANCES = "date;heure;genre;artiste;animateur;programmee_par;essai;statut"
PRESENCES = "date;heure;appelant;arrivee;depart;mode;structure;effectif;a_parle"
HELD = "2021-03-02;15:00;intervention;Anna;Théo;Le Foyer;;tenue"


@pytest.fixture
def association(tmp_path: Path) -> Association:
    return Association(tmp_path)


async def figures(association: Association, *rows: str, **sheets: list[str]) -> dict[str, object]:
    """The report of a year with one session held and these presences: "appelant;arrivee;depart;…"."""
    presences = [PRESENCES, *(f"2021-03-02;15:00;{row}" for row in rows)]
    report = await association.imports(**{"seances": [SEANCES, HELD], **sheets}, presences=presences)
    assert report.clean, report.refusals
    return await association.reports()


async def test_all_keys_stand_in_their_order(association: Association):
    assert list(await figures(association)) == [
        *("year", "sessions_held", "sessions_cancelled", "sessions_by_kind", "artists", "programming_structures"),
        *("partner_structures", "new_structures", "non_member_share", "qpv_share", "audience_shares"),
        *("connections", "group_connections", "individual_connections", "scouting_connections", "short_calls"),
        *("participants", "mean_participants", "mean_connections", "median_minutes", "distinct_listeners"),
        *("returning_share", "spoke_share", "by_month", "survey"),
    ]


async def test_a_period_has_its_two_ends(association: Association):
    await figures(association)
    report = await association.reports(period=Period(date(2021, 3, 2), date(2021, 3, 2)))
    assert (list(report)[:2], report["from"], report["to"]) == (["from", "to"], "2021-03-02", "2021-03-02")
    assert report["sessions_held"] == 1


async def test_what_rests_on_nothing(association: Association):
    report = await association.reports()
    nulls = {key for key, value in report.items() if value is None}
    shares = {"non_member_share", "qpv_share", "returning_share", "spoke_share"}
    assert nulls == shares | {"mean_participants", "mean_connections", "median_minutes"}
    assert (report["connections"], report["by_month"], report["survey"], report["audience_shares"]) == (0, [], {}, {})


async def test_sessions(association: Association):
    rows = [
        *(SEANCES, HELD, "2021-03-04;17:00;parole;;Zoé;le foyer;;tenue", "2021-03-09;15:00;;Inès;;Mairie;;annulee"),
        *(
            "2021-03-11;17:00;;Inès;;Autre;;prevue",
            "2021-03-16;15:00;;Inès;;Autre;oui;tenue",
            "2020-03-03;15:00;;B;;;;tenue",
        ),
    ]
    report = await figures(association, seances=rows)
    assert (report["sessions_held"], report["sessions_cancelled"]) == (2, 1)
    assert report["sessions_by_kind"] == {"intervention": 1, "parole": 1}
    assert (report["artists"], report["programming_structures"]) == (1, 1)


async def test_partner_structures(association: Association):
    head = "nom;departement;adherente;qpv;public_principal;date_adhesion;date_sortie"
    rows = [
        *(head, "A;75;oui;oui;familles;2021-01-01;", "B;75;non;non;familles;2020-05-05;2021-01-01", "C;75;;;;;"),
        *("D;75;oui;oui;jeunes;2022-01-01;", "E;75;oui;oui;jeunes;2020-01-01;2020-12-31", "F;2A;oui;;;2021-12-31;"),
    ]
    report = await figures(association, structures=rows)
    assert (report["partner_structures"], report["new_structures"]) == (4, 2)
    assert (report["non_member_share"], report["qpv_share"]) == (0.5, 0.25)
    assert report["audience_shares"] == {"familles": 0.5, "autre": 0.5}


async def test_several_stays_are_one_connection(association: Association):
    stays = ("A;15:00;15:10;;;;", "a;15:14;15:20;;;;oui", "A;15:30;15:40;;;;", "A;15:32;15:35;;;;")
    report = await figures(association, *stays)
    assert (report["connections"], report["participants"], report["spoke_share"]) == (1, 1, 1.0)
    assert report["median_minutes"] == 30.0  # 15:00 to 15:20, the gap counted, and 15:30 to 15:40


async def test_a_gap_of_more_than_five_minutes_is_not_presence(association: Association):
    assert (await figures(association, "A;15:00;15:10;;;;", "A;15:15:01;15:20:01;;;;"))["median_minutes"] == 15.0
    assert (await figures(association, "B;15:00;15:10;;;;", "B;15:15;15:20;;;;"))["median_minutes"] == 17.5


async def test_scouting_and_staff_are_left_out(association: Association):
    report = await figures(
        association,
        *("0199000001;15:00;16:00;;;;", "0199000002;15:00;16:00;;;;", "0199000003;15:00;16:00;;;;"),
        *("A;15:00;16:00;reperage;;;oui", "B;15:00;16:00;;;;"),
        artistes=["nom;telephone", "Anna;0199000001"],
        animateurs=["nom;telephone", "Théo;0199000002"],
        permanence=["nom;telephone", "Léa;0199000003"],
    )
    assert (report["connections"], report["scouting_connections"], report["participants"]) == (1, 1, 1)


async def test_modes_of_one_caller(association: Association):
    stays = ("A;15:00;15:10;reperage;;;", "A;15:20;15:30;;;;", "B;15:00;15:10;;;;", "B;15:20;15:30;collectif;;7;")
    report = await figures(association, *stays)
    assert (report["individual_connections"], report["group_connections"]) == (1, 1)
    assert report["scouting_connections"] == 0


async def test_head_counts(association: Association):
    stays = ("A;15:00;15:10;collectif;;4;", "A;15:20;15:30;collectif;;7;", "B;15:00;15:30;collectif;;;")
    report = await figures(association, *stays, "C;15:00;15:30;individuel;;2;", "D;15:00;15:30;;;;")
    assert (report["participants"], report["mean_participants"], report["mean_connections"]) == (11, 11.0, 4.0)


async def test_short_calls(association: Association):
    stays = ("A;15:00;15:00:59;;;;", "B;15:00;15:01;;;;", "C;15:00;15:00:30;;;;oui", "D;15:00;;;;;")
    report = await figures(association, *stays)
    assert (report["short_calls"], report["connections"]) == (1, 3)


async def test_a_short_return_is_not_a_short_call(association: Association):
    """Two stays of 20 s, 30 s apart, are one presence of 70 s."""
    report = await figures(association, "A;15:00:00;15:00:20;;;;", "A;15:00:50;15:01:10;;;;")
    assert (report["short_calls"], report["connections"]) == (0, 1)


async def test_without_a_departure_a_connection_counts_but_not_in_the_median(association: Association):
    report = await figures(association, "A;15:00;15:30;;;;", "A;15:40;;;;;", "B;15:00;15:10;;;;")
    assert (report["connections"], report["median_minutes"]) == (2, 10.0)


async def test_listeners_who_come_back(association: Association):
    later = "2021-03-04;17:00;parole;;Zoé;;;tenue"
    rows = [
        f"2021-03-04;17:00;{row}"
        for row in ("A;17:00;18:00;;;;", "masque;17:00;18:00;;;;", "G;17:00;18:00;collectif;;;")
    ]
    await association.imports(seances=[SEANCES, later], presences=[PRESENCES, *rows])
    stays = ("A;15:00;16:00;;;;", "B;15:00;16:00;;;;", "masque;15:00;16:00;;;;", "G;15:00;16:00;collectif;;;")
    report = await figures(association, *stays)
    assert (report["distinct_listeners"], report["returning_share"], report["connections"]) == (2, 0.5, 7)


async def test_months_with_a_session_held(association: Association):
    rows = [SEANCES, "2021-05-04;15:00;parole;;Zoé;;;tenue", "2021-04-06;15:00;parole;;Zoé;;;annulee", HELD]
    report = await figures(association, "A;15:00;16:00;collectif;;5;", seances=rows)
    assert report["by_month"] == [
        {"month": "2021-03", "sessions": 1, "connections": 1, "participants": 5},
        {"month": "2021-05", "sessions": 1, "connections": 0, "participants": 0},
    ]


async def test_answers_to_the_question(association: Association):
    await figures(association, "A;15:00;16:00;;;;")
    async with association.store.write() as uow:
        for place, value in enumerate((1, 3, 3)):
            await uow.answers.add(SurveyAnswer(session=1, seat=f"call:{place}", question="bien_etre", value=value))
        await uow.answers.add(SurveyAnswer(session=1, seat="host:1", question="bien_etre", value=1, party="host:1"))
    assert (await association.reports())["survey"] == {"bien_etre": {"n": 3, "mean": 7 / 3}}


# --- filters -----------------------------------------------------------------------------------------------------

TWO = ["nom;departement;adherente", "Le Foyer;75;oui", "Phare;69;non"]


async def test_a_structure_keeps_the_session_keys_and_divisors(association: Association):
    seances = [SEANCES, HELD, "2021-03-04;17:00;parole;;Zoé;Phare;;tenue"]
    stays = ("A;15:00;16:00;;Phare;;", "B;15:00;16:00;;Le Foyer;;", "0199000001;15:00;16:00;;;;")
    listeners = ["prenom;telephone;structure", "Zoé;0199000001;Phare"]
    await figures(association, *stays, structures=TWO, seances=seances, auditeurs=listeners)
    report = await association.reports(structure="phare")
    assert (report["sessions_held"], report["connections"], report["mean_connections"]) == (2, 2, 1.0)
    assert (report["partner_structures"], report["non_member_share"]) == (1, 1.0)
    assert await association.reports(department="69") == report
    assert (await association.reports(structure="Phare", department="75"))["connections"] == 0


async def test_who_programmed(association: Association):
    seances = [SEANCES, HELD, "2021-03-04;17:00;parole;;Zoé;Phare;;tenue"]
    await figures(association, "A;15:00;16:00;;;;", structures=TWO, seances=seances)
    report = await association.reports(programmed_by="PHARE")
    assert (report["sessions_held"], report["connections"], report["sessions_by_kind"]) == (1, 0, {"parole": 1})
    assert (await association.reports(programmed_by="Personne"))["sessions_held"] == 0


async def test_the_earliest_stay_tells_the_structure(association: Association):
    stays = ("A;15:20;16:00;;Phare;;", "A;15:00;15:10;;Le Foyer;;")
    await figures(association, *stays, structures=TWO)
    assert (await association.reports(structure="Le Foyer"))["connections"] == 1
    assert (await association.reports(structure="Phare"))["connections"] == 0


async def test_filters_that_name_nothing(association: Association):
    await figures(association, structures=[*TWO, "Phare;75;"])
    for filters, said in [
        ({"structure": "Nulle part"}, "aucune structure de ce nom"),
        ({"structure": "Phare"}, "plusieurs départements"),
        ({"department": "99"}, "n'est pas un département"),
    ]:
        with pytest.raises(UnknownStructure, match=said):
            await association.reports(**filters)


async def test_in_public_no_figure_rests_on_one_to_ten(association: Association):
    stays = [f"P{n};15:00;16:00;;;;" for n in range(20)] + [f"G{n};15:00;16:00;collectif;;5;" for n in range(3)]
    await figures(association, *stays)
    report = await association.reports(public=True)
    assert (report["connections"], report["group_connections"], report["individual_connections"]) == (23, None, None)
    assert (report["short_calls"], report["participants"], report["sessions_held"]) == (0, 35, 1)
