"""The part of a purchaser's life in which trends of demand and care are looked at."""

from datetime import timedelta
from uuid import UUID

from shared.clients.access import AccessClient
from shared.schemas.contracts import Contract
from shared.values.findings import FindingSeverity
from shared.values.trends import TrendKind
from tests.support.tenants import Tenant


async def look_at_trends(tenant: Tenant, contract: Contract) -> None:
    """The trends of the last month, all and one, and their kinds."""
    client, today = tenant.client(AccessClient), tenant.today
    assert contract.owner == tenant.owner
    found = await client.trend_findings(today - timedelta(days=29), today, cut_on=today - timedelta(days=9))
    assert (found.last_day, found.not_assessed) == (today, [])
    one = await client.trend_findings(today - timedelta(days=29), today, kind=TrendKind.DEMAND_RISING)
    assert [each.rule for each in one.findings] == ["E-02"]
    await tenant.ask("access", "POST", f"/sandbox/{tenant.owner}/work")
    told = await tenant.ask("access", "GET", "/events?types=patterns-watched")
    (fact, *_) = told.json()["events"]
    watch = await client.pattern_watch(UUID(fact["subject"]))
    assert (watch.name, watch.month.day) == ("patterns", 1)
    kinds = await client.trend_finding_kinds(FindingSeverity.WARNING)
    assert {each.code for each in kinds} < {each.code for each in await client.trend_finding_kinds()}
