"""The SQL on organisations: one row per OIN and purchaser, and only OINs that are OINs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.contracts.organisations import store
from services.contracts.organisations.rules import Organisation, OrganisationExists
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.organisations import FinancialSignal
from shared.values.terms import OrganisationKind
from tests.services.contracts import given
from tests.support.tenants import Tenant


def organisation(tenant: Tenant, oin: str | None = None) -> Organisation:
    """A provider as the tenant's purchaser registers it."""
    own = oin or tenant.providers[0]
    return Organisation(
        id=new_id(), version=1, owner=tenant.owner, external_reference=None, parties=[own], oin=own,
        kind=OrganisationKind.PROVIDER, name="De Rijnoever", municipality_code=None, agb_code=None,
    )  # fmt: skip


async def keep(tenant: Tenant, *organisations: Organisation) -> None:
    """Save organisations in a transaction of their own."""
    async with given.context(tenant).begin() as connection:
        for one in organisations:
            with store.once(one.oin):
                await store.ORGANISATIONS.add(connection, one, "tests")
        connection.recorded = True


async def test_an_oin_is_there_once_for_each_purchaser(
    tenant: Tenant, tenant_on: Callable[[date], Awaitable[Tenant]]
) -> None:
    """The same purchaser is refused; another one registers the same OIN, and the organisation reads both entries."""
    first = organisation(tenant)
    await keep(tenant, first)
    with pytest.raises(OrganisationExists):
        await keep(tenant, replace(first, id=new_id()))
    other = await tenant_on(tenant.today)
    second = organisation(other, first.oin)
    await keep(other, second)
    async with given.context(tenant, first.oin).read() as connection:
        assert await store.ORGANISATIONS.list_by(connection, "oin", [first.oin]) == [first, second]
    async with given.context(other).read() as connection:
        assert await store.ORGANISATIONS.list_by(connection, "oin", [first.oin]) == [second]


async def test_another_broken_key_is_not_taken_for_the_oin(tenant: Tenant) -> None:
    """A reference that this client used before stays the violation that it is, for the operation to look again."""
    first = replace(organisation(tenant), external_reference="org-1")
    await keep(tenant, first)
    second = replace(organisation(tenant, tenant.providers[1]), external_reference="org-1")
    with pytest.raises(asyncpg.UniqueViolationError, match="uq_organisations_external_reference"):
        await keep(tenant, second)


@pytest.mark.parametrize("oin", ["1", "0000009900000000100x", "000000990000000010011"])
async def test_the_database_itself_refuses_what_is_no_oin(tenant: Tenant, oin: str) -> None:
    """A CHECK asks for twenty digits, whatever the code does."""
    with pytest.raises(asyncpg.CheckViolationError, match="ck_organisations_oin"):
        await keep(tenant, organisation(tenant, oin))


async def test_a_page_is_filtered_on_oin_and_reference(tenant: Tenant) -> None:
    """By either, by both, and in order of registration when nothing is asked."""
    one = organisation(tenant)
    two = replace(organisation(tenant, tenant.providers[1]), external_reference="org-2")
    await keep(tenant, one, two)
    async with given.context(tenant).read() as connection:

        async def find(oin: str | None, reference: str | None) -> list[Organisation]:
            return (
                await store.ORGANISATIONS.page(
                    connection, PageRequest(), oin=oin, external_reference=reference
                )
            ).items

        assert await find(None, None) == [one, two]
        assert await find(one.oin, None) == [one]
        assert await find(two.oin, "org-2") == await find(None, "org-2") == [two]
        assert await find(one.oin, "org-2") == []


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"inhabitants": 5}, "counted"),
        ({"financial_signal": FinancialSignal.STABLE}, "signalled"),
        ({"own_risk_provision_cents": -1}, "figures"),
    ],
)
async def test_the_database_itself_refuses_figures_without_their_day(
    tenant: Tenant, change: dict[str, Any], check: str
) -> None:
    """What is counted or signalled has a day, and no provision is negative (N-100, N-102)."""
    with pytest.raises(asyncpg.CheckViolationError, match=f"ck_organisations_{check}"):
        await keep(tenant, replace(organisation(tenant), **change))
