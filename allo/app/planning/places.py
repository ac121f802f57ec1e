"""The place of a session: its line at its hour. Who or what is already there, and the errors that say so."""

from __future__ import annotations

from datetime import datetime, timedelta

from allo.app.importing.calendar import overlapping
from allo.app.ports import UnitOfWork
from allo.domain.agenda import last_call
from allo.domain.errors import NotProgrammed, Overlap, TooLate, UnknownPerson, UnknownSession
from allo.domain.rules import Rules
from allo.domain.sessions import Session, Status

_LONGEST = timedelta(hours=12)


def named(session: Session) -> str:
    title = f" ({session.title})" if session.title else ""
    return f"la séance du {session.date:%d/%m/%Y} à {session.time:%H:%M}{title}"


async def locked(uow: UnitOfWork, session: int) -> Session:
    """The session, its row locked. Raises UnknownSession."""
    found = await uow.lock_session(session)
    if found is None:
        raise UnknownSession(f"Aucune séance n° {session}.")
    return found


def check_open_to_change(session: Session, rules: Rules, now: datetime) -> None:
    """Raises TooLate where the session is over: held, cancelled, or past its T+20."""
    if session.status is not Status.PLANNED or session.settled:
        state = {Status.HELD: "tenue", Status.CANCELLED: "annulée"}.get(session.status, "close")
        raise TooLate(f"On ne change plus {named(session)} : elle est {state}. Créez une nouvelle séance.")
    check_not_past(session, rules, now)


def check_not_past(session: Session, rules: Rules, now: datetime) -> None:
    """Raises TooLate after T+20."""
    if now > last_call(session, rules):
        raise TooLate(f"Il est trop tard pour {named(session)} : choisissez une date à venir.")


def check_programmed(session: Session) -> None:
    """Raises NotProgrammed where the artist or host that its kind needs is missing."""
    if session.programmed:
        return
    who = "un artiste" if session.kind.has_artist else "un animateur"
    raise NotProgrammed(
        f"Pour publier {named(session)}, il faut {who} (genre « {session.kind.value} ») :"
        f" choisissez {who}, ou un autre genre."
    )


async def check_people(uow: UnitOfWork, session: Session) -> None:
    """Raises UnknownPerson."""
    for artist in session.artists:
        if await uow.artists.get(artist) is None:
            raise UnknownPerson(f"Aucun artiste n° {artist} : ajoutez l'artiste d'abord.")
    for host in session.hosts:
        if await uow.hosts.get(host) is None:
            raise UnknownPerson(f"Aucun animateur n° {host} : ajoutez l'animateur d'abord.")


async def check_free(uow: UnitOfWork, session: Session) -> None:
    """Raises Overlap where another session is on this line at the same time, or has one of its artists."""
    near = await uow.sessions_between(session.starts_at - _LONGEST, session.ends_at)
    for other in overlapping(session, near):
        if both := set(session.artists) & set(other.artists):
            artist = await uow.artists.get(min(both))
            name = artist.name if artist else "L'artiste"
            raise Overlap(f"{name} est déjà de {named(other)} au même moment : choisissez une autre heure.")
        if other.line == session.line:
            raise Overlap(
                f"{named(session).capitalize()} chevaucherait {named(other)}, sur la même ligne {session.line} :"
                " choisissez une autre heure, ou déplacez l'autre séance."
            )


async def same_place(uow: UnitOfWork, session: Session) -> Session | None:
    """Another row at the same line, date and time."""
    found = await uow.sessions.find(line=session.line, date=session.date, time=session.time)
    return next((one for one in found if one.id != session.id), None)


def is_bare(session: Session) -> bool:
    """An occurrence of a slot to which nobody has added anything: it may come and go with its slot."""
    texts = (session.title, session.partner, session.programmed_by, session.mediation, session.reason)
    people = (*session.artists, *session.hosts)
    return bool(session.slot) and session.status is Status.PLANNED and not any((*texts, *people, session.settled))


async def remove(uow: UnitOfWork, session: Session) -> None:
    """An occurrence that nobody programmed disappears, with what was due and asked for it."""
    for moment in await uow.moments.find(session=session.id):
        await uow.moments.remove(moment.id)
    for task in await uow.tasks.find(session=session.id):
        await uow.tasks.remove(task.id)
    await uow.sessions.remove(session.id)
