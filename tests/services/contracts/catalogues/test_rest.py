"""Catalogues over HTTP: made by an award, read by who is in it and by access, kept up to date (R-C43)."""

from __future__ import annotations

from datetime import date

import pytest

from deploy.issuer import read_private_key
from shared.clients.base import Refusal
from shared.clients.tokens import TokenSource
from shared.schemas.contracts import Catalogue, CatalogueChange
from tests.services.contracts.procuring import Market
from tests.support.house import House


async def awarded(market: Market) -> Catalogue:
    """A catalogue of three: indicators 8, 9 and 7, with room for 2, 0 and 5."""
    procurement = await market.publish("catalogue")
    for number, (value, capacity) in enumerate((("8", 2), ("9", 0), ("7", 5))):
        await market.bid(
            procurement, number, capacity=capacity, awardAnswers=[{"criterion": 1, "value": value}]
        )
    await market.award(procurement)
    (found,) = await market.client().catalogues(procurementId=procurement.id)
    return found


@pytest.mark.rule("R-C43")
async def test_an_award_makes_a_catalogue_from_which_access_can_assign(market: Market, house: House) -> None:
    """Ranked 90, 80, 70; no choice in 5 days: rank 1 is full, so rank 2; access reads it as a sibling."""
    catalogue = await awarded(market)
    first, second, third = (market.providers[n] for n in (1, 0, 2))
    assert [(one.provider, one.total, one.capacity) for one in catalogue.entries] == [
        (first, "90.0", 0), (second, "80.0", 2), (third, "70.0", 5),
    ]  # fmt: skip
    assert (catalogue.choice_term_days, catalogue.product_codes) == (5, ["02A03"])
    client = market.client()
    waiting = await client.catalogue_assignment(catalogue.id, date(2026, 1, 1))
    assert (waiting.provider, waiting.choose_until) == (None, date(2026, 1, 6))
    over = await client.catalogue_assignment(catalogue.id, date(2025, 12, 27))
    assert (over.provider, over.rank, over.origin) == (second, 2, "byIndicators")
    assert [one.rule for one in over.steps] == ["R-C43", "R-C43"]
    chosen = await client.catalogue_assignment(catalogue.id, date(2026, 1, 1), third)
    assert (chosen.provider, chosen.origin) == (third, "clientChoice")
    key = read_private_key(house.issuer_folder, "service-access")
    token = await TokenSource(house.issuer, "service-access", key, http=house.http).token()
    sent = {"Authorization": f"Bearer {token}", "Bedoeling-On-Behalf-Of": market.tenant.owner}
    read = await house.http.get(f"{house.urls['contracts']}/v1/catalogues", headers=sent)
    assert [one["id"] for one in read.json()["items"]] == [str(catalogue.id)]


@pytest.mark.rule("R-C43")
async def test_capacity_is_kept_up_to_date_by_the_purchaser(market: Market) -> None:
    """On the version that was read; who is in it reads it, who is not gets 404, a provider changes nothing."""
    catalogue = await awarded(market)
    full = CatalogueChange.model_validate({"capacities": [{"provider": market.providers[1], "capacity": 3}]})
    changed = await market.client().change_capacity(catalogue.id, 1, full)
    assert (changed.version, changed.entries[0].capacity) == (2, 3)
    with pytest.raises(Refusal) as refused:
        await market.client().change_capacity(catalogue.id, 1, full)
    assert refused.value.status == 412
    over = await market.client().catalogue_assignment(catalogue.id, date(2025, 12, 1))
    assert over.provider == market.providers[1]
    assert (await market.client(market.providers[2]).catalogue(catalogue.id)).version == 2
    outside = await market.ask("GET", f"/catalogues/{catalogue.id}", oin=market.providers[3])
    assert outside.status_code == 404
    stranger = await market.ask(
        "PATCH", f"/catalogues/{catalogue.id}", headers={"If-Match": '"2"'},
        json={"capacities": [{"provider": market.providers[3], "capacity": 1}]},
    )  # fmt: skip
    assert (stranger.status_code, stranger.json()["code"]) == (409, "provider-not-in-catalogue")
    denied = await market.ask(
        "PATCH", f"/catalogues/{catalogue.id}", oin=market.providers[1], headers={"If-Match": '"2"'},
        json={"capacities": [{"provider": market.providers[1], "capacity": 9}]},
    )  # fmt: skip
    assert (denied.status_code, denied.json()["code"]) == (403, "purchaser-only")
