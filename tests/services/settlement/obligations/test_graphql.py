"""Obligations and liquidity in the graph."""

from __future__ import annotations

from datetime import timedelta

from tests.services.settlement import given
from tests.services.settlement.obligations.test_rest import asked
from tests.support.tenants import Tenant


async def test_the_graph_says_the_same(tenant: Tenant) -> None:
    """One query reads obligations, their totals and a week as over REST."""
    await given.contract_year(tenant)
    day = tenant.today
    query = """query ($year: Int, $start: Date, $until: Date) {
      contractObligations(year: $year) { nodes { contractNumber openCents } }
      obligationTotals { year openCents }
      liquidity(start: $start, until: $until) { week totalCents }
    }"""
    days = {"year": day.year, "start": str(day), "until": str(day + timedelta(days=1))}
    told = (
        await tenant.ask("settlement", "POST", "/graphql", json={"query": query, "variables": days})
    ).json()["data"]
    (one,) = await asked(tenant, "/obligations")
    assert told["contractObligations"]["nodes"] == [
        {"contractNumber": one["contractNumber"], "openCents": one["openCents"]}
    ]
    assert told["obligationTotals"] == [{"year": day.year, "openCents": one["openCents"]}]
    assert told["liquidity"][0]["totalCents"] == one["postedCents"]
