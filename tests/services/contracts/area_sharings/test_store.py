"""Sharings in the database: row-level security shows them to the purchaser and to whom was shared, and to nobody else."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from services.contracts.area_sharings.rules import AreaSharingNotFound
from services.contracts.area_sharings.store import AREA_SHARINGS
from tests.services.contracts import given
from tests.services.contracts.areas.given import register_emmen
from tests.services.contracts.conftest import Ready
from tests.support.house import House
from tests.support.tenants import new_tenant


async def test_a_sharing_is_read_by_who_shared_and_with_whom(ready: Ready, house: House) -> None:
    """The purchaser and the named provider read the row; another provider and a stranger read none."""
    await register_emmen(ready)
    body = {"municipalityCode": "0114", "organisations": [ready.lead]}
    made = (await ready.ask("POST", "/area-profiles/_share", json=body)).json()
    stranger = await new_tenant(house, date(2026, 1, 1), providers=1)
    for oin in (None, ready.lead):
        async with given.context(ready.tenant, oin).read() as connection:
            kept = await AREA_SHARINGS.get(connection, UUID(made["id"]))
        assert (kept.organisations, kept.areas) == ([ready.lead], made["areas"])
    for tenant, oin in ((ready.tenant, ready.tenant.providers[1]), (stranger, None)):
        async with given.context(tenant, oin).read() as connection:
            with pytest.raises(AreaSharingNotFound):
                await AREA_SHARINGS.get(connection, UUID(made["id"]))
