"""`allo doctor`: what is configured, reachable, missing; a line each, and what to do."""

from __future__ import annotations

import json
import os
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import typer
from rich.text import Text

from allo.app.list_tasks import list_tasks
from allo.app.ports import Store
from allo.commands.french import FrenchCommand
from allo.commands.kit import Kit, Preferences, kit_of
from allo.commands.printing import show
from allo.commands.sockets import SOCKET, short_path
from allo.documents.task_text import task_text
from allo.domain.errors import AlloError
from allo.domain.people import Consent
from allo.domain.phone_numbers import pretty
from allo.domain.sessions import Status
from ivr_flows.catalogue import Catalogue
from ivr_flows.check import check
from ivr_flows.flows import FLOWS

_SECONDS = 2  # to wait for the running server
_TASKS = 8  # of those that wait for somebody, told one by one
_AGREE = "demandez à chacun, puis importez la date dans « consentement »"


class State(StrEnum):
    GOOD = "bon"
    CARE = "à voir"
    MISSING = "manque"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `remedy`: what to do, where there is something."""

    name: str
    state: State
    said: str
    remedy: str = ""


_COLOURS = {State.GOOD: "green", State.CARE: "yellow", State.MISSING: "red"}


def add_to(application: typer.Typer) -> None:
    application.command("doctor", cls=FrenchCommand)(doctor)


def doctor(context: typer.Context) -> int:
    """Dit ce qui est réglé, joignable, ou manque, et quoi faire."""
    found = list(_findings(kit_of(context)))
    for one in found:
        line = Text(f"{one.state:<8}", style=_COLOURS[one.state])
        line.append(f"{one.name} : {one.said}", style="default")
        if one.remedy:
            line.append(f" → {one.remedy}", style="default")
        show(line)
    return 1 if any(one.state is State.MISSING for one in found) else 0


def _findings(kit: Kit) -> Iterator[Finding]:
    settings = kit.settings()
    yield _folder(settings.data_dir)
    yield from _stored(kit)
    yield _telephony(settings)
    yield from (Finding("numéro montré", State.CARE, warning) for warning in settings.warnings)
    yield _flows()
    yield _mail(settings)
    yield from _server(settings)


def _folder(folder: Path) -> Finding:
    if not folder.exists():
        return Finding(
            "dossier de données", State.CARE, f"{folder} n'existe pas encore", "il sera créé au premier import"
        )
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding("dossier de données", State.MISSING, f"{folder} n'est pas accessible", "voyez ses droits")
    return Finding("dossier de données", State.GOOD, str(folder))


def _stored(kit: Kit) -> Iterator[Finding]:
    """The database, and what it lacks for a session to run."""
    try:
        yield from kit.read(lambda store, _: _holdings(kit, store))
    except AlloError as fault:
        yield Finding("base", State.MISSING, str(fault))


async def _holdings(kit: Kit, store: Store) -> list[Finding]:
    async with store.read() as uow:
        sessions = await uow.sessions.find(status=Status.PLANNED)
        duty, listeners = await uow.duty.find(), await uow.listeners.find()
    if not store.owner:
        return [Finding("base", State.CARE, "pas encore de base", "allo import CHEMIN, ou allo db upgrade")]
    found = [Finding("base", State.GOOD, f"{len(listeners)} auditeurs, {len(sessions)} séances prévues")]
    coming = sorted((one for one in sessions if one.starts_at > kit.clock.now()), key=lambda one: one.starts_at)
    bare = next((one for one in coming if not one.programmed), None)
    if bare is not None:
        lacking = f"la séance du {bare.date} n'est pas programmée"
        found.append(Finding("calendrier", State.CARE, lacking, "importez sa ligne avec artiste ou animateur"))
    if not duty:
        found.append(Finding("permanence", State.CARE, "personne ne répond au 0", "importez la feuille « permanence »"))
    waiting = sum(one.call_me and one.consent is Consent.NONE for one in listeners)
    if waiting:
        found.append(Finding("accords", State.CARE, f"{waiting} à recueillir : sans accord, nul n'est appelé", _AGREE))
    tasks = await list_tasks(store)
    found += [Finding("à faire", State.CARE, task_text(one)) for one in tasks[:_TASKS]]
    if len(tasks) > _TASKS:
        found.append(Finding("à faire", State.CARE, f"et {len(tasks) - _TASKS} autres demandes"))
    return found


def _telephony(settings: Preferences) -> Finding:
    if settings.telephony == "simulator":
        line = f"central intégré, ligne {pretty(settings.line_number)} : aucun vrai téléphone ne sonne"
        return Finding("téléphonie", State.GOOD, line)
    line = f"{settings.telephony}, ligne {pretty(settings.line_number)}"
    return Finding("téléphonie", State.CARE, line, "pas encore disponible : ALLO_TELEPHONY=simulator")


def _flows() -> Finding:
    faults = check(FLOWS, Catalogue())
    if faults:
        return Finding("parcours", State.MISSING, "des défauts", "allo flows check les nomme")
    return Finding("parcours", State.GOOD, f"{len(FLOWS)} vérifiés")


def _mail(settings: Preferences) -> Finding:
    if settings.smtp_url and settings.alert_to:
        return Finding("courriel", State.GOOD, "réglé")
    return Finding("courriel", State.CARE, "aucune alerte ne part", "ALLO_SMTP_URL, ALLO_MAIL_FROM et ALLO_ALERT_TO")


def _server(settings: Preferences) -> Iterator[Finding]:
    """Whether it answers; then whether `allo call` finds it."""
    try:
        with urllib.request.urlopen(f"http://{settings.listen}/health", timeout=_SECONDS):
            yield Finding("serveur", State.GOOD, f"répond sur {settings.listen}")
    except urllib.error.HTTPError as fault:
        yield Finding("serveur", State.MISSING, f"répond {fault.code} sur {settings.listen}", _trouble(fault.read()))
    except OSError:
        yield Finding("serveur", State.CARE, f"ne répond pas sur {settings.listen}", "allo serve")
        return
    if settings.telephony == "simulator":
        yield _handsets(settings.data_dir / SOCKET)


def _trouble(answer: bytes) -> str:
    """What `/health` says is wrong."""
    try:
        checks = json.loads(answer)["checks"].values()
    except (ValueError, KeyError, AttributeError):
        return "un autre programme répond là : changez ALLO_LISTEN"
    return " ".join(check for check in checks if check != "ok")


def _handsets(place: Path) -> Finding:
    try:
        with short_path(place) as short, socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(_SECONDS)
            probe.connect(short)
    except OSError:
        remedy = "relancez allo serve avec ce dossier de données"
        return Finding("combinés", State.CARE, f"personne n'écoute à {place}", remedy)
    return Finding("combinés", State.GOOD, "allo call peut appeler la ligne")
