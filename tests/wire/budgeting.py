"""The part of a purchaser's life in which budgets are divided, bounded, moved between categories, and answered for."""

from datetime import date
from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from shared.values.budgets import ObligationKind
from tests.support.tenants import Tenant

M = 100_000_000
AREAS = [{"code": "gebied-1", "clients": 400}, {"code": "gebied-2", "clients": 350}]
CATEGORIES = [
    {"code": "ambulant", "name": "Ambulant", "amountCents": 3 * M},
    {"code": "verblijf", "name": "Verblijf", "amountCents": M},
]
SQUARE = {
    "number": 1, "form": "square", "instalmentCount": 12, "motivation": "Ruimte voor maatwerk.",
    "categories": CATEGORIES,
}  # fmt: skip


async def budget(tenant: Tenant) -> None:
    """Divisions, a signed contract with a square and a guarantee, ceilings, and what is done in return."""
    client = tenant.client(ContractsClient)
    allocation = await _divide(client)
    contract = await _sign(tenant)
    await _move(tenant, await _square(client, contract))
    await _bound(client, contract, allocation)
    await _reciprocate(client, contract)


async def _divide(client: ContractsClient) -> contracts.BudgetAllocation:
    basis = {"method": "expectedClients", "totalCents": 10 * M, "areas": AREAS}
    new = contracts.NewBudgetAllocation.model_validate(
        {
            "name": "Gebieden",
            "year": 2027,
            "basis": basis,
            "currentCosts": [{"code": "gebied-1", "amountCents": 1}],
        }
    )
    made = await client.allocate_budget(new)
    other = await client.put_budget_allocation("verdeling/2", new.model_copy(update={"year": 2028}))
    assert await client.budget_allocation(made.id) == made
    assert await client.budget_allocations(year=2028) == [other]
    assert (await client.budget_allocation_derivation(made.id)).steps
    assert (await client.sufficiency(made.id)).unknown == 1
    return made


async def _sign(tenant: Tenant) -> contracts.Contract:
    """A contract with one provider, signed by both; it is not activated, so that nobody pays on it."""
    provider = tenant.providers[0]
    drafted = await tenant.client(ContractsClient).draft_contract(
        contracts.NewContract.model_validate(
            {
                "number": "VIERKANT-1", "name": "Aanvullende zorg", "municipalityCode": "0484", "legalForm": "contract",
                "provider": provider, "startDate": "2028-01-01", "baseTermMonths": 36, "fundingAgreements": [SQUARE],
                "frame": None, "agreements": [_agreement()],
                "guarantee": {"baseCents": M, "years": [{"year": 1, "basisPoints": 10_000}]},
            }
        )
    )  # fmt: skip
    await tenant.client(ContractsClient).sign(drafted.id, "wethouder zorg")
    return await tenant.client(ContractsClient, provider).sign(drafted.id)


def _agreement() -> dict[str, Any]:
    return {
        "number": 1, "code": "client-satisfaction", "name": "Klanttevredenheid", "kind": "outcome", "scope": "client",
        "unit": "grade 1-10", "operator": "min", "norm": "7.0", "lowest": "1", "highest": "10", "source": "clientSurvey",
    }  # fmt: skip


async def _square(client: ContractsClient, contract: contracts.Contract) -> contracts.CategorySquare:
    new = contracts.NewCategorySquare(contract_id=contract.id, year=2028)
    square = await client.open_square(new)
    other = await client.put_square("vierkant/2", new.model_copy(update={"year": 2029}))
    assert await client.squares(year=2029) == [other]
    spent = contracts.CategorySpending.model_validate(
        {"spentOn": "2028-03-31", "categories": [{"code": "ambulant", "spentCents": M}]}
    )
    assert await client.register_spending(square.id, spent) == await client.square(square.id)
    assert (await client.square_derivation(square.id)).steps
    return square


async def _move(tenant: Tenant, square: contracts.CategorySquare) -> None:
    client, colleague = tenant.client(ContractsClient), tenant.client(ContractsClient, end_user="b.visser")
    new = contracts.NewCategoryTransfer(
        square_id=square.id,
        from_code="ambulant",
        to_code="verblijf",
        amount_cents=M,
        motivation="Meer vraag.",
    )
    booked = await client.request_transfer(new)
    refused, withdrawn = await client.put_transfer("overheveling/2", new), await client.request_transfer(new)
    await colleague.consent_to_transfer(booked.id)
    assert (await client.book_transfer(booked.id)).state == "booked"
    assert (await colleague.refuse_transfer(refused.id, "De vraag is er ook daar.")).state == "refused"
    assert (await client.withdraw_category_transfer(withdrawn.id)).state == "withdrawn"
    assert [one.id for one in await client.category_transfers(state="refused")] == [refused.id]
    assert (await client.category_transfer(booked.id)).version == 3
    assert (await client.transfer_derivation(booked.id)).steps


async def _bound(
    client: ContractsClient, contract: contracts.Contract, allocation: contracts.BudgetAllocation
) -> None:
    population = (await client.populations())[0]
    terms: dict[str, Any] = {
        "name": "Pot", "year": 2028, "level": "populationAllLines", "quantity": "cost", "scope": "population",
        "populationId": str(population.id), "contractId": str(contract.id), "allocationId": str(allocation.id),
        "amountCents": 6 * M, "teamCents": 3 * M, "secondLineCents": 3 * M, "exemptCareTypes": [{"name": "crisiszorg"}],
    }  # fmt: skip
    made = await client.agree_ceiling(contracts.NewCeiling.model_validate(terms))
    other = await client.put_ceiling(
        "plafond/2", contracts.NewCeiling.model_validate({**terms, "year": 2029})
    )
    assert await client.ceilings(year=2029) == [other]
    shifted = await client.shift_lines(
        made.id, contracts.CeilingShift(from_line="secondLine", to_line="team", amount_cents=1)
    )
    assert await client.ceiling(made.id) == shifted
    revised = await client.revise_ceiling(made.id, 2, contracts.CeilingTerms.model_validate(terms))
    assert revised.version == 3
    counters = contracts.CeilingCounters(counted_on=date(2028, 6, 30), spent_cents=7 * M)
    assert (await client.check_ceiling(made.id, counters)).breached
    assert (await client.ceiling_derivation(made.id)).steps


async def _reciprocate(client: ContractsClient, contract: contracts.Contract) -> None:
    new = contracts.NewReciprocalObligation(
        contract_id=contract.id, kind="mobility", description="Voor de hele sector", due_on=date(2028, 6, 30)
    )
    made = await client.agree_obligation(new)
    other = await client.put_obligation("plan/2", new.model_copy(update={"kind": ObligationKind.RETRAINING}))
    done = await client.advance_obligation(made.id, contracts.ObligationStep(state="fulfilled"))
    assert await client.obligation(made.id) == done
    assert await client.obligations(state="agreed") == [other]
    (line,) = await client.reciprocity_report(contractId=contract.id)
    assert [one.code for one in line.warnings] == ["social-plan-missing"]
    assert (await client.obligation_derivation(made.id)).steps
