"""What was agreed on paying, in the graph."""

import pytest

from tests.services.settlement.agreements.test_operations import PRODUCTION, product
from tests.support.lives import active_contract, funding
from tests.support.tenants import Tenant

QUERY = """
query($contract: UUID!, $id: UUID!, $tariff: UUID!) {
  knownFundingAgreements(contractId: $contract, form: "production") { edges { node { id number terms } } }
  knownFundingAgreement(id: $id) { form productCodes }
  knownTariffs(productCode: "02A15") { edges { node { id amounts { validFrom amount } tiers { amountCents } } } }
  knownTariff(id: $tariff) { unit }
}
"""


@pytest.mark.rule("R-X01")
async def test_agreements_and_tariffs_are_read_in_one_query(tenant: Tenant) -> None:
    """Production of 02A15 at 55.00 an hour: the agreement as the contract says it, and the table of the tariff."""
    tariff = await product(tenant)
    contract = await active_contract(
        tenant, funding_agreements=[funding(), PRODUCTION], product_codes=["02A15"]
    )
    listed = await tenant.ask("settlement", "GET", "/funding-agreements?form=production")
    named = {"contract": str(contract.id), "id": listed.json()["items"][0]["id"], "tariff": str(tariff.id)}
    answer = await tenant.ask("settlement", "POST", "/graphql", json={"query": QUERY, "variables": named})
    found = answer.json()["data"]
    assert found["knownFundingAgreements"]["edges"][0]["node"]["terms"]["form"] == "production"
    assert found["knownFundingAgreement"] == {"form": "production", "productCodes": ["02A15"]}
    assert found["knownTariffs"]["edges"][0]["node"]["amounts"][0]["amount"] == "55.00"
    assert found["knownTariff"] == {"unit": "hour"}
