"""A retention whose agreements are not met, over the client."""

from datetime import date

from shared.clients.contracts import ContractsClient
from shared.clients.settlement import SettlementClient
from shared.schemas import contracts
from shared.schemas.settlement import Forfeit
from tests.support import lives
from tests.support.tenants import Tenant


async def give_up(tenant: Tenant, other: contracts.Contract) -> None:
    """A second contract of 2026, with the lead of the first, misses a norm: all that it retained is forfeited."""
    new = contracts.NewContract(
        number="VB-2026-09",
        name="Zonder resultaat",
        municipality_code="0484",
        legal_form="contract",
        provider=tenant.providers[0],
        population_id=other.population_id,
        start_date=date(2026, 1, 1),
        base_term_months=48,
        evaluation_after_months=24,
        yearly_check=contracts.YearlyCheck(month=6, day=15),
        funding_agreements=[lives.funding()],
        agreements=lives.agreements(),
        acceptance_duty=True,
        waiting_norm_days=5,
        auditor=tenant.auditor,
    )
    draft = await tenant.client(ContractsClient).draft_contract(new)
    contract = await lives.sign_and_activate(tenant, draft.id)
    worked = await tenant.ask("settlement", "POST", f"/sandbox/{tenant.owner}/work")
    assert worked.status_code == 200, worked.text
    await lives.measure(tenant, contract.id, relapse="12")
    await lives.audit(tenant, contract.id)
    client = tenant.client(SettlementClient)
    retention = await client.retention(contract.id, 2026)
    assert retention is not None
    why = Forfeit(motivation="De norm voor terugval is niet gehaald.")
    given_up = await client.forfeit(retention.id, why)
    assert (given_up.state, given_up.forfeited_cents) == ("forfeited", 35_000_000)
