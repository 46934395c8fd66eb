"""Costly clients over HTTP: what is refused, and who sees nothing."""

from typing import Any

import pytest

from tests.services.access.care_stacking.given import add, allocation, citizens

YEAR = "from=2026-01-01&until=2026-12-31"


@pytest.mark.rule("R-A43")
async def test_days_and_a_top_that_cannot_be_are_refused(agreed: Any, tenant_on: Any) -> None:
    """Too long, the wrong way round, no top; a provider is refused, and another municipality sees nobody of it."""
    (person,) = await citizens(agreed, 1)
    await add(agreed, allocation(agreed, person, 1))
    shown = await agreed.get(f"/costly-clients?{YEAR}")
    assert (shown.status_code, [one["citizenId"] for one in shown.json()["lines"]]) == (200, [str(person)])
    assert "citizenReference" not in shown.text
    for wrong in ("from=2026-01-01&until=2027-02-05", "from=2026-01-02&until=2026-01-01"):
        refused = await agreed.get(f"/costly-clients?{wrong}")
        assert (refused.status_code, refused.json()["code"]) == (400, "costly-period-refused")
    for wrong in (f"{YEAR}&topBasisPoints=0", f"{YEAR}&topBasisPoints=10001", "from=2026-01-01", ""):
        assert (await agreed.get(f"/costly-clients?{wrong}")).status_code == 400, wrong
    refused = await agreed.get(f"/costly-clients?{YEAR}", oin=agreed.tenant.providers[0])
    assert refused.status_code == 403
    other = await tenant_on(agreed.tenant.today)
    seen = (await other.ask("access", "GET", f"/costly-clients?{YEAR}")).json()
    assert (seen["clients"], seen["lines"], seen["shareBasisPoints"]) == (0, [], None)
