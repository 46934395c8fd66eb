"""A surrogate per municipality and reference, found or made in one statement; persons sealed in their own row."""

import asyncio
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from deploy.postgres import Cluster
from services.access.citizens import store
from tests.support.persons import NAME, OTHER_BSN, as_superuser, person, registered
from tests.support.tenants import Tenant, invented_oin


async def test_the_same_reference_keeps_its_surrogate(agreed: Any) -> None:
    """Found again in a later transaction; another reference gets another one."""
    owner = agreed.tenant.owner
    async with agreed.connection() as connection:
        first = await store.add_citizen(connection, owner, "inwoner-1", "balie")
    async with agreed.connection() as connection:
        assert await store.add_citizen(connection, owner, "inwoner-1", "balie") == first
        assert await store.add_citizen(connection, owner, "inwoner-2", "balie") != first


async def test_it_takes_one_statement_whether_known_or_new(agreed: Any) -> None:
    """Neither looks first and writes then."""
    seen: list[str] = []
    async with agreed.connection() as connection:
        with connection.raw.query_logger(lambda query: seen.append(query.query)):
            for _ in range(2):
                await store.add_citizen(connection, agreed.tenant.owner, "inwoner-1", "balie")
    assert len(seen) == 2


async def test_two_at_once_agree_on_one_surrogate(agreed: Any) -> None:
    """Eight transactions with the same new reference: one surrogate."""

    async def add() -> Any:
        async with agreed.connection() as connection:
            return await store.add_citizen(connection, agreed.tenant.owner, "inwoner-1", "balie")

    assert len(set(await asyncio.gather(*(add() for _ in range(8))))) == 1


async def test_the_same_reference_elsewhere_is_somebody_else(agreed: Any) -> None:
    """Two municipalities never share a surrogate."""
    other = invented_oin()
    async with agreed.connection() as connection:
        mine = await store.add_citizen(connection, agreed.tenant.owner, "inwoner-1", "balie")
    async with agreed.connection(other) as connection:
        assert await store.add_citizen(connection, other, "inwoner-1", "balie") != mine


async def test_nobody_but_the_municipality_sees_a_reference(agreed: Any) -> None:
    """The database itself shows a provider no citizen at all."""
    async with agreed.connection() as connection:
        await store.add_citizen(connection, agreed.tenant.owner, "inwoner-1", "balie")
        assert await connection.raw.fetchval("select count(*) from citizens") == 1
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        assert await connection.raw.fetchval("select count(*) from citizens") == 0


async def test_the_data_of_one_row_do_not_open_in_another(tenant: Tenant, cluster: Cluster) -> None:
    """Whoever copies sealed bytes to another citizen's row, or another municipality's, gets a fault and no data."""
    first = await registered(tenant)
    second = await registered(tenant, person("inwoner-2", bsn=OTHER_BSN))
    swap = "update citizens set sealed = (select sealed from citizens where id = $1) where id = $2"
    await as_superuser(cluster, tenant.house, swap, UUID(first["id"]), UUID(second["id"]))
    answer = await tenant.ask("access", "GET", f"/citizens/{second['id']}/personal-data")
    assert answer.status_code == 500 and NAME not in answer.text
    assert (await tenant.ask("access", "GET", f"/citizens/{first['id']}")).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        "bsn_hash = null, sealed = null, reference = null",
        "erased_on = current_date",
        "sealed = null",
        "moved_on = current_date",
    ],
)
async def test_the_table_itself_refuses_half_a_person(tenant: Tenant, cluster: Cluster, change: str) -> None:
    """No reference without an erasure, no erasure that leaves data, no hash without data, no move without a where."""
    made = await registered(tenant)
    with pytest.raises(asyncpg.CheckViolationError):
        await as_superuser(
            cluster, tenant.house, f"update citizens set {change} where id = $1", UUID(made["id"])
        )


async def test_the_same_bsn_stands_once_in_a_municipality(tenant: Tenant, cluster: Cluster) -> None:
    """The unique key is the last wall."""
    made = await registered(tenant)
    await registered(tenant, person("inwoner-2", bsn=OTHER_BSN))
    copy = (
        "update citizens set bsn_hash = (select bsn_hash from citizens where id = $1)"
        " where owner = $2 and reference = 'inwoner-2'"
    )
    with pytest.raises(asyncpg.UniqueViolationError):
        await as_superuser(cluster, tenant.house, copy, UUID(made["id"]), tenant.owner)
