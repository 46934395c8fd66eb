"""One ranking per municipality and indicator, the newest by day, then by id, then by version."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.provider_rankings import store
from services.access.provider_rankings.rules import ProviderRanking
from shared.kit.rows import PageRequest
from shared.values import new_id
from shared.values.comparing import ComparisonMethod
from shared.values.indicating import Direction


@pytest.mark.rule("R-C43")
async def test_only_what_is_newer_takes_the_place(agreed: Any) -> None:
    """In whatever order they are saved the last one of the latest day stands."""
    first = ProviderRanking(
        id=new_id(), version=1, owner=agreed.tenant.owner, external_reference=None, parties=[],
        comparison_id=new_id(), indicator="relapse", method=ComparisonMethod.NONE, quarter_from="2025-Q1",
        quarter_to="2025-Q4", direction=Direction.LOWER_IS_BETTER, published_on=date(2026, 4, 1), unit_count=4,
        rankability="0.6", entries=[],
    )  # fmt: skip
    same_day = replace(first, id=new_id())
    corrected = replace(same_day, version=2, unit_count=5)
    older = replace(first, id=new_id(), published_on=date(2026, 3, 31))
    for told in (same_day, corrected, same_day, first, older):
        async with agreed.connection() as connection:
            await store.save_ranking(connection, told, "volger")
            found = await store.REGISTER.page(connection, PageRequest(), indicator="relapse")
    assert found.items == [corrected]
