"""What a contract says no more holds no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.settlement.agreements import store
from services.settlement.agreements.rules import Agreement, KnownContract
from shared.values import new_id
from tests.services.settlement import given
from tests.support.tenants import Tenant

DAY = date(2026, 1, 1)


def known(tenant: Tenant, *numbers: int) -> tuple[KnownContract, list[Agreement]]:
    """A contract with agreements of these numbers."""
    contract = KnownContract(new_id(), 1, tenant.owner, [tenant.providers[0]])
    agreed = [
        Agreement(
            id=new_id(), version=1, owner=tenant.owner, external_reference=None, parties=contract.parties,
            contract_id=contract.id, number=number, form="production", product_codes=["02A15"], valid_from=DAY,
            valid_until=None, terms={"form": "production", "number": number, "productCodes": ["02A15"]},
        )
        for number in numbers
    ]  # fmt: skip
    return contract, agreed


@pytest.mark.rule("R-X01")
async def test_what_a_contract_says_no_more_is_withdrawn_and_an_older_version_changes_nothing(
    tenant: Tenant,
) -> None:
    """Agreements 1 and 2, then 1 alone: 2 is found no more, 1 keeps its id; the first version again changes nothing."""
    contract, agreed = known(tenant, 1, 2)
    newer = replace(contract, version=2)
    async with given.context(tenant).begin() as connection:
        connection.recorded = True
        assert await store.save_contract(connection, contract, agreed, "test")
        assert await store.save_contract(
            connection, newer, [replace(agreed[0], id=new_id(), version=2)], "test"
        )
        assert not await store.save_contract(connection, contract, agreed, "test")
    listed = await tenant.ask("settlement", "GET", f"/funding-agreements?contractId={contract.id}")
    found = [(one["number"], one["id"], one["version"]) for one in listed.json()["items"]]
    assert found == [(1, str(agreed[0].id), 2)]
    statuses = [
        (await tenant.ask("settlement", "GET", f"/funding-agreements/{one.id}")).status_code for one in agreed
    ]
    assert statuses == [200, 404]
