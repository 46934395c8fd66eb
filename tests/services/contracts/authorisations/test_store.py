"""The SQL on authorisations: seen by both ends, kept in the shape that the rules give them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import asyncpg
import pytest

from services.contracts.authorisations import store
from services.contracts.authorisations.rules import Authorisation, AuthorisationNotFound
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import ActorKind, HolderRole
from tests.services.contracts import given
from tests.support.tenants import Tenant, invented_oin


def authorisation(owner: str, holder: str, **other: Any) -> Authorisation:
    """A vendor's right to read contracts."""
    one = Authorisation(
        id=new_id(), version=1, owner=owner, external_reference=None, parties=sorted([owner, holder]),
        holder=holder, kind=ActorKind.VENDOR, principal_kind=ActorKind.PURCHASER, scopes=["contracts:read"],
        citizen_id=None, valid_from=date(2026, 1, 1), valid_until=None, withdrawn_on=None,
    )  # fmt: skip
    return replace(one, **other)


async def keep(tenant: Tenant, *several: Authorisation) -> None:
    """Save authorisations of the tenant's municipality."""
    async with given.context(tenant).begin() as connection:
        for one in several:
            await store.add_authorisation(connection, one, "tests")
        connection.recorded = True


async def test_both_ends_read_it_and_filter_on_holder_role_and_reference(tenant: Tenant) -> None:
    """Each filter by itself and two at once; a stranger reads none."""
    first, second = invented_oin(), invented_oin()
    one = authorisation(tenant.owner, first)
    two = authorisation(tenant.owner, first, kind=ActorKind.RESEARCHER, external_reference="m-2")
    three = authorisation(tenant.owner, second)
    await keep(tenant, one, two, three)
    for oin, holder, role, reference, expected in (
        (None, None, None, None, [one, two, three]),
        (None, first, None, None, [one, two]),
        (None, None, HolderRole.RESEARCHER, None, [two]),
        (None, first, HolderRole.VENDOR, None, [one]),
        (None, None, None, "m-2", [two]),
        (second, None, None, None, [three]),
        (invented_oin(), None, None, None, []),
    ):
        async with given.context(tenant, oin).read() as connection:
            found = await store.list_authorisations(connection, PageRequest(), holder, role, reference)
            assert found.items == expected
    async with given.context(tenant, invented_oin()).read() as connection:
        with pytest.raises(AuthorisationNotFound):
            await store.get_authorisation(connection, one.id)


async def test_what_was_given_to_a_holder_leaves_out_what_was_taken_back(tenant: Tenant) -> None:
    """Only what still stands can be given twice."""
    holder = invented_oin()
    one = authorisation(tenant.owner, holder)
    gone = authorisation(tenant.owner, holder, withdrawn_on=date(2026, 1, 1))
    await keep(tenant, one, gone, authorisation(tenant.owner, invented_oin()))
    async with given.context(tenant).begin() as connection:
        assert await store.lock_given(connection, tenant.owner, holder) == [one]
        connection.recorded = True


async def test_a_version_that_another_changed_is_not_written_over(tenant: Tenant) -> None:
    """The second of two that read version 1 is refused."""
    one = authorisation(tenant.owner, invented_oin())
    await keep(tenant, one)
    taken = replace(one, version=2, withdrawn_on=date(2026, 1, 2))
    async with given.context(tenant).begin() as connection:
        await store.save_withdrawn(connection, taken)
        connection.recorded = True
    with pytest.raises(PreconditionFailed):
        async with given.context(tenant).begin() as connection:
            await store.save_withdrawn(connection, replace(taken, withdrawn_on=date(2026, 1, 1)))
    async with given.context(tenant).read() as connection:
        assert await store.get_authorisation(connection, one.id) == taken


@pytest.mark.rule("F-26")
@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ({"kind": ActorKind.OMBUDS}, "ck_authorisations_case"),
        ({"citizen_id": new_id()}, "ck_authorisations_case"),
        ({"valid_until": date(2025, 12, 31)}, "ck_authorisations_dates"),
        ({"holder": "1"}, "ck_authorisations_holder_oin"),
    ],
)
async def test_the_database_itself_refuses_what_is_no_authorisation(
    tenant: Tenant, wrong: dict[str, Any], check: str
) -> None:
    """An ombuds officer without a case, a case for another, days that run backward, a holder without OIN."""
    with pytest.raises(asyncpg.CheckViolationError, match=check):
        await keep(tenant, replace(authorisation(tenant.owner, invented_oin()), **wrong))
