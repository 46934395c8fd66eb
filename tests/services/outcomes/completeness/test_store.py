"""What counts as registered."""

from services.outcomes.completeness import store
from tests.services.outcomes.conftest import Measured


async def test_only_results_of_the_whole_and_of_providers_are_counted(measured: Measured) -> None:
    """Not an area, a team, an intake or a baseline; once, however often it was corrected."""
    provider = measured.lead
    for of in ({}, {}, {"provider": provider}, {"area": "WK048401"}, {"team": "Noord"}, {"moment": "intake"}):
        await measured.measure("2026-Q1", **of)
    await measured.measure("2026-Q2", moment="progress")
    await measured.measure("2025-Q4", moment="baseline", area="WK048401")
    (indicator,) = [one for one in await measured.client().indicators() if one.code == "client-satisfaction"]
    ctx = measured.tenant.house.services["outcomes"].system_context(measured.tenant.owner)
    async with ctx.read() as connection:
        found = await store.list_registered(connection, [indicator.id], ["2026-Q1", "2026-Q2"])
        baselines = await store.list_baselines(connection, [indicator.id])
    assert {(one.quarter, one.provider) for one in found} == {("2026-Q1", None), ("2026-Q1", provider)}
    assert len(found) == 2
    assert [one.area for one in baselines] == ["WK048401"]
