"""What is kept of contracts and indicators, and who can see it."""

from dataclasses import replace

import pytest

from services.outcomes.indicators import store
from services.outcomes.indicators.rules import ContractNotFound, IndicatorNotFound
from shared.values import new_id
from tests.services.outcomes.conftest import Measured


async def test_only_a_newer_version_of_a_contract_is_kept(measured: Measured) -> None:
    """Saving the same or an older version changes nothing; a newer one does."""
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.begin() as connection:
        known = await store.get_contract(connection, measured.contract.id)
        await store.save_contract(connection, replace(known, number="old", version=2), "test")
        assert await store.get_contract(connection, known.id) == known
        newer = replace(known, number="new", version=4)
        await store.save_contract(connection, newer, "test")
        assert await store.get_contract(connection, known.id) == newer
        connection.recorded = True


async def test_what_is_not_there_is_not_found(measured: Measured) -> None:
    """An unknown contract or indicator is not found, or None where that is asked."""
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.begin() as connection:
        connection.recorded = True
        assert await store.find_contract(connection, new_id()) is None
        with pytest.raises(ContractNotFound):
            await store.lock_contract(connection, new_id())
        with pytest.raises(IndicatorNotFound):
            await store.get_indicator(connection, new_id())


async def test_a_stranger_sees_nothing_of_it(measured: Measured) -> None:
    """Another purchaser finds no contract and no indicator, whichever way it looks."""
    ctx = measured.tenant.house.services["outcomes"].system_context("00000099000000009999")
    async with ctx.read() as connection:
        assert await store.list_contracts(connection) == []
        assert await store.find_contract(connection, measured.contract.id) is None
        assert await store.list_indicators_of(connection, [measured.contract.id]) == []
