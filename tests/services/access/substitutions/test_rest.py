"""Substitution over HTTP: what is refused, and who sees nothing."""

from typing import Any

import pytest

from tests.services.access.substitutions.test_store import NOW, begun, catalogue

QUARTER = "from=2026-04-01&until=2026-06-30"


@pytest.mark.rule("R-A52")
async def test_periods_that_cannot_be_are_refused_all_at_once(agreed: Any, tenant_on: Any) -> None:
    """The wrong way round, overlapping, half a base; a provider is refused, and another municipality counts nothing of it."""
    await catalogue(agreed)
    await begun(agreed, {("10", NOW): 1})
    shown = (await agreed.get(f"/substitutions?{QUARTER}")).json()
    assert (shown["levels"][0]["volume"], shown["realisedBasisPoints"], shown["behind"]) == (1, None, False)
    refused = await agreed.get(
        "/substitutions?from=2026-04-02&until=2026-04-01&baseFrom=2026-05-01&baseUntil=2026-04-30"
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "substitution-period-refused")
    assert [(one["location"], one["code"]) for one in refused.json()["errors"]] == [
        ("until", "ends-before-it-starts"), ("baseUntil", "ends-before-it-starts"), ("baseUntil", "base-overlaps"),
    ]  # fmt: skip
    for wrong in (
        f"{QUARTER}&baseFrom=2026-01-01",
        "from=2024-01-01&until=2026-01-01",
        "from=2026-04-01",
        "",
    ):
        assert (await agreed.get(f"/substitutions?{wrong}")).status_code == 400, wrong
    assert (await agreed.get(f"/substitutions?{QUARTER}", oin=agreed.tenant.providers[0])).status_code == 403
    other = await tenant_on(agreed.tenant.today)
    seen = (await other.ask("access", "GET", f"/substitutions?{QUARTER}")).json()
    assert {one["volume"] for one in seen["levels"]} == {0}
