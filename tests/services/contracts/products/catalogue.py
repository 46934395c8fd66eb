"""Products that the tests of products and tariffs share, invented where the sources are silent."""

from __future__ import annotations

from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import NewProduct, Product
from tests.support.tenants import Tenant


def body(**changes: Any) -> dict[str, Any]:
    """Individual guidance under the Wmo, by the hour, as JSON; None takes a field away."""
    told = {
        "code": "02A15",
        "category": "02",
        "name": "Individuele begeleiding",
        "laws": ["wmo2015"],
        "unit": "hour",
        "line": "second",
        "provisionType": "tailorMade",
        "validFrom": "2026-01-01",
        **changes,
    }
    return {name: value for name, value in told.items() if value is not None}


async def registered(tenant: Tenant, **changes: Any) -> Product:
    """That product in the purchaser's catalogue."""
    return await tenant.client(ContractsClient).register_product(NewProduct.model_validate(body(**changes)))
