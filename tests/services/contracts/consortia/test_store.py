"""The SQL on consortia: members as they were named, seen by each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.contracts.consortia import store
from services.contracts.consortia.rules import Consortium, ConsortiumNotFound, Member
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import MemberRole
from tests.services.contracts import given
from tests.support.tenants import Tenant


def consortium(tenant: Tenant, *oins: str, reference: str | None = None) -> Consortium:
    """A consortium of these providers, the first as main contractor and lead."""
    members = [
        Member(oin, MemberRole.SUB if number else MemberRole.MAIN, payment_lead=not number)
        for number, oin in enumerate(oins)
    ]
    return Consortium(
        id=new_id(), version=1, owner=tenant.owner, external_reference=reference, parties=sorted(oins),
        name="Samen Sterk", start_date=date(2026, 1, 1), members=members,
    )  # fmt: skip


async def keep(tenant: Tenant, *consortia: Consortium) -> None:
    """Save consortia in a transaction of their own."""
    async with given.context(tenant).begin() as connection:
        for one in consortia:
            await store.CONSORTIA.add(connection, one, "tests")
        connection.recorded = True


@pytest.mark.rule("R-C11")
async def test_members_come_back_with_their_roles_in_their_order(tenant: Tenant) -> None:
    """Eight members as they were named: the lead first, each with its role."""
    kept = consortium(tenant, *tenant.providers)
    await keep(tenant, kept)
    async with given.context(tenant).read() as connection:
        assert await store.CONSORTIA.get(connection, kept.id) == kept


async def test_each_member_sees_the_consortia_that_it_is_in(tenant: Tenant) -> None:
    """A provider in one of two sees that one, in a page and by id; the auditor sees none."""
    first, second, third = tenant.providers[:3]
    one, two = consortium(tenant, first, second), consortium(tenant, second, third, reference="svb-2")
    await keep(tenant, one, two)
    for oin, expected in ((first, [one]), (second, [one, two]), (third, [two]), (tenant.auditor, [])):
        async with given.context(tenant, oin).read() as connection:
            assert (await store.CONSORTIA.page(connection, PageRequest())).items == expected
            assert await store.CONSORTIA.list_by(connection, "id", [one.id, two.id]) == expected
    async with given.context(tenant, first).read() as connection:
        assert (await store.CONSORTIA.page(connection, PageRequest(), external_reference="svb-2")).items == []
        with pytest.raises(ConsortiumNotFound):
            await store.CONSORTIA.get(connection, two.id)


async def test_a_page_ends_where_the_next_begins(tenant: Tenant) -> None:
    """Three consortia in pages of two, forward and backward, none twice and none left out."""
    kept = [consortium(tenant, oin) for oin in tenant.providers[:3]]
    await keep(tenant, *kept)
    async with given.context(tenant).read() as connection:
        for descending in (False, True):
            expected = kept[::-1] if descending else kept
            first = await store.CONSORTIA.page(connection, PageRequest(2, None, descending))
            assert (first.items, first.last) == (expected[:2], expected[1].id)
            rest = await store.CONSORTIA.page(connection, PageRequest(2, first.last, descending))
            assert (rest.items, rest.last) == (expected[2:], None)


@pytest.mark.rule("R-C11")
async def test_the_database_itself_refuses_a_consortium_without_members(tenant: Tenant) -> None:
    """None is SQL NULL, never JSON null: a consortium whose members are not known cannot be there."""
    unknown: Any = None
    with pytest.raises(asyncpg.NotNullViolationError, match="members"):
        await keep(tenant, replace(consortium(tenant, tenant.providers[0]), members=unknown))
