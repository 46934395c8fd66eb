"""The catalogue over HTTP: a copy of what contracts tells, in versions, for who may see it."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.contracts import Product
from shared.values import new_id
from shared.values.arrangements import AccessPlace, Unit
from shared.values.products import CareLine, OwnContributionRoute, SupportKind, VolumeRisk
from shared.values.terms import Law, ProvisionType
from tests.services.access.care_starts.test_rest import refusal


def a_product(agreed: Any, **other: Any) -> Product:
    """Guidance, as contracts tells it: limited volume risk no, concentration no."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": agreed.tenant.owner, "code": "02A03", "category": "02",
        "name": "Begeleiding", "description": None, "support_kind": SupportKind.INDIVIDUAL_GUIDANCE,
        "laws": [Law.WMO_2015], "unit": Unit.HOUR, "line": CareLine.FIRST,
        "provision_type": ProvisionType.TAILOR_MADE, "volume_risk": VolumeRisk.SUBSTANTIAL,
        "expertise_concentration": False, "own_contribution": OwnContributionRoute.CAK_INCOME_RELATED,
        "valid_from": date(2026, 1, 1), "unit_code": "04", "funding_forms": [],
        "advised_access_place": AccessPlace.SOCIAL_TEAM,
    }  # fmt: skip
    return Product.model_validate({**told, **other})


@pytest.mark.rule("R-X06")
@pytest.mark.rule("R-A01")
async def test_the_catalogue_follows_contracts(agreed: Any) -> None:
    """Registered, changed; an older version changes nothing; the chosen place goes before the advice."""
    first = a_product(agreed, visible_to=[agreed.tenant.providers[0]])
    await agreed.tell("product-registered", first)
    client = agreed.client()
    (shown,) = await client.list_products(category="02", code="02A03")
    assert (shown.id, shown.place, shown.own_contribution) == (
        first.id, AccessPlace.SOCIAL_TEAM, OwnContributionRoute.CAK_INCOME_RELATED,
    )  # fmt: skip
    changed = first.model_copy(update={"version": 3, "access_place": AccessPlace.OTHER_PARTY})
    for told in (changed, first.model_copy(update={"version": 2, "name": "Oud"})):
        await agreed.tell("product-changed", told)
    shown = await client.get_product(first.id)
    assert (shown.version, shown.name, shown.place, shown.advised_access_place) == (
        3, "Begeleiding", AccessPlace.OTHER_PARTY, AccessPlace.SOCIAL_TEAM,
    )  # fmt: skip
    assert await agreed.client(agreed.tenant.providers[0]).get_product(first.id) == shown
    assert (await refusal(agreed.client(agreed.tenant.providers[1]).get_product(first.id))).status == 404
    assert await client.list_products(provisionType="general") == []
    assert (await refusal(client.get_product(agreed.contract.id))).code == "product-not-found"
