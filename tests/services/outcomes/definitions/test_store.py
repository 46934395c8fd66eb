"""The SQL on definitions: kept as they were made, shared with who is measured by them."""

from __future__ import annotations

from datetime import date

from services.outcomes.definitions import store
from services.outcomes.definitions.rules import define
from tests.services.outcomes.conftest import Measured


async def test_a_definition_comes_back_whole_and_is_shared_with_the_parties(measured: Measured) -> None:
    """Every part of it, by id and by code; a party of a contract is added once, and the version stays."""
    item = store.get_library("parc").items[3]
    owner, day = measured.tenant.owner, date(2026, 1, 1)
    made, _ = define(owner, item.code, item, day, [measured.lead], library="parc")
    ctx = measured.tenant.house.services["outcomes"].system_context(owner)
    async with ctx.begin() as connection:
        connection.recorded = True
        assert await store.lock_codes(connection, owner, [item.code]) == {}
        await store.add_definitions(connection, [made], "test")
        assert await store.list_readers(connection, owner, ["survey", "unknown"]) == {
            "survey": sorted({*measured.tenant.providers, measured.tenant.auditor})
        }
        assert await store.get_definition(connection, made.id) == made
        auditor = measured.tenant.auditor
        for _ in range(2):
            await store.share_definitions(connection, owner, [item.code, "unknown"], [auditor, measured.lead])
        (shared,) = await store.list_by_codes(connection, [item.code])
        assert (sorted(shared.parties), shared.version) == (sorted([auditor, measured.lead]), 1)
        found = await store.list_by_code_of(connection, [(owner, item.code), (owner, "unknown")])
        assert list(found) == [(owner, item.code)]
