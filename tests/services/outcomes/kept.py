"""Rows as the service would have kept them after years of facts, where telling all of those would take too long."""

from collections.abc import Iterable
from typing import Any

from shared.kit.followers import Fact
from tests.services.outcomes.conftest import Measured


async def keep(measured: Measured, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Run a statement for each row, as the work on one fact."""
    tenant, of = measured.tenant, measured.contract
    fact = Fact("contracts", 0, "contract-activated", tenant.owner, of.id, of.version, tenant.today, {})
    ctx = tenant.house.services["outcomes"].system_context(tenant.owner, cause=fact)
    async with ctx.begin() as connection:
        for row in rows:
            await connection.raw.execute(statement, *row)
