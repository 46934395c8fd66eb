"""Tariffs that the tests share: 50.00 an hour, cost elements of 46.04, invented where the sources are silent."""

from __future__ import annotations

from typing import Any

from shared.clients.contracts import ContractsClient
from shared.schemas.contracts import NewTariff, NewTariffIndex, Tariff, TariffIndex
from tests.services.contracts.products.catalogue import registered
from tests.support.tenants import Tenant

# R-C64: 31.20 + 8.40 + 5.10 + index 1.34 = 46.04; what costs nothing is named as such.
ELEMENTS = [
    {"element": "professional", "amount": "31.20"},
    {"element": "overhead", "amount": "8.40"},
    {"element": "nonProductiveHours", "amount": "5.10"},
    {"element": "travelAndTraining", "amount": "0"},
    {"element": "municipalDemands", "amount": "0"},
    {"element": "indexation", "amount": "1.34"},
]
PATH = {"reductionBasisPoints": 200, "periodMonths": 6, "periods": 3}


def body(**changes: Any) -> dict[str, Any]:
    """€50.00 an hour of 02A15 from 2026 on, as JSON; None takes a field away."""
    told = {"productCode": "02A15", "amount": "50.00", "validFrom": "2026-01-01", **changes}
    return {name: value for name, value in told.items() if value is not None}


async def agreed(tenant: Tenant, **changes: Any) -> Tariff:
    """That tariff, agreed."""
    return await tenant.client(ContractsClient).agree_tariff(NewTariff.model_validate(body(**changes)))


async def index(tenant: Tenant, year: int = 2027, basis_points: int = 300, **more: Any) -> TariffIndex:
    """An index of a year, registered: 3 % unless told otherwise."""
    new = NewTariffIndex(year=year, basis_points=basis_points, source=f"OVA {year}", **more)
    return await tenant.client(ContractsClient).register_tariff_index(new)


async def priced(tenant: Tenant, *codes: str, **changes: Any) -> None:
    """These products in the catalogue, each with a tariff for everybody that names its cost elements."""
    for code in codes:
        await registered(tenant, code=code, category=code[:2])
        await agreed(tenant, productCode=code, **{"costElements": ELEMENTS, **changes})


def table(tariff: Tariff) -> list[tuple[str, str]]:
    """First day and amount of every line."""
    return [(one.valid_from.isoformat(), one.amount) for one in tariff.amounts]
