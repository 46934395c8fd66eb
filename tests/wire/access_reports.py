"""The part of a purchaser's life in which what access did is reported, after all of it happened."""

from datetime import timedelta

from shared.clients.access import AccessClient
from shared.schemas.contracts import Contract
from shared.values.remedies import RemedyKind
from tests.support.tenants import Tenant


async def report(tenant: Tenant, contract: Contract) -> None:
    """Every report of the last hundred days, through the typed client; the sums are those of their parts."""
    client, last = tenant.client(AccessClient), tenant.today
    first = last - timedelta(days=99)
    assert contract.owner == tenant.owner
    view = await client.pgb_switch_view(first, last)
    assert sum(one.requested for one in view.states) >= view.period.requested
    counts = await client.decision_counts(first, last)
    assert counts.total.decisions == sum(one.decisions for one in counts.lines)
    without = await client.unallocated_care(first, last)
    assert without.exposure_cents == sum(one.undecided_cents for one in without.lines)
    overview = await client.waiting_list_overview()
    assert overview.waiting == sum(one.waiting for one in overview.ages) == sum(
        one.waiting for one in overview.urgencies
    )  # fmt: skip
    frame = await client.legal_frame_report(first, last)
    assert frame.shifted_cents == frame.refused_cents + frame.adapted_cents
    remedies = await client.remedy_report(first, last)
    assert [one.kind for one in remedies.kinds] == list(RemedyKind)
