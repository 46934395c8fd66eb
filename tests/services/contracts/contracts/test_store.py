"""The SQL on contracts: changed by version, complete once in force, told again as it was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.contracts.contracts import store
from services.contracts.contracts.rules import Contract, NumberUsed
from shared.errors import ReferenceUsed
from shared.kit.problems import PreconditionFailed
from shared.schemas.contracts import ContractChange
from shared.values import new_id
from shared.values.terms import ContractState
from tests.services.contracts import examples, given
from tests.services.contracts.conftest import Ready, make_ready
from tests.support.tenants import Tenant


def draft(ready: Ready, **changes: Any) -> Contract:
    """A draft of the tenant's purchaser that names its own consortium and population."""
    named = {"consortium_id": ready.consortium_id, "population_id": ready.population_id}
    return replace(examples.draft(**named), id=new_id(), owner=ready.tenant.owner, **changes)


async def keep(ready: Ready, *contracts: Contract) -> None:
    """Save new contracts in a transaction of their own."""
    async with given.context(ready.tenant).begin() as connection:
        for one in contracts:
            await store.add_contract(connection, one, "tests")
        connection.recorded = True


async def save(ready: Ready, contract: Contract) -> None:
    """Save a contract's next version in a transaction of its own."""
    async with given.context(ready.tenant).begin() as connection:
        await store.save_contract(connection, contract)
        connection.recorded = True


async def running(ready: Ready, consortium_id: UUID) -> list[Contract]:
    """The active contracts of a consortium."""
    async with given.context(ready.tenant).read() as connection:
        return await store.list_running(connection, consortium_id)


@pytest.mark.rule("R-C08")
async def test_a_version_that_another_changed_is_not_written_over(ready: Ready) -> None:
    """The second of two that read version 1 is refused, and so is a lock on another version than the newest."""
    kept = draft(ready)
    await keep(ready, kept)
    first = replace(kept, version=2, name="De eerste")
    await save(ready, first)
    with pytest.raises(PreconditionFailed):
        await save(ready, replace(kept, version=2, name="De tweede"))
    async with given.context(ready.tenant).begin() as connection:
        with pytest.raises(PreconditionFailed):
            await store.lock_contract(connection, kept.id, 1)
        assert await store.lock_contract(connection, kept.id, 2) == first
        connection.recorded = True


@pytest.mark.rule("R-C01")
@pytest.mark.rule("R-C04")
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"payee": None}, "ck_contracts_complete"),
        ({"consortium_id": None}, "ck_contracts_complete"),
        ({"provider": "00000099000000001001"}, "ck_contracts_complete"),
        ({"end_date": date(2025, 12, 31)}, "ck_contracts_term"),
        ({"latest_end_date": date(2029, 12, 30)}, "ck_contracts_term"),
    ],
    ids=["no-payee", "no-provider", "two-providers", "ends-before-it-starts", "ends-after-its-latest-end"],
)
async def test_the_database_itself_refuses_an_active_contract_with_a_gap(
    ready: Ready, changes: dict[str, Any], constraint: str
) -> None:
    """CHECKs keep what is in force complete and its dates in order, whatever the code does."""
    kept = draft(ready)
    await keep(ready, kept)
    told = {name: getattr(examples.active(), name) for name in ("payee", "end_date", "latest_end_date")}
    active = replace(kept, version=2, state=ContractState.ACTIVE, **told)
    with pytest.raises(asyncpg.CheckViolationError, match=constraint):
        await save(ready, replace(active, **changes))
    await save(ready, active)
    assert await running(ready, ready.consortium_id) == [active]
    assert await running(ready, new_id()) == []


async def test_a_contract_names_a_consortium_of_its_own_purchaser(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """The foreign key holds the owner too: a consortium of another purchaser is none."""
    other = await make_ready(await tenant_on(ready.tenant.today))
    with pytest.raises(asyncpg.ForeignKeyViolationError, match="consortia"):
        await keep(ready, draft(ready, consortium_id=other.consortium_id))


async def test_a_number_and_a_reference_are_each_used_once(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Refused by name for the same purchaser, when drafted and when changed; free for another purchaser."""
    first, second = draft(ready, external_reference="zaak:1"), draft(ready, number="B")
    await keep(ready, first, second)
    with pytest.raises(NumberUsed):
        await keep(ready, draft(ready))
    with pytest.raises(NumberUsed):
        await save(ready, replace(second, version=2, number=first.number))
    with pytest.raises(ReferenceUsed):
        await keep(ready, draft(ready, number="C", external_reference="zaak:1"))
    other = await make_ready(await tenant_on(ready.tenant.today))
    await keep(other, draft(other, external_reference="zaak:1"))


@pytest.mark.rule("R-C08")
async def test_a_version_is_read_by_who_was_a_party_to_it(ready: Ready) -> None:
    """An auditor named in version 2 reads that one and not what stood before; the lead reads both, and no third."""
    contract = await ready.draft(auditor=None)
    change = ContractChange(auditor=ready.tenant.auditor)
    changed = await ready.client().change_draft(contract.id, 1, change)
    both = [one.model_dump(mode="json", by_alias=True) for one in (contract, changed)]
    for oin, expected in ((ready.lead, [*both, None]), (ready.tenant.auditor, [None, both[1], None])):
        async with given.context(ready.tenant, oin).read() as connection:
            now = await store.get_contract(connection, contract.id)
            assert [await store.find_version(connection, now, number) for number in (1, 2, 3)] == expected
