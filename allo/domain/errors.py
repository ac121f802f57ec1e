"""The family of Allô's own errors. Each carries facts; the edges turn them into words, pages or exit codes."""

from __future__ import annotations

import errno


class AlloError(Exception):
    """Something a person can understand and mend. The message is in French and names the thing and the remedy."""


class BadNumber(AlloError):
    """A telephone number that cannot or may not be dialled."""


class Overlap(AlloError):
    """Two sessions on one line number, or one artist, at the same time."""


class NotProgrammed(AlloError):
    """A session is published without the artist or host its kind needs."""


class BadSlot(AlloError):
    """A weekly slot whose rule, zone, holidays or months cannot be understood."""


class TooLate(AlloError):
    """A session that is past, under way or already settled cannot be changed in this way any more."""


class UnknownPerson(AlloError):
    """An artist or host that no record holds."""


class UnknownSession(AlloError):
    """No session at that date (and time)."""


class NothingToDial(AlloError):
    """A person commands the next call of a session, and there is none to make."""


class StorageUnavailable(AlloError):
    """The database is locked, full, absent or of another version."""


_WHY_NOT = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "disque en lecture seule",
    errno.ENOENT: "dossier ou fichier absent",
    errno.ENOTDIR: "ce n'est pas un dossier",
    errno.EISDIR: "c'est un dossier",
    errno.EEXIST: "il existe déjà",
    errno.ENOSPC: "disque plein",
    errno.EDQUOT: "disque plein",
    errno.EIO: "disque abîmé ou débranché",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ELOOP: "liens en boucle",
    errno.EADDRINUSE: "adresse déjà prise",
    errno.EADDRNOTAVAIL: "adresse d'une autre machine",
    errno.ECONNREFUSED: "connexion refusée",
    errno.ETIMEDOUT: "pas de réponse",
}


def why_not(fault: OSError) -> str:
    """What the system says of a file or an address it refuses, in French; by its number where nobody has met it yet."""
    return _WHY_NOT.get(fault.errno or 0, f"erreur {fault.errno or 'inconnue'} du système")
