"""The four building blocks (R-C01)."""

from __future__ import annotations

from typing import Any

import pytest

from services.contracts.contracts import rules
from tests.services.contracts.examples import AROUND, draft, terms


@pytest.mark.rule("R-C01")
@pytest.mark.parametrize(
    ("missing", "codes"),
    [
        ({"start_date": None, "base_term_months": None}, ["period-missing", "period-missing"]),
        ({"base_term_months": None}, ["period-missing"]),
        ({"funding_agreements": []}, ["reward-missing"]),
        ({"agreements": []}, ["performance-missing"]),
        ({"population_id": None}, ["performance-missing"]),
        ({"consortium_id": None}, ["parties-missing"]),
        (
            {"consortium_id": None, "agreements": [], "funding_agreements": [], "start_date": None},
            ["parties-missing", "performance-missing", "reward-missing", "period-missing"],
        ),
    ],
    ids=["period", "term", "reward", "agreements", "population", "parties", "all-four"],
)
def test_every_empty_building_block_is_a_gap(missing: dict[str, Any], codes: list[str]) -> None:
    """A profile without period is not activatable, with the gap period; all gaps come at once."""
    gaps = rules.gaps(terms(**missing))
    assert [gap.code for gap in gaps] == codes
    assert all(gap.rule == "R-C01" and gap.location.startswith("#/") for gap in gaps)
    with pytest.raises(rules.ContractIncomplete) as refused:
        rules.activate(draft(**missing), AROUND, [])
    assert refused.value.errors == gaps


@pytest.mark.rule("R-C01")
def test_a_full_profile_has_no_gaps() -> None:
    """All four building blocks filled: complete."""
    assert rules.gaps(terms()) == ()
