"""The inhabitants of areas in the database: the newest version of each, the newest year of an area."""

from dataclasses import replace
from typing import Any

import pytest

from services.access.area_sizes.store import list_sizes_of, newest_sizes, save_area_sizes
from tests.services.access.area_sizes.test_rules import size


@pytest.mark.rule("R-A39")
async def test_old_versions_and_later_years_do_not_count(agreed: Any) -> None:
    """Told twice is once; an older version changes nothing; another purchaser's are not seen."""
    owner = agreed.tenant.owner
    earlier, now, later = (
        size("WK-1", year, count, owner=owner) for year, count in ((2024, 900), (2025, 1_000), (2027, 2_000))
    )
    async with agreed.connection() as connection:
        await save_area_sizes(connection, owner, [earlier, now, later], "contracts")
        fixed = replace(now, version=2, inhabitants=1_100)
        await save_area_sizes(connection, owner, [fixed], "contracts")
        await save_area_sizes(connection, owner, [now], "contracts")
        await save_area_sizes(connection, owner, [], "contracts")
        assert await newest_sizes(connection, owner, 2026) == {"WK-1": fixed}
        assert await newest_sizes(connection, owner, 2023) == {}
        assert await list_sizes_of(connection, owner, ["WK-1"]) == [earlier, fixed, later]
        assert await list_sizes_of(connection, owner, ["WK-2"]) == []
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        assert await newest_sizes(connection, owner, 2026) == {}
