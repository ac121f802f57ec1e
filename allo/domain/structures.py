"""Structures: the social organisations that register people and connect groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Main public of a structure; values are the codes of the import sheets (DATA.md)."""

    ISOLATED_ADULTS = "adultes_isoles"
    FAMILIES = "familles"
    DISABILITY = "handicap"
    ELDERLY = "personnes_agees"
    YOUNG = "jeunes"
    MIGRANTS = "migrants"
    OTHER = "autre"


@dataclass(frozen=True, slots=True)
class Structure:
    """One partner structure, keyed by name and department ("75", "2A", "971"; "" where unknown)."""

    id: int = 0
    name: str = ""
    department: str = ""
    member: bool | None = None
    priority_district: bool | None = None
    audience: Audience | None = None
    joined_on: date | None = None
    left_on: date | None = None
    agreement_from: date | None = None
    agreement_until: date | None = None
    referent: str = ""
    referent_email: str = ""
    referent_number: str = ""
