"""A product is taken over from contracts itself, as often as it is told."""

from typing import Any

import pytest

from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import NewProduct
from shared.values.arrangements import AccessPlace, Unit
from shared.values.products import CareLine, VolumeRisk
from shared.values.terms import Law, ProvisionType
from tests.services.access.products.test_rest import a_product
from tests.support.tenants import Tenant


@pytest.mark.rule("R-X06")
async def test_what_contracts_registers_is_known_here(tenant: Tenant) -> None:
    """Registered over HTTP with contracts: by the feed access knows the product and its place."""
    made = await tenant.client(ContractsClient).register_product(
        NewProduct(
            code="41A01", category="41", name="E-health", laws=[Law.JEUGDWET], unit=Unit.PIECE, line=CareLine.ZERO,
            provision_type=ProvisionType.GENERAL, volume_risk=VolumeRisk.LIMITED, expertise_concentration=False,
            valid_from=tenant.today,
        )
    )  # fmt: skip
    await tenant.drain()
    shown = await tenant.client(AccessClient).get_product(made.id)
    assert (shown.code, shown.place, shown.version) == ("41A01", AccessPlace.CITIZEN, made.version)


@pytest.mark.rule("R-X06")
async def test_a_product_that_is_told_twice_stands_once(agreed: Any) -> None:
    """The same fact again changes nothing."""
    told = a_product(agreed)
    for _ in range(2):
        await agreed.tell("product-registered", told)
    assert [one.id for one in await agreed.client().list_products()] == [told.id]
