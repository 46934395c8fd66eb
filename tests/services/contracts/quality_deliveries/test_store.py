"""The SQL on delivered quality: per trajectory, seen by the purchaser and who delivered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.contracts.quality_deliveries import store
from services.contracts.quality_deliveries.rules import QualityDeliveryNotFound
from tests.services.contracts import given
from tests.services.contracts.quality_deliveries.examples import SUMMER, ReadyOn, line, running, told


@pytest.mark.rule("R-C32")
async def test_lines_come_to_one_row_a_trajectory_for_whom_may_see_it(ready_on: ReadyOn) -> None:
    """Hours as an exact sum, the newest value beside it; a stranger and another member read nothing of it."""
    ready, contract = await running(ready_on)
    lines = [
        line(periodFrom="2026-01-01", periodUntil="2026-01-31", value="0.1", completed=False),
        line(periodFrom="2026-02-01", periodUntil="2026-02-28", value="0.2"),
    ]
    made = await ready.ask("POST", "/quality-deliveries", oin=ready.lead, json=told(contract, *lines))
    identity = made.json()["touched"][0]
    for tenant, oin, seen in (
        (ready.tenant, None, 1),
        (ready.tenant, ready.lead, 1),
        (ready.tenant, ready.tenant.providers[1], 0),
        ((await ready_on(SUMMER)).tenant, None, 0),
    ):
        async with given.context(tenant, oin).read() as connection:
            found = (await store.list_measured(connection, [contract.id]))[contract.id]
            assert len(found) == seen
            if seen:
                (one,) = found
                assert (one.total, one.newest, one.completed) == (Decimal("0.3"), "0.2", True)
                continue
            with pytest.raises(QualityDeliveryNotFound):
                await store.DELIVERIES.get(connection, identity)


@pytest.mark.rule("R-C32")
async def test_nothing_is_asked_of_the_database_for_no_contracts(ready_on: ReadyOn) -> None:
    """An empty list of contracts, and lines without references, give nothing."""
    ready, contract = await running(ready_on)
    async with given.context(ready.tenant).read() as connection:
        assert await store.list_measured(connection, []) == {}
        assert await store.list_references(connection, [], "client") == {}
        assert await store.list_measured(connection, [contract.id]) == {contract.id: []}
