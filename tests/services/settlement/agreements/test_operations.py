"""What was agreed on paying follows contracts, and is read by who is a party to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.clients.base import Refusal
from shared.clients.contracts import ContractsClient
from shared.clients.settlement import SettlementClient
from shared.schemas import contracts as schemas
from tests.services.contracts.tariffs.examples import ELEMENTS
from tests.support.lives import active_contract, funding
from tests.support.tenants import Tenant

PRODUCTION: dict[str, Any] = {
    "number": 2,
    "form": "production",
    "product_codes": ["02A15"],
    "motivation": "Meer hulp, meer geld.",
}


async def product(
    tenant: Tenant, code: str = "02A15", unit: str = "hour", amount: str = "55.00", **tariff: Any
) -> schemas.Tariff:
    """A product in the catalogue, with its general tariff."""
    new = {
        "code": code, "category": "02", "name": "Begeleiding", "laws": ["wmo2015"], "unit": unit, "line": "second",
        "provisionType": "tailorMade", "validFrom": "2026-01-01",
    }  # fmt: skip
    client = tenant.client(ContractsClient)
    await client.register_product(schemas.NewProduct.model_validate(new))
    priced = {
        "productCode": code,
        "amount": amount,
        "costElements": ELEMENTS,
        "validFrom": "2026-01-01",
        **tariff,
    }
    return await client.agree_tariff(schemas.NewTariff.model_validate(priced))


@pytest.mark.rule("R-X01")
async def test_every_funding_agreement_of_a_contract_is_known(tenant: Tenant) -> None:
    """A lump sum beside production: both are there once the feed was followed, and the lump sum alone has a schedule."""
    await product(tenant)
    contract = await active_contract(
        tenant, funding_agreements=[funding(), PRODUCTION], product_codes=["02A15"]
    )
    client = tenant.client(SettlementClient)
    found = await client.funding_agreements(contractId=str(contract.id))
    assert [(one.number, one.form, one.product_codes) for one in found] == [
        (1, "lumpSumRetention", []), (2, "production", ["02A15"]),
    ]  # fmt: skip
    assert found[0].terms == contract.funding_agreements[0] and found[0].version == contract.version
    assert {one.valid_from for one in found} == {date(2026, 1, 1)}
    assert await client.funding_agreement(found[1].id) == found[1]
    assert len(await client.schedules(contract.id)) == 1
    payee = tenant.client(SettlementClient, contract.payee)
    assert await payee.funding_agreements() == found


@pytest.mark.rule("R-X01")
async def test_a_contract_that_pays_nothing_ahead_is_known_too(tenant: Tenant) -> None:
    """Production alone: no schedule, but but its agreement; ended early, the agreement is that of the newest version."""
    await product(tenant)
    contract = await active_contract(
        tenant, funding_agreements=[{**PRODUCTION, "number": 1}], product_codes=["02A15"]
    )
    client = tenant.client(SettlementClient)
    before = (await client.funding_agreements())[0]
    assert await client.schedules(contract.id) == []
    consent = {
        "ground": "mutualConsent",
        "lastDay": "2026-06-30",
        "agreedOn": "2026-01-01",
        "motivation": "Samen besloten.",
    }
    ended = schemas.NewTermination.model_validate(consent)
    await tenant.client(ContractsClient).terminate(contract.id, ended)
    await tenant.drain()
    after = (await client.funding_agreements())[0]
    assert after.id == before.id and after.version > before.version


@pytest.mark.rule("R-C28")
async def test_tariffs_follow_with_their_whole_table(tenant: Tenant) -> None:
    """50.00 that falls 2 % each half-year is known as 50.00, 49.00, 48.02, 47.06; that of one provider is its own to read."""
    path = {"reductionBasisPoints": 200, "periodMonths": 6, "periods": 3}
    general = await product(tenant, amount="50.00", path=path, indexed=False)
    contracts, client = tenant.client(ContractsClient), tenant.client(SettlementClient)
    own = {
        "productCode": "02A15",
        "provider": tenant.providers[1],
        "amount": "55.00",
        "validFrom": "2026-01-01",
    }
    narrow = await contracts.agree_tariff(schemas.NewTariff.model_validate(own))
    await tenant.drain()
    known = {one.id: one for one in await client.tariffs(productCode="02A15")}
    assert [one.amount for one in known[general.id].amounts] == ["50.00", "49.00", "48.02", "47.06"]
    assert await client.tariff(narrow.id) == known[narrow.id]
    stranger = tenant.client(SettlementClient, tenant.providers[1])
    assert [one.id for one in await stranger.tariffs()] == [narrow.id]
    with pytest.raises(Refusal) as refused:
        await stranger.tariff(general.id)
    assert refused.value.problem["code"] == "known-tariff-not-found"
