"""Clarifications in the database: the newest of a request counts, and what was said is gone at erasure."""

from typing import Any

import pytest

from services.access.clarifications.store import find_clarification
from services.access.erasures.store import erase_files
from tests.services.access.clarifications.test_rest import NEW


@pytest.mark.rule("F-38")
async def test_the_newest_is_found_and_its_texts_are_emptied(agreed: Any) -> None:
    """None before the first; the second after two; once the citizen is erased no text and no motive is left."""
    client = agreed.client()
    request = await agreed.report("verheldering-wissen", question="Ik red het niet.", acute_motive="Nu.")
    async with agreed.connection() as connection:
        assert await find_clarification(connection, request.owner, request.id) is None
    await client.record_clarification(request.id, NEW)
    second = await client.record_clarification(request.id, NEW)
    async with agreed.connection() as connection:
        found = await find_clarification(connection, request.owner, request.id)
        assert found is not None
        assert found.id == second.id
        assert found.provisions_first[0].motive == "De zus helpt op zaterdag."
        await erase_files(connection, request.owner, [request.citizen_id], agreed.tenant.today)
        gone = await find_clarification(connection, request.owner, request.id)
        assert gone is not None
        assert (gone.own_strength, gone.network, gone.note, gone.provisions_first) == (None, None, None, [])
        row = await connection.raw.fetchrow("select * from requests where id = $1", request.id)
        assert (row["question"], row["acute_motive"], row["external_reference"]) == (None, None, None)
