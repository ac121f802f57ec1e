"""Every end of every flow leads somewhere in the app, and the app starts each flow with facts it reads."""

from __future__ import annotations

import pytest

from allo.app.outcomes import ANY, OUTCOMES, outcome_of
from ivr_flows.flows import FLOWS


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_every_outcome_of_a_flow_is_handled(name: str):
    for outcome in FLOWS[name].outcomes:
        assert callable(outcome_of(name, outcome))


def test_the_table_names_no_flow_or_outcome_that_is_gone():
    for flow, outcome in OUTCOMES:
        assert flow == ANY or outcome in FLOWS[flow].outcomes, (flow, outcome)
