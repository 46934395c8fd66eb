"""The SQL behind findings: by contract, closed off per purchaser, subsidies page by page on their own index."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.contracts.findings import rules, store
from services.contracts.findings.rules import Circumstances
from services.contracts.findings.rules import facts as known
from services.contracts.findings.store import around
from shared.kit.rows import PageRequest
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.support.tenants import Tenant

DAY = date(2026, 1, 1)


async def keep(ready: Ready, contract_id: UUID, facts: Circumstances) -> rules.ContractCircumstances:
    """Save circumstances in a transaction of their own."""
    made = rules.first_known(ready.tenant.owner, contract_id, facts, DAY)
    async with given.context(ready.tenant).begin() as connection:
        await store.CIRCUMSTANCES.add(connection, made, "tests")
        connection.recorded = True
    return made


async def test_circumstances_come_back_as_they_went_in_and_to_their_purchaser_alone(
    ready: Ready, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """Nested facts and limits survive the table; neither a party nor a stranger reads the row."""
    contract = await ready.draft()
    facts = Circumstances(
        pool_member=False,
        care_types=[known.CareType(name="verblijf", cases=3, cost_cents=45_000_000)],
        limits=known.Limits(short_term_months=24),
    )
    made = await keep(ready, contract.id, facts)
    stranger = await tenant_on(DAY)
    readers: list[tuple[Tenant, str | None, dict[UUID, Any]]] = [
        (ready.tenant, None, {contract.id: made}),
        (ready.tenant, ready.lead, {}),
        (stranger, None, {}),
    ]
    for tenant, oin, expected in readers:
        async with given.context(tenant, oin).read() as connection:
            assert await store.find_circumstances(connection, [contract.id]) == expected


async def test_a_contract_has_one_row_of_circumstances(ready: Ready) -> None:
    """The database itself refuses a second one, and one of a contract that is not there."""
    contract = await ready.draft()
    await keep(ready, contract.id, Circumstances())
    with pytest.raises(asyncpg.UniqueViolationError, match="uq_circumstances_owner_contract_id"):
        await keep(ready, contract.id, Circumstances())
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await keep(ready, UUID("018f0000-0000-7000-8000-000000000000"), Circumstances())


async def test_another_party_for_the_same_population_is_a_choice(ready: Ready) -> None:
    """A running contract of another party counts; a draft, or one of the same party, does not; a provider counts nothing."""
    draft, provider = await ready.draft(number="A-1"), ready.tenant.providers[1]
    await ready.signed(number="A-2")

    async def chosen(oin: str | None = None) -> set[UUID]:
        async with given.context(ready.tenant, oin).read() as connection:
            return await around.find_chosen_among(connection, [draft.id])

    other = await ready.draft(number="B-1", consortiumId=None, provider=provider)
    assert await chosen() == set()
    await ready.client().sign(other.id)
    await ready.client(provider).sign(other.id)
    assert await chosen() == {draft.id}
    assert await chosen(ready.lead) == set()


@pytest.mark.rule("F-19")
async def test_subsidies_are_walked_page_by_page(ready: Ready) -> None:
    """Pages of one give all that reach for results, oldest or newest first, and no other contract."""
    funding = {
        "number": 1, "form": "lumpSumSubsidy", "annualAmountCents": 1, "instalmentCount": 1,
        "activities": [{"number": 1, "description": "x"}],
    }  # fmt: skip
    told: dict[str, Any] = {"legalForm": "subsidy", "fundingAgreements": [funding]}
    kept = [(await ready.draft(number=f"S-{number}", **told)).id for number in range(3)]
    await ready.draft(number="S-free", **told, agreements=[])
    await ready.draft(number="C-1")
    for descending in (False, True):
        walked, after = [], None
        async with given.context(ready.tenant).read() as connection:
            while True:
                found = await store.list_subsidies(connection, PageRequest(1, after, descending))
                walked += [one.id for one in found.items]
                if found.last is None:
                    break
                after = found.last
        assert walked == (kept[::-1] if descending else kept)
