"""The SQL on subsidies: the database itself refuses a result as a ground and a lower amount without one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from services.contracts.subsidies import store
from services.contracts.subsidies.rules import SubsidyNotFound
from shared.values import new_id
from shared.values.subsidies import DeterminationGround, SubsidyState
from tests.services.contracts import given
from tests.services.contracts.conftest import Ready
from tests.services.contracts.subsidies.conftest import subsidised
from tests.services.contracts.subsidies.test_rules import subsidy


@pytest.mark.rule("R-C09")
@pytest.mark.parametrize(
    ("grounds", "determined", "constraint"),
    [
        ([DeterminationGround.RESULT_SCORE], 1, "ck_subsidies_no_result"),
        ([], 1, "ck_subsidies_grounded"),
        ([DeterminationGround.DUTIES_NOT_MET], 100_300_001, "ck_subsidies_grounded"),
    ],
)
async def test_the_last_wall_is_the_database(
    ready: Ready, grounds: list[DeterminationGround], determined: int, constraint: str
) -> None:
    """No way around the rules leads to such a row."""
    contract = await subsidised(ready)
    made = subsidy(
        id=new_id(), owner=ready.tenant.owner, contract_id=contract.id, state=SubsidyState.DETERMINED,
        determined_cents=determined, grounds=grounds,
    )  # fmt: skip
    with pytest.raises(asyncpg.CheckViolationError) as met:
        await keep(ready, made)
    assert met.value.constraint_name == constraint


async def keep(ready: Ready, made: Any) -> None:
    """Add a subsidy in a transaction of its own."""
    async with given.context(ready.tenant).begin() as connection:
        await store.SUBSIDIES.add(connection, made, "tests")
        connection.recorded = True


async def test_a_subsidy_comes_back_as_it_was_kept(ready: Ready) -> None:
    """Every column and every nested part; another id is not there."""
    contract = await subsidised(ready)
    made = replace(subsidy(), owner=ready.tenant.owner, contract_id=contract.id)
    await keep(ready, made)
    async with given.context(ready.tenant).read() as connection:
        assert await store.SUBSIDIES.get(connection, made.id) == made
        with pytest.raises(SubsidyNotFound):
            await store.SUBSIDIES.get(connection, new_id())
