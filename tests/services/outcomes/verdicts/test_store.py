"""Judging many contract years at once."""

import pytest

from services.outcomes.indicators import store as indicators
from services.outcomes.verdicts import store
from services.outcomes.verdicts.rules import VerdictNotFound, VersionNotFound
from shared.values import new_id
from tests.services.outcomes.conftest import Measured, counted


async def test_any_number_of_years_takes_the_same_statements(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One year and four years are judged in as many statements, and again in fewer when nothing changed."""
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    counts = []
    async with ctx.begin() as connection:
        connection.recorded = True
        contract = await indicators.lock_contract(connection, measured.contract.id)
        for years in ([2026], [2027, 2028, 2029], [2026, 2027, 2028, 2029]):
            with counted(monkeypatch) as ran:
                changed = await store.judge_years(
                    connection, [contract], [(contract.id, year) for year in years], "test"
                )
            counts.append((len(changed), len(ran)))
        assert await store.list_judged_years(connection, contract.id) == [
            (contract.id, year) for year in range(2026, 2030)
        ]
    assert counts == [(1, 6), (3, 6), (0, 4)]


async def test_a_version_is_kept_with_its_explanation(measured: Measured) -> None:
    """What is stored of a version is the verdict itself and its steps."""
    await measured.measure()
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.read() as connection:
        [verdict] = await store.list_verdicts_by_contract(connection, [measured.contract.id])
        kept, why = await store.get_version(connection, verdict.id, 1)
        assert kept == verdict == await store.get_verdict(connection, verdict.id)
        assert why.steps
        with pytest.raises(VersionNotFound):
            await store.get_version(connection, verdict.id, 2)
        with pytest.raises(VerdictNotFound):
            await store.get_verdict(connection, new_id())
