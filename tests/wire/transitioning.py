"""The part of a purchaser's life in which it counts who is in care and moves them to another contract."""

from datetime import date

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from tests.support import lives
from tests.support.tenants import Tenant


async def transition(tenant: Tenant, old: contracts.Contract) -> None:
    """Clients counted, their move to the next contract planned twice, changed, read and confirmed."""
    client = tenant.client(ContractsClient)
    (counted,) = await client.clients_in_care(contractId=old.id)
    assert counted.clients and not counted.suppressed
    next_one = await _signed(tenant, old)
    new = contracts.NewContractTransition(
        from_contract_id=old.id, to_contract_id=next_one.id, transition_date=date(2030, 1, 1)
    )
    planned = await client.register_contract_transition(new)
    other = await client.put_contract_transition(
        "overgang/2", new.model_copy(update={"transition_date": date(2030, 2, 1)})
    )
    assert await client.contract_transition(planned.id) == planned
    assert await client.contract_transitions(externalReference="overgang/2") == [other]
    assert (await client.contract_transition_derivation(planned.id)).steps
    assert len(await client.transition_lines(planned.id, outcome="placed")) == planned.clients
    change = contracts.ContractTransitionChange(transition_date=date(2029, 1, 1))
    changed = await client.change_contract_transition(planned.id, 1, change)
    assert (await client.confirm_contract_transition(changed.id)).state == "confirmed"


async def _signed(tenant: Tenant, old: contracts.Contract) -> contracts.Contract:
    """The contract that follows, with the lead alone, signed by both sides."""
    new = {
        "number": "VB-2029-02", "name": "Vervolg", "municipalityCode": "0484", "legalForm": "contract",
        "provider": tenant.providers[0], "populationId": old.population_id, "startDate": "2029-01-01",
        "baseTermMonths": 48, "evaluationAfterMonths": 24, "auditor": tenant.auditor,
        "fundingAgreements": [lives.funding()], "agreements": lives.agreements(),
    }  # fmt: skip
    drafted = await tenant.client(ContractsClient).draft_contract(contracts.NewContract.model_validate(new))
    await tenant.client(ContractsClient).sign(drafted.id, "wethouder zorg")
    return await tenant.client(ContractsClient, tenant.providers[0]).sign(drafted.id)
