"""Moments as the agenda names them to people."""

from __future__ import annotations

from collections.abc import Mapping

from allo.domain.records import MomentName

MOMENT_LABELS: Mapping[MomentName, str] = {
    MomentName.CHECK: "vérifier que la séance est programmée",
    MomentName.CALL_HOST: "appeler l'animateur",
    MomentName.CALL_ARTIST: "appeler l'artiste",
    MomentName.OPEN: "ouvrir la salle",
    MomentName.WAVE: "appeler les auditeurs et les groupes",
    MomentName.START: "début de la séance",
    MomentName.LATE: "l'artiste est-il là ?",
    MomentName.GIVE_UP: "ne plus faire attendre",
    MomentName.WARN: "annoncer la fin",
    MomentName.CLOSE: "fin de la séance",
    MomentName.ARCHIVE: "archiver",
}
