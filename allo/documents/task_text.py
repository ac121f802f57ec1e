"""What a human is asked to do, in a French sentence: one catalogue, by kind of task."""

from __future__ import annotations

from allo.app.list_tasks import TaskLine
from allo.documents.words import day
from allo.domain.phone_numbers import pretty
from allo.domain.records import TaskKind

SENTENCES = {
    TaskKind.NOT_PROGRAMMED: "Programmez {session} : il manque un artiste ou un animateur.",
    TaskKind.NOBODY_ON_STAGE: "Voyez avec l'artiste et l'animateur pourquoi aucun n'était là à temps pour {session}.",
    TaskKind.MISSED: "Appelez {who}, que nous n'avons pas pu joindre pour {session}{reason}.",
    TaskKind.WRONG_NUMBER: "Corrigez le numéro de {who}{reason}.",
    TaskKind.DOUBT: "Vérifiez auprès de {who} si nous avons appelé pour {session} : nous ne le savons pas.",
    TaskKind.BAD_HOUR: "Appelez {who} vous-même pour {session}, hors des heures où Allô appelle{reason}.",
    TaskKind.DIAL_BY_HAND: "Appelez {who} vous-même pour {session} : Allô n'appelle personne (ALLO_DIAL_MODE).",
    TaskKind.CONSENT: "Rappelez {who}, qui demande à être appelé la prochaine fois : recueillez son accord.",
    TaskKind.STOP_ASKED: "Rappelez {who}, qui demande que nous n'appelions plus : confirmez, puis inscrivez-le.",
    TaskKind.STOPPED: "{Who} ne veut plus être appelé. Allô n'appellera plus : prévenez la structure.",
    TaskKind.SUSPENDED: "Prenez des nouvelles de {who} : deux appels raccrochés aussitôt, Allô n'appelle plus.",
    TaskKind.CALL_BACK: "Rappelez {who}, qui demandait une personne.",
    TaskKind.POSTPONE: "Trouvez une nouvelle date : {session} est reportée.",
    TaskKind.CAPACITY: "Préparez {session} : {text}",
    TaskKind.WRONG_CODES: "Surveillez les codes : {count} codes faux en une heure, quelqu'un cherche peut-être.",
}


def task_text(line: TaskLine) -> str:
    """« Appelez Odette (01 99 00 00 14) : nous n'avons pas pu l'avoir pour la séance du … (répondeur). »"""
    who, values = _who(line), line.task.values
    reason = values.get("reason")
    return SENTENCES[line.task.kind].format(
        who=who,
        Who=who[:1].upper() + who[1:],
        session=_session(line),
        reason=f" : {reason}" if reason else "",
        text=values.get("text", ""),
        count=values.get("count", ""),
    )


def _who(line: TaskLine) -> str:
    number = pretty(line.task.number) if line.task.number else ""
    if line.names:
        named = " et ".join(line.names)
        return f"{named} ({number})" if number else named
    return f"la personne du {number}" if number else "une personne au numéro masqué"


def _session(line: TaskLine) -> str:
    one = line.session
    return f"la séance du {day(one.date)} à {one.time:%H:%M}" if one is not None else "la prochaine séance"
