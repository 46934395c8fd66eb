"""What an operation on a catalogue does once: the same capacity again is no change."""

from __future__ import annotations

from services.contracts.catalogues import operations
from shared.schemas.contracts import CatalogueChange
from tests.services.contracts import given
from tests.services.contracts.catalogues.test_rest import awarded
from tests.services.contracts.procuring import Market


async def test_the_same_capacity_again_is_no_new_version_and_no_fact(market: Market) -> None:
    """One fact for one change, told to the purchaser; the second time nothing happens."""
    made, ctx = await awarded(market), given.context(market.tenant)
    change = CatalogueChange.model_validate(
        {"capacities": [{"provider": market.providers[0], "capacity": 9}]}
    )
    first = await operations.change_capacity(ctx, made.id, change)
    again = await operations.change_capacity(ctx, made.id, change)
    assert (first.version, again) == (2, first)
    assert len(await given.facts(market.tenant, "catalogue-capacity-changed")) == 1
