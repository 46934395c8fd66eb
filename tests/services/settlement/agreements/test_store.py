"""What is known is fetched together, and what a contract says no more holds no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.settlement.agreements import store
from services.settlement.agreements.rules import Agreement, KnownContract
from shared.values import new_id
from tests.services.settlement import given
from tests.support.lives import active_contract
from tests.support.statements import counted
from tests.support.tenants import Tenant

DAY = date(2026, 1, 1)


def known(tenant: Tenant, *numbers: int, **changes: Any) -> tuple[KnownContract, list[Agreement]]:
    """A contract with agreements of these numbers."""
    contract = KnownContract(
        id=new_id(), version=1, owner=tenant.owner, parties=[tenant.providers[0]], number="C-1", legal_form="contract",
        start_date=DAY, end_date=date(2029, 12, 31), payee=tenant.providers[0], members=[], product_codes=[],
        rests_from=None, rests_until=None, recidivism_months=None,
    )  # fmt: skip
    agreed = [
        Agreement(
            id=new_id(), version=1, owner=tenant.owner, external_reference=None, parties=contract.parties,
            contract_id=contract.id, number=number, form="production", product_codes=["02A15"], valid_from=DAY,
            valid_until=None, terms={"form": "production"},
        )
        for number in numbers
    ]  # fmt: skip
    return replace(contract, **changes), agreed


@pytest.mark.rule("R-X01")
async def test_what_a_contract_says_no_more_is_withdrawn_and_an_older_version_changes_nothing(
    tenant: Tenant,
) -> None:
    """Agreements 1 and 2, then 1 alone: 2 holds no more, 1 keeps its id; the first version again changes nothing."""
    contract, agreed = known(tenant, 1, 2)
    newer = replace(contract, version=2)
    async with given.context(tenant).begin() as connection:
        connection.recorded = True
        assert await store.save_contract(connection, contract, agreed, "test")
        assert await store.save_contract(
            connection, newer, [replace(agreed[0], id=new_id(), version=2)], "test"
        )
        assert not await store.save_contract(connection, contract, agreed, "test")
        found = (await store.prefetch(connection, tenant.owner, [contract.id], [])).agreements[contract.id]
    assert [(one.number, one.id, one.version) for one in found] == [(1, agreed[0].id, 2)]


async def test_what_is_known_comes_in_a_fixed_number_of_statements(tenant: Tenant) -> None:
    """Of one contract and product, or of many: four statements."""
    contract = await active_contract(tenant)
    async with given.context(tenant).read() as connection, counted(tenant.house, "settlement") as seen:
        await store.prefetch(connection, tenant.owner, [contract.id], ["02A15"])
        await store.prefetch(connection, tenant.owner, [contract.id, new_id()], ["02A15", "02A16"])
    assert len(seen) == 8, seen
