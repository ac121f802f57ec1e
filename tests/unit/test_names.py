"""Names match without case, accents, repeated or outer spaces; codes also without spaces, `_`, `-`, apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allo.domain.names import code, normal


@pytest.mark.parametrize("written", [" Éloïse  DUPRÉ", "eloise dupre", "ÉLOÏSE\tDupré ", "Éloïse\u00a0Dupré"])
def test_one_name_however_it_is_written(written: str):
    assert normal(written) == "eloise dupre"


def test_hyphens_and_apostrophes_belong_to_a_name():
    assert normal("Jean-Luc d’Œuvre") == "jean-luc d'oeuvre"


@pytest.mark.parametrize("written", ["Annulée", "annulee", " ANNULÉE ", "annulée"])
def test_one_code_however_it_is_written(written: str):
    assert code(written) == "annulee"


@pytest.mark.parametrize("written", ["jusqu_a_21h", "Jusqu'à 21h", "JUSQU’À-21 H"])
def test_a_header_without_its_joints(written: str):
    assert code(written) == "jusqua21h"


@given(st.text())
def test_a_form_is_its_own_form(text: str):
    assert normal(normal(text)) == normal(text)
    assert code(code(text)) == code(text)
