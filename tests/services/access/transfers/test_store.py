"""Transfers in their table: sealed for one row, opened by the acceptance alone, guarded by their version."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from deploy.postgres import Cluster
from services.access.citizens import store as citizens
from services.access.citizens.rules import Citizen, Stated
from services.access.transfers import rules, store
from services.access.transfers.rules import TransferNotFound
from shared.kit.problems import PreconditionFailed
from shared.kit.sealing import SealBroken
from shared.values import new_id
from shared.values.terms import PersonalField
from tests.support.persons import as_superuser, neighbour
from tests.support.tenants import Tenant, invented_oin

PERSONAL = {PersonalField.FAMILY_NAME: Stated("Voorbeeld", "identification")}


async def a_transfer(tenant: Tenant, to: str) -> rules.Transfer:
    """An offered transfer of somebody, straight into the table."""
    ctx = tenant.house.services["access"].system_context(tenant.owner)
    somebody = Citizen(new_id(), 1, tenant.owner, "inwoner-1", PERSONAL)
    _, transfer, _ = rules.depart(somebody, None, date(2026, 6, 1), to, tenant.today)
    async with ctx.begin() as connection:
        connection.recorded = True
        await store.add_transfer(connection, citizens.keys_of(ctx), transfer, PERSONAL, "balie")
    return transfer


async def test_the_parcel_says_whose_it_is_and_what_goes_over(tenant: Tenant) -> None:
    """Opened by the recipient's transaction, it gives the former surrogate and the data with their purposes."""
    other = await neighbour(tenant)
    transfer = await a_transfer(tenant, other.owner)
    ctx = tenant.house.services["access"].system_context(other.owner)
    async with ctx.read() as connection:
        found = await store.get_transfer(connection, transfer.id)
        former, personal = await store.open_parcel(connection, citizens.keys_of(ctx), found)
    assert (former, personal, found.own_citizen_id) == (transfer.own_citizen_id, PERSONAL, None)


async def test_a_parcel_opens_in_its_own_transfer_alone(tenant: Tenant, cluster: Cluster) -> None:
    """Copied to another transfer it is broken."""
    first, second = [await a_transfer(tenant, invented_oin()) for _ in range(2)]
    swap = "update transfers set sealed = (select sealed from transfers where id = $1) where id = $2"
    await as_superuser(cluster, tenant.house, swap, first.id, second.id)
    ctx = tenant.house.services["access"].system_context(tenant.owner)
    async with ctx.read() as connection:
        with pytest.raises(SealBroken):
            await store.open_parcel(connection, citizens.keys_of(ctx), second)


async def test_an_answer_is_written_over_the_version_that_was_read(tenant: Tenant) -> None:
    """A second answer on the same version is too late."""
    transfer = await a_transfer(tenant, invented_oin())
    accepted, _ = rules.accept(transfer, tenant.today)
    ctx = tenant.house.services["access"].system_context(tenant.owner)
    async with ctx.begin() as connection:
        connection.recorded = True
        await store.save_answer(connection, accepted)
        with pytest.raises(PreconditionFailed):
            await store.save_answer(connection, accepted)


async def test_who_is_no_party_finds_nothing(tenant: Tenant) -> None:
    """Neither a third municipality nor who is limited to some citizens, such as a portal."""
    transfer = await a_transfer(tenant, invented_oin())
    third = await neighbour(tenant)
    ctx = tenant.house.services["access"].system_context(third.owner)
    async with ctx.read() as connection:
        with pytest.raises(TransferNotFound):
            await store.get_transfer(connection, transfer.id)
        await connection.raw.execute(f"set local app.organisations = '{tenant.owner}'")
        assert await connection.raw.fetchval("select count(*) from transfers") == 1
        await connection.raw.execute(f"set local app.citizens = '{new_id()}'")
        assert await connection.raw.fetchval("select count(*) from transfers") == 0


@pytest.mark.parametrize(
    "change",
    [
        "state = 'accepted'",
        "sealed = null",
        "recipient = owner",
        "expires_on = offered_on - 1",
        "state = 'lost'",
    ],
)
async def test_the_table_itself_refuses_what_cannot_be(tenant: Tenant, cluster: Cluster, change: str) -> None:
    """An answer without a day, an open one without its parcel, a transfer to oneself, a term that ends before it begins."""
    transfer = await a_transfer(tenant, invented_oin())
    with pytest.raises(asyncpg.CheckViolationError):
        await as_superuser(
            cluster, tenant.house, f"update transfers set {change} where id = $1", UUID(str(transfer.id))
        )
