"""The SQL on contract results: the newest version stays, and only the contract's parties find it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.contracts.contract_results import store
from services.contracts.contract_results.rules import ResultNotFound
from shared.values.results import ResultOutcome
from tests.services.contracts import given
from tests.services.contracts.contract_results.judging import GOOD, YEAR, TenantOn, judged


@pytest.mark.rule("R-X05")
async def test_an_older_version_is_not_written_over_a_newer(tenant_on: TenantOn) -> None:
    """The guard is in the statement itself: the same version and one before it change nothing."""
    tenant = await tenant_on(date(2027, 2, 1))
    contract, _ = await judged(tenant, dict.fromkeys(YEAR, GOOD))
    async with given.context(tenant).begin() as connection:
        connection.recorded = True
        known = await store.find_result(connection, contract.id, 2026)
        assert known is not None
        newer = replace(known, version=known.version + 2, outcome=ResultOutcome.NOT_MET)
        for one in (newer, known, replace(newer, outcome=ResultOutcome.MET_AND_AUDITED)):
            await store.save_result(connection, one, "service-contracts")
        assert await store.find_result(connection, contract.id, 2026) == newer


@pytest.mark.rule("R-X05")
async def test_a_stranger_finds_no_result_of_another_owner(tenant_on: TenantOn) -> None:
    """Row-level security and the store's own belt: not by its id, not by its contract, not by its year."""
    tenant, other = await tenant_on(date(2027, 2, 1)), await tenant_on(date(2027, 2, 1))
    contract, (result,) = await judged(tenant, dict.fromkeys(YEAR, GOOD))
    async with given.context(other).read() as connection:
        assert await store.list_results_by_contract(connection, [contract.id]) == []
        assert await store.find_result(connection, contract.id, 2026) is None
        with pytest.raises(ResultNotFound):
            await store.get_result(connection, result.id)
    async with given.context(tenant, tenant.providers[0]).read() as connection:
        assert (await store.get_result(connection, result.id)).id == result.id
