"""A ceiling of contracts arrives by its feed; acute care passes every ceiling."""

from typing import Any

import pytest

from shared.schemas.access import NewAccessCeiling
from tests.services.access.access_ceilings.test_rest import a_ceiling


@pytest.mark.rule("R-A38")
@pytest.mark.rule("F-33")
async def test_no_ceiling_holds_acute_care_up(agreed: Any) -> None:
    """Nothing agreed at all, by the municipality and by contracts: acute care is granted, and both only warn."""
    client = agreed.client()
    await client.register_access_ceiling(NewAccessCeiling(name="Niets", year=2026, maximum_decisions=0))
    told = a_ceiling(agreed, maximum_citizens=0)
    for _ in range(2):
        await agreed.tell("ceiling-agreed", told)
    assert (await agreed.acute()).acute
    uses = await client.list_access_ceiling_uses()
    assert [(use.decisions, use.used_basis_points, use.warning) for use in uses] == [(1, None, True)] * 2
