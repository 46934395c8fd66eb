"""The SQL on evaluations: seen by the parties of the contract, and by nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from services.contracts.evaluations import store
from services.contracts.evaluations.rules import EvaluationNotFound
from tests.services.contracts import given
from tests.services.contracts.evaluations.test_rest import TenantOn, year_later


@pytest.mark.rule("R-C06")
async def test_a_stranger_finds_no_evaluation_of_another_owner(tenant_on: TenantOn) -> None:
    """Row-level security and the store's own belt: not by its id, not by its contract."""
    ready, body = await year_later(tenant_on)
    made = (await ready.ask("POST", "/evaluations", json=body)).json()
    other = await tenant_on(date(2026, 1, 1))
    async with given.context(ready.tenant).read() as connection:
        (known,) = await store.EVALUATIONS.list_by(connection, "contract_id", [made["contractId"]])
        assert str(known.id) == made["id"]
    async with given.context(other).read() as connection:
        assert await store.EVALUATIONS.list_by(connection, "contract_id", [made["contractId"]]) == []
        with pytest.raises(EvaluationNotFound):
            await store.EVALUATIONS.get(connection, known.id)
