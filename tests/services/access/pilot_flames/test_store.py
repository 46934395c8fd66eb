"""Pilot flames in the database: one burns for a request at a time."""

from typing import Any

import asyncpg
import pytest

from services.access.pilot_flames.store import is_burning
from shared.schemas.access import NewPilotFlame


@pytest.mark.rule("R-A51")
async def test_one_flame_burns_for_a_request(agreed: Any) -> None:
    """It is seen to burn; a second one cannot be written."""
    request = await agreed.report("vlam-tabel")
    async with agreed.connection() as connection:
        assert not await is_burning(connection, request.id)
    flame = await agreed.client().light_pilot_flame(request.id, NewPilotFlame())
    async with agreed.connection() as connection:
        assert await is_burning(connection, request.id)
    query = (
        "insert into pilot_flames (owner, id, client_id, request_id, citizen_id, state, lit_on, next_contact_on,"
        " contacts, policy_version) select owner, gen_random_uuid(), client_id, request_id, citizen_id, state,"
        " lit_on, next_contact_on, contacts, policy_version from pilot_flames where id = $1"
    )
    with pytest.raises(asyncpg.UniqueViolationError):
        async with agreed.connection() as connection:
            await connection.raw.execute(query, flame.id)
