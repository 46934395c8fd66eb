"""Requests for allocation in the database: what a new one is held against, by whom it is seen, and that a reference is used once."""

from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from services.access.allocation_requests import store
from shared.values import new_id
from shared.values.terms import Law
from tests.services.access.allocation_requests.test_rest import new_request


@pytest.mark.rule("R-A04")
async def test_what_stands_is_found_and_a_reference_is_used_once(agreed: Any) -> None:
    """Pending but for products of its own message (TR374), used under its law and provider alone (TR347)."""
    citizen = (await agreed.report()).citizen_id
    first, second = agreed.tenant.providers[:2]
    new = new_request(agreed, citizen, message_reference="BERICHT-1")
    made = await agreed.client(first).register_allocation_request(new)
    async with agreed.connection() as connection:

        async def stands(provider: str = first, reference: str = "VOT/1", **other: Any) -> tuple[bool, bool]:
            given = {"law": Law.JEUGDWET, **other}
            return await store.what_stands(
                connection, agreed.tenant.owner, provider=provider, citizen_id=citizen, reference=reference, **given
            )  # fmt: skip

        assert await stands() == (True, True)
        assert await stands(message="BERICHT-1", reference="VOT/2") == (False, False)
        assert await stands(law=Law.WMO_2015) == (True, False)
        assert await stands(second) == (False, False)
        known = await store.REGISTER.get(connection, made.id)
    async with agreed.connection(second) as connection:
        assert await store.REGISTER.list_by(connection, "id", [made.id]) == []
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await store.REGISTER.add(connection, replace(known, id=new_id()), "client")
