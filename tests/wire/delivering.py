"""The part of a purchaser's life in which is told what was done of what a contract asks: social return and quality."""

from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from shared.values.demands import QualityStanding, SocialReturnState
from tests.support import lives
from tests.support.tenants import Tenant


async def deliver(tenant: Tenant) -> None:
    """A contract that asks a share of the staff cost, ten hours a trajectory and a plan; all of it told, judged and read."""
    client, provider = tenant.client(ContractsClient), tenant.client(ContractsClient, tenant.providers[0])
    population = (await client.populations())[0]
    conditions = {
        "socialReturn": {"basisPoints": 500, "base": "staffCost"},
        "qualityDemands": [
            {"number": 1, "kind": "minimumHours", "description": "Tien uur", "minimum": "10", "unit": "hour"},
            {"number": 2, "kind": "process", "description": "Een plan"},
        ],
    }
    told = {
        "number": "VB-5", "name": "Vijfde", "municipality_code": "0484", "legal_form": "contract",
        "provider": tenant.providers[0], "population_id": population.id, "start_date": "2026-01-01",
        "base_term_months": 24, "funding_agreements": [lives.funding()], "agreements": lives.agreements(),
        "conditions": conditions, "history": {"signed_on": "2025-12-01", "slices": []},
    }  # fmt: skip
    contract = await client.activate(
        (await client.draft_contract(contracts.NewContract.model_validate(told))).id
    )
    await _social_return(client, provider, contract)
    await _quality(client, provider, contract)


async def _social_return(
    client: ContractsClient, provider: ContractsClient, contract: contracts.Contract
) -> None:
    effort: dict[str, Any] = {
        "contract_id": contract.id, "kind": "internship", "realised_from": "2026-02-01", "value_cents": 600_000,
        "evidence": "Een stage",
    }  # fmt: skip
    made = await provider.enter_social_return(contracts.NewSocialReturnEntry.model_validate(effort))
    other = await client.put_social_return(
        "inspanning/2", contracts.NewSocialReturnEntry.model_validate({**effort, "kind": "job"})
    )
    yes = contracts.SocialReturnDecision(recognised=True)
    assert (await client.decide_social_return(made.id, yes)).state is SocialReturnState.RECOGNISED
    assert (await client.withdraw_social_return(other.id)).state is SocialReturnState.WITHDRAWN
    assert await client.social_return_entries(contractId=contract.id, state="recognised") == [
        await client.social_return_entry(made.id)
    ]
    assert (await client.social_return_entry_derivation(made.id)).steps
    sums = contracts.NewSocialReturnSum(
        contract_id=contract.id, year=2026, amount_cents=20_000_000, evidence="Jaarrekening"
    )
    stated = await client.set_social_return_sum(sums)
    assert await client.put_social_return_sum("grondslag/1", sums) == stated
    assert await client.social_return_sum(stated.id) == stated
    assert await client.social_return_sums(contractId=contract.id) == [stated]
    found = await provider.social_return(contract.id)
    assert (found.required_cents, found.gap_cents, found.complete) == (1_000_000, 400_000, False)
    assert found in await client.social_return_overview()
    assert (await client.social_return_derivation(contract.id)).steps


async def _quality(client: ContractsClient, provider: ContractsClient, contract: contracts.Contract) -> None:
    line: dict[str, Any] = {
        "demand_number": 1, "product_code": "01A03", "trajectory_reference": "TR-1", "period_from": "2026-02-01",
        "period_until": "2026-02-28", "value": "7",
    }  # fmt: skip
    many = {"contract_id": contract.id, "deliveries": [line]}
    done = await provider.register_quality_deliveries(
        contracts.QualityDeliveriesToRegister.model_validate(many)
    )
    verdict = {**line, "contract_id": contract.id, "demand_number": 2, "value": None, "met": True}
    one = await provider.put_quality_delivery("plan/1", contracts.NewQualityDelivery.model_validate(verdict))
    assert await client.quality_deliveries(contractId=contract.id) == [
        *[await client.quality_delivery(each) for each in done.touched],
        await client.quality_delivery(one.id),
    ]
    assert (await client.quality_delivery_derivation(one.id)).steps
    checked = await client.quality_checks(contract.id, productCode="01A03")
    assert [each.standing for each in checked.checks] == [QualityStanding.SHORT, QualityStanding.MET]
    assert (await client.quality_checks_derivation(contract.id)).steps
