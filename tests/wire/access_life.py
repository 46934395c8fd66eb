"""The part of a purchaser's life that passes in access beside requests, decisions and referrals themselves."""

from shared.schemas.contracts import Contract
from tests.support.tenants import Tenant
from tests.wire.access_allocations import allocate
from tests.wire.access_choices import choose
from tests.wire.access_decisions import decide
from tests.wire.access_findings import look_at_trends
from tests.wire.access_legal import frame
from tests.wire.access_policies import set_rules
from tests.wire.access_questions import questions
from tests.wire.access_referral_rates import look_at_rates
from tests.wire.access_remedies import disagree
from tests.wire.access_reports import report
from tests.wire.access_reviews import look_again
from tests.wire.access_spending import pile_up
from tests.wire.access_work_lists import see_what_waits


async def support(tenant: Tenant, contract: Contract) -> None:
    """Everything that access registers, judges and allocates, once through the typed client."""
    await tenant.drain()
    assert contract.owner == tenant.owner
    await questions(tenant, contract)
    await set_rules(tenant, contract)
    await decide(tenant, contract)
    await look_again(tenant, contract)
    await allocate(tenant, contract)
    await frame(tenant, contract)
    await choose(tenant, contract)
    await disagree(tenant, contract)
    await look_at_rates(tenant, contract)
    await look_at_trends(tenant, contract)
    await pile_up(tenant, contract)
    await report(tenant, contract)
    await see_what_waits(tenant, contract)
