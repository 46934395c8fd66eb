"""What is kept of legal holds."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.access.legal_holds import rules, store
from shared.kit.rows import PageRequest
from shared.values import new_id
from tests.support.files import agree
from tests.support.tenants import Tenant


async def test_a_hold_is_found_by_id_reference_and_citizen(tenant: Tenant) -> None:
    """Added, locked, released; listed for its citizen alone; another id is not there."""
    filed = await agree(tenant)
    citizen, other = UUID(await filed.register("een", "")), UUID(await filed.register("twee", ""))
    day = date(2026, 1, 1)
    hold = rules.place(
        tenant.owner,
        citizen,
        ground="beroep",
        until=day,
        external_reference="zaak-1",
        by="j.jansen",
        today=day,
    )
    released = rules.release(hold, reason="klaar", by="a.bakker", today=day)
    async with tenant.house.services["access"].system_context(tenant.owner).begin() as connection:
        connection.recorded = True
        await store.add_hold(connection, hold, "test")
        assert await store.lock_hold(connection, hold.id) == hold
        assert await store.find_hold_by_reference(connection, tenant.owner, "test", "zaak-1") == hold
        assert await store.find_hold_by_reference(connection, tenant.owner, "test", "zaak-2") is None
        await store.save_release(connection, released)
        assert await store.get_hold(connection, hold.id) == released
        assert await store.list_holds_of(connection, citizen) == [released]
        assert (await store.list_holds(connection, PageRequest(), other)).items == []
        assert (await store.list_holds(connection, PageRequest(), None)).items == [replace(released)]
        with pytest.raises(rules.LegalHoldNotFound):
            await store.get_hold(connection, new_id())
