"""The SQL on mandates: never lengthened by accident, never backward, found by who holds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from services.contracts.mandates import store
from services.contracts.mandates.rules import Mandate
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import Law
from tests.services.contracts import given
from tests.services.contracts.mandates.test_rules import mandate
from tests.support.tenants import Tenant


async def keep(tenant: Tenant, *mandates: Mandate) -> list[Mandate]:
    """Save mandates of the tenant's municipality in a transaction of their own."""
    kept = [replace(one, id=new_id(), owner=tenant.owner) for one in mandates]
    async with given.context(tenant).begin() as connection:
        for one in kept:
            await store.add_mandate(connection, one, "tests")
        connection.recorded = True
    return kept


@pytest.mark.rule("R-A03")
async def test_a_version_that_another_changed_is_not_written_over(tenant: Tenant) -> None:
    """The second of two that read version 1 is refused; the last day is what the first one wrote."""
    (kept,) = await keep(tenant, mandate())
    shorter = replace(kept, version=2, valid_until=date(2026, 6, 30))
    async with given.context(tenant).begin() as connection:
        await store.save_withdrawn(connection, shorter)
        connection.recorded = True
    with pytest.raises(PreconditionFailed):
        async with given.context(tenant).begin() as connection:
            await store.save_withdrawn(connection, replace(shorter, valid_until=date(2026, 9, 30)))
    async with given.context(tenant).read() as connection:
        assert await store.get_mandate(connection, kept.id) == shorter


@pytest.mark.rule("R-A03")
async def test_the_database_itself_refuses_a_period_that_runs_backward(tenant: Tenant) -> None:
    """A CHECK keeps the last day on or after the first; one day and no last day are possible."""
    day = date(2026, 1, 1)
    await keep(tenant, mandate(day, day), mandate(day, None))
    with pytest.raises(asyncpg.CheckViolationError, match="ck_mandates_period"):
        await keep(tenant, mandate(day, date(2025, 12, 31)))


async def test_mandates_are_filtered_on_holder_law_and_reference(tenant: Tenant) -> None:
    """Each filter by itself and two at once; nobody but the municipality reads any."""
    one, two, three = await keep(
        tenant,
        mandate(),
        replace(mandate(), law=Law.JEUGDWET, external_reference="man-2"),
        replace(mandate(), holder="l.consulent"),
    )
    async with given.context(tenant).read() as connection:
        for holder, law, reference, expected in (
            (None, None, None, [one, two, three]),
            ("k.consulent", None, None, [one, two]),
            ("k.consulent", Law.WMO_2015, None, [one]),
            (None, Law.JEUGDWET, None, [two]),
            (None, None, "man-2", [two]),
            ("l.consulent", Law.JEUGDWET, None, []),
        ):
            found = await store.list_mandates(connection, PageRequest(), holder, law, reference)
            assert found.items == expected
    async with given.context(tenant, tenant.providers[0]).read() as connection:
        assert (await store.list_mandates(connection, PageRequest(), None, None, None)).items == []
