"""Provider rankings over HTTP: the newest of each indicator, for who chooses, best first."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.schemas.outcomes import RankedUnit, Ranking
from shared.values import new_id
from shared.values.comparing import ComparedUnit, ComparisonMethod
from shared.values.indicating import Direction
from shared.values.reporting import Standing
from tests.services.access.care_starts.test_rest import refusal


def a_ranking(agreed: Any, *places: int, **other: Any) -> Ranking:
    """A ranking of the tenant's providers by the self-reliance of their clients, published on 1 April."""
    entries = [
        RankedUnit(
            rank=place, unit=oin, provider=oin, standing=Standing.ABOVE, standing_998=Standing.NOT_DISTINGUISHABLE,
            value="0.9090909090909091", size=40,
        )
        for place, oin in zip(places, agreed.tenant.providers, strict=False)
    ]  # fmt: skip
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": agreed.tenant.owner, "comparison_id": new_id(),
        "indicator": "self-reliance", "unit": ComparedUnit.PROVIDER, "method": ComparisonMethod.INDIRECT,
        "quarter_from": "2025-Q1", "quarter_to": "2025-Q4", "direction": Direction.HIGHER_IS_BETTER,
        "published_on": date(2026, 4, 1), "unit_count": 8, "rankability": "0.81", "entries": entries,
        "parties": agreed.tenant.providers,
    }  # fmt: skip
    return Ranking.model_validate({**told, **other})


@pytest.mark.rule("R-X08")
@pytest.mark.rule("R-C43")
async def test_the_newest_ranking_of_each_indicator_is_there_to_choose_by(agreed: Any) -> None:
    """Best first, for municipality and provider; a newer one takes its place, an older one or one of areas does not."""
    client = agreed.client()
    first = a_ranking(agreed, 2, 1, 1)
    await agreed.hear("ranking-published", first)
    (shown,) = await client.list_provider_rankings(indicator="self-reliance")
    assert (shown.id, shown.quarter_from, shown.rankability, shown.unit_count) == (
        first.id,
        "2025-Q1",
        "0.81",
        8,
    )
    assert [one.rank for one in shown.entries] == [1, 1, 2]
    assert shown.entries[2].provider == agreed.tenant.providers[0]
    assert (shown.entries[0].value, shown.entries[0].standing) == ("0.9090909090909091", Standing.ABOVE)
    newer = a_ranking(agreed, 1, published_on=date(2026, 4, 15))
    for told in (newer, first, a_ranking(agreed, unit=ComparedUnit.AREA, published_on=date(2026, 4, 19))):
        await agreed.hear("ranking-published", told)
    await agreed.hear("ranking-published", a_ranking(agreed, 1, indicator="relapse"))
    assert {one.indicator for one in await client.list_provider_rankings()} == {"self-reliance", "relapse"}
    (shown,) = await client.list_provider_rankings(indicator="self-reliance")
    assert shown == await client.get_provider_ranking(newer.id)
    provider = agreed.tenant.providers[1]
    seen = await agreed.client(provider).get_provider_ranking(newer.id)
    assert seen == shown.model_copy(update={"parties": [provider]})
    gone = await refusal(client.get_provider_ranking(first.id))
    assert (gone.status, gone.code) == (404, "provider-ranking-not-found")


async def test_another_municipality_s_ranking_is_not_there(agreed: Any) -> None:
    """Not in its list and not by its id."""
    told = a_ranking(agreed, 1, parties=[])
    await agreed.hear("ranking-published", told)
    provider = agreed.client(agreed.tenant.providers[0])
    assert await provider.list_provider_rankings() == []
    assert (await refusal(provider.get_provider_ranking(UUID(str(told.id))))).status == 404
