"""One row per catalogue, in its newest version."""

from dataclasses import replace
from typing import Any

import pytest

from services.access.catalogues import store
from tests.services.access.catalogues.test_rules import catalogue


@pytest.mark.rule("R-C43")
async def test_only_a_newer_version_takes_the_place(agreed: Any) -> None:
    """In whatever order they are saved; who is not the owner finds nothing."""
    first = replace(catalogue(), owner=agreed.tenant.owner)
    newer = replace(first, version=3, name="Begeleiding 2027")
    for told in (first, newer, first):
        async with agreed.connection() as connection:
            await store.save_catalogue(connection, told, "balie")
    async with agreed.connection() as connection:
        assert await store.find_catalogue(connection, first.id) == newer
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        assert await store.find_catalogue(connection, first.id) is None
