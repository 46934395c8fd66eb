"""Imports in the database: row-level security shows them to the purchaser alone, without any filter of a route."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from services.contracts.imports.rules import ImportNotFound
from services.contracts.imports.store import IMPORTS
from tests.services.contracts import given
from tests.services.contracts.areas.given import emmen
from tests.services.contracts.conftest import Ready
from tests.support.house import House
from tests.support.tenants import new_tenant


async def test_an_import_is_read_by_its_purchaser_alone(ready: Ready, house: House) -> None:
    """The purchaser reads the row as it was answered; a provider of the tenant and a stranger read none."""
    made = (await ready.ask("POST", "/areas/_import", json={"areas": emmen()})).json()
    stranger = await new_tenant(house, date(2026, 1, 1), providers=1)
    async with given.context(ready.tenant, None).read() as connection:
        kept = await IMPORTS.get(connection, UUID(made["id"]))
    assert (kept.kind.value, [str(one) for one in kept.touched]) == (made["kind"], made["touched"])
    for tenant, oin in ((ready.tenant, ready.lead), (stranger, None)):
        async with given.context(tenant, oin).read() as connection:
            with pytest.raises(ImportNotFound):
                await IMPORTS.get(connection, UUID(made["id"]))
