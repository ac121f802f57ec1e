"""Sessions in an import: occurrences, history, bad plans."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from allo.domain.sessions import Session, Status
from tests.unit.association import Association, refused

HEAD = "date;heure;duree;genre;artiste;animateur;statut"


@pytest.fixture
def association(tmp_path: Path) -> Association:
    return Association(tmp_path)


async def test_a_row_at_the_time_of_an_occurrence_is_that_occurrence(association: Association):
    occurrence = Session(
        slot="mardi",
        line="+33199000000",
        date=date(2021, 3, 2),
        time=time(15),
        starts_at=datetime(2021, 3, 2, 14, tzinfo=UTC),
    )
    async with association.store.write() as uow:
        await uow.sessions.add(occurrence)
    await association.imports(seances=[HEAD, "2021-03-02;15:00;;;Anna;;"])
    (one,) = await association.holds("sessions")
    assert (one.slot, one.programmed, one.settled) == ("mardi", True, False)


async def test_two_sessions_at_once_on_one_line(association: Association):
    report = await association.imports(seances=[HEAD, "2021-03-02;15:00;90;;Anna;;", "2021-03-02;16:00;;;Inès;;"])
    said = "« 16:00 » chevauche la séance du 2021-03-02 à 15:00 (ligne 2), sur la même ligne"
    assert refused(report) == [f"seances, ligne 3, heure : {said}"]


async def test_an_artist_booked_twice_at_once(association: Association):
    elsewhere = Session(
        line="+33199000009",
        date=date(2021, 3, 2),
        time=time(15, 30),
        starts_at=datetime(2021, 3, 2, 14, 30, tzinfo=UTC),
        artists=(1,),
    )
    await association.imports(artistes=["nom", "Anna"])
    async with association.store.write() as uow:
        await uow.sessions.add(elsewhere)
    report = await association.imports(seances=[HEAD, "2021-03-02;15:00;;;Anna;;"])
    said = "« Anna » est déjà pris à ce moment par la séance du 2021-03-02 à 15:30 (déjà enregistrée)"
    assert refused(report) == [f"seances, ligne 2, artiste : {said}"]


async def test_history_may_overlap(association: Association):
    rows = [HEAD, "2021-03-02;15:00;90;;Anna;;tenue", "2021-03-02;16:00;;;Anna;;tenue"]
    assert (await association.imports(seances=rows)).clean


async def test_a_session_without_its_artist_or_host_is_taken_with_a_warning(association: Association):
    rows = [HEAD, "2021-03-02;15:00;;;;Théo;", "2021-03-04;17:00;;parole;Anna;;", "2021-03-09;15:00;;;;;annulee"]
    report = await association.imports(seances=rows)
    assert report.clean
    assert [line.removesuffix(" n'est pas programmée et n'appelle personne") for line in report.warnings] == [
        "seances, ligne 2, artiste : vide, la séance du 2021-03-02 à 15:00",
        "seances, ligne 3, animateur : vide, la séance du 2021-03-04 à 17:00",
    ]


async def test_a_row_later_than_its_grace_rings_nobody(association: Association):
    association.now = datetime(2021, 3, 2, 14, 21, tzinfo=UTC)
    await association.imports(seances=[HEAD, "2021-03-02;15:00;;;Anna;;"])
    assert [one.settled for one in await association.holds("sessions")] == [True]


async def test_a_row_within_its_grace_is_made_up(association: Association):
    association.now = datetime(2021, 3, 2, 14, 19, tzinfo=UTC)
    await association.imports(seances=[HEAD, "2021-03-02;15:00;;;Anna;;"])
    assert [one.settled for one in await association.holds("sessions")] == [False]


async def test_a_session_is_cancelled_by_its_row(association: Association):
    await association.imports(seances=[HEAD, "2021-03-02;15:00;;;Anna;;"])
    await association.imports(seances=["date;heure;statut", "2021-03-02;15:00;annulée"])
    (one,) = await association.holds("sessions")
    assert (one.status, one.programmed) == (Status.CANCELLED, True)


async def test_presences_of_a_session_not_held_are_kept_with_a_warning(association: Association):
    report = await association.imports(
        seances=[HEAD, "2021-03-02;15:00;;;Anna;;"],
        presences=["date;heure;appelant;arrivee", "2021-03-02;15:00;A;15:00"],
    )
    said = "la séance du 2021-03-02 à 15:00 n'est pas « tenue », ses présences ne comptent dans aucun chiffre"
    assert (report.clean, report.warnings) == (True, (f"presences : {said}",))


async def test_a_presence_of_a_refused_session_is_refused(association: Association):
    report = await association.imports(
        partial=True,
        seances=[HEAD, "2021-03-02;15:00;;;Anna;;finie"],
        presences=["date;heure;appelant;arrivee", "2021-03-02;15:00;A;15:00"],
    )
    assert [line.split(",")[0] for line in refused(report)] == ["seances", "presences"]
    assert await association.holds("presences") == []
