"""What counts under a ceiling, in one statement, up to a day and within its year."""

from datetime import date
from typing import Any

import pytest

from services.access.access_ceilings import store
from shared.kit.rows import PageRequest
from shared.schemas.access import NewAccessCeiling
from shared.values.terms import Law
from tests.support.tenants import invented_oin


@pytest.mark.rule("R-A38")
async def test_a_decision_counts_where_contract_law_category_and_day_fit(agreed: Any) -> None:
    """Everything, its contract, its category, its law; not another category, law or year, and not before it was taken."""
    decision = await agreed.decided()
    client = agreed.client()
    wanted = {
        "all": 1, "contract": 1, "category": 1, "law": 1, "other category": 0, "other law": 0, "other year": 0,
    }  # fmt: skip
    narrowed: dict[str, dict[str, Any]] = {
        "all": {}, "contract": {"contract_id": agreed.contract.id},
        "category": {"product_category": decision.product_category}, "law": {"law": Law.WMO_2015},
        "other category": {"product_category": "50"}, "other law": {"law": Law.JEUGDWET}, "other year": {"year": 2025},
    }  # fmt: skip
    for name, narrow in narrowed.items():
        await client.register_access_ceiling(
            NewAccessCeiling(name=name, maximum_decisions=10, **{"year": 2026, **narrow})
        )
    today, owner = agreed.tenant.today, agreed.tenant.owner
    async with agreed.connection() as connection:
        found = await store.count_uses(connection, PageRequest(50), today)
        assert {ceiling.name: counted for ceiling, counted in found.items} == wanted
        first = await store.count_uses(connection, PageRequest(3), today)
        rest = await store.count_uses(connection, PageRequest(50, first.last), today, year=2026)
        assert [len(first.items), len(rest.items)] == [3, 3]
        before = await store.count_uses(connection, PageRequest(50), date(2026, 4, 19))
        assert {counted for _, counted in before.items} == {0}
        assert len(await store.lock_ceilings(connection, owner, 2026)) == 6
    async with agreed.connection(invented_oin()) as connection:
        assert (await store.count_uses(connection, PageRequest(50), today)).items == []
