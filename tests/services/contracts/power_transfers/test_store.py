"""The SQL on transfers of powers: seen by both purchasers, found by who received them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from services.contracts.power_transfers import store
from services.contracts.power_transfers.rules import PowerTransfer, PowerTransferNotFound
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.terms import Law
from tests.services.contracts import given
from tests.services.contracts.power_transfers.test_rules import transfer
from tests.support.tenants import Tenant, invented_oin


async def keep(tenant: Tenant, *several: PowerTransfer) -> list[PowerTransfer]:
    """Save transfers of the tenant's municipality in a transaction of their own."""
    kept = [
        replace(one, id=new_id(), owner=tenant.owner, parties=sorted([tenant.owner, one.holder]))
        for one in several
    ]
    async with given.context(tenant).begin() as connection:
        for one in kept:
            await store.add_transfer(connection, one, "tests")
        connection.recorded = True
    return kept


@pytest.mark.rule("R-C51")
async def test_a_region_finds_what_it_received_and_nobody_else_does(tenant: Tenant) -> None:
    """The municipality reads all of it, a region its own part, as purchaser too; a stranger reads nothing."""
    first, second = invented_oin(), invented_oin()
    one, two, three = await keep(
        tenant,
        transfer(holder=first),
        transfer(
            Law.WMO_2015, Law.JEUGDWET, holder=first, municipality_code="0569", external_reference="r-2"
        ),
        transfer(holder=second),
    )
    for oin, holder, code, reference, expected in (
        (tenant.owner, None, None, None, [one, two, three]),
        (tenant.owner, first, None, None, [one, two]),
        (tenant.owner, None, "0484", None, [one, three]),
        (tenant.owner, None, None, "r-2", [two]),
        (first, None, None, None, [one, two]),
        (second, None, None, None, [three]),
        (invented_oin(), None, None, None, []),
    ):
        ctx = given.context(tenant).acting_for(oin)
        async with ctx.read() as connection:
            found = await store.list_transfers(connection, PageRequest(), holder, code, reference)
            assert found.items == expected
            received = await store.list_received(connection, ["0484"])
            assert received == {first: [one], second: [three]}.get(oin, [])
    async with given.context(tenant).acting_for(second).read() as connection:
        with pytest.raises(PowerTransferNotFound):
            await store.get_transfer(connection, one.id)


async def test_a_page_goes_on_where_the_last_one_ended(tenant: Tenant) -> None:
    """Pages of one give all of them, oldest or newest first."""
    kept = await keep(tenant, *(transfer(holder=invented_oin()) for _ in range(3)))
    for descending in (False, True):
        walked, after = [], None
        async with given.context(tenant).read() as connection:
            while True:
                page = PageRequest(1, after, descending)
                found = await store.list_transfers(connection, page, None, None, None)
                walked += found.items
                if found.last is None:
                    break
                after = found.last
        assert walked == (kept[::-1] if descending else kept)


@pytest.mark.rule("R-C51")
async def test_a_version_that_another_changed_is_not_written_over(tenant: Tenant) -> None:
    """The second of two that read version 1 is refused; the last day is what the first one wrote."""
    (kept,) = await keep(tenant, transfer())
    shorter = replace(kept, version=2, valid_until=date(2026, 6, 30))
    async with given.context(tenant).begin() as connection:
        await store.save_withdrawn(connection, shorter)
        connection.recorded = True
    with pytest.raises(PreconditionFailed):
        async with given.context(tenant).begin() as connection:
            await store.save_withdrawn(connection, replace(shorter, valid_until=date(2026, 9, 30)))
    async with given.context(tenant).read() as connection:
        assert await store.get_transfer(connection, kept.id) == shorter


@pytest.mark.rule("R-C51")
async def test_the_database_itself_refuses_what_is_no_transfer(tenant: Tenant) -> None:
    """No law at all, or days that run backward."""
    with pytest.raises(asyncpg.CheckViolationError, match="ck_power_transfers_laws"):
        await keep(tenant, replace(transfer(), laws=[]))
    with pytest.raises(asyncpg.CheckViolationError, match="ck_power_transfers_period"):
        await keep(tenant, transfer(valid_until=date(2025, 12, 31)))
