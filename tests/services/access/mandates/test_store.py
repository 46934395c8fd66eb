"""The copy of the mandates: the newest version of each, read by holder."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.access.mandates import store
from services.access.mandates.rules import Mandate
from shared.values import new_id
from shared.values.terms import Law


def mandate(owner: str, version: int = 1, **other: Any) -> Mandate:
    """A mandate of another consultant than the tenant's own."""
    held = Mandate(new_id(), version, owner, "a.ander", "consultant", Law.JEUGDWET, date(2026, 1, 1), None)
    return replace(held, **other)


@pytest.mark.rule("R-A03")
async def test_the_newest_version_is_kept_in_whatever_order_they_come(agreed: Any) -> None:
    """A withdrawal that overtook the registration is not undone by it."""
    first = mandate(agreed.tenant.owner)
    second = replace(first, version=2, valid_until=date(2026, 3, 31))
    async with agreed.connection() as connection:
        await store.save_mandate(connection, second, "feed")
        await store.save_mandate(connection, first, "feed")
        assert await store.list_mandates_of(connection, agreed.tenant.owner, "a.ander") == [second]


async def test_the_mandates_of_one_person_come_oldest_first(agreed: Any) -> None:
    """Those of somebody else, the tenant's own consultant, stay out."""
    later, earlier = (mandate(agreed.tenant.owner, valid_from=date(2026, month, 1)) for month in (2, 1))
    async with agreed.connection() as connection:
        for one in (later, earlier):
            await store.save_mandate(connection, one, "feed")
        assert await store.list_mandates_of(connection, agreed.tenant.owner, "a.ander") == [earlier, later]


async def test_another_organisation_sees_no_mandate(agreed: Any) -> None:
    """Who decides for a municipality is its own business."""
    async with agreed.connection(agreed.tenant.providers[0]) as connection:
        assert await store.list_mandates_of(connection, agreed.tenant.owner, "j.jansen") == []
