"""The eight-digit codes: shown on demand, redrawn on demand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from allo.app.redraw_code import UnknownName, redraw_code
from allo.app.show_codes import show_codes
from tests.unit.association import Association

NOW = datetime(2021, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
async def association(tmp_path: Path) -> Association:
    one = Association(tmp_path)
    await one.imports(
        structures=["nom;departement", "Le Foyer;75", "Le Foyer;69", "Phare;29"],
        artistes=["nom", "Éloïse"],
        animateurs=["nom", "Théo"],
    )
    return one


async def test_everybody_has_a_code_of_eight_digits(association: Association):
    lines = await show_codes(association.store)
    assert [one.name for one in lines] == ["Le Foyer (69)", "Le Foyer (75)", "Phare (29)", "Éloïse", "Théo"]
    assert all(len(one.digits) == 8 for one in lines)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("eloise", ["Éloïse"]),
        ("foyer", ["Le Foyer (69)", "Le Foyer (75)"]),
        ("le foyer (75)", ["Le Foyer (75)"]),
        ("phare", ["Phare (29)"]),
        ("personne", []),
    ],
)
async def test_codes_are_found_by_name(association: Association, text: str, names: list[str]):
    assert [one.name for one in await show_codes(association.store, text)] == names


async def test_a_code_is_redrawn_with_a_trail(association: Association):
    (before,) = await show_codes(association.store, "phare")
    after = await redraw_code(association.store, "Phare", ids=association.ids, who="Denise", now=NOW)
    assert after.digits != before.digits
    assert (await show_codes(association.store, "phare")) == (after,)
    (trail,) = await association.holds("trail")
    assert (trail.what, trail.subject, trail.who) == ("code_redrawn", "structure:3", "Denise")


@pytest.mark.parametrize(("name", "said"), [("Le Foyer", "plusieurs codes"), ("Personne", "ni structure")])
async def test_a_name_that_is_not_one(association: Association, name: str, said: str):
    with pytest.raises(UnknownName, match=said):
        await redraw_code(association.store, name, ids=association.ids, who="Denise", now=NOW)
