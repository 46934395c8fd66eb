"""Tariffs, products and prices that the tests of the rules share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.products.rules import Product
from services.contracts.tariffs.rules import (
    AppliedIndex,
    CostElementAmount,
    RealPrice,
    Tariff,
    TariffIndex,
    changed,
)
from shared.values import new_id
from shared.values.arrangements import Unit
from shared.values.products import CareLine, OwnContributionRoute
from shared.values.tariffs import CostElement
from shared.values.terms import Law, ProvisionType

OWNER, PROVIDER = "00000099000000000484", "00000099000000001001"
CONTRACT = UUID("018f0000-0000-7000-8000-0000000000c1")
START = date(2026, 1, 1)
ELEMENTS = [
    CostElementAmount(element=CostElement.PROFESSIONAL, amount="31.20"),
    CostElementAmount(element=CostElement.OVERHEAD, amount="8.40"),
    CostElementAmount(element=CostElement.NON_PRODUCTIVE_HOURS, amount="5.10"),
    CostElementAmount(element=CostElement.TRAVEL_AND_TRAINING, amount="0"),
    CostElementAmount(element=CostElement.MUNICIPAL_DEMANDS, amount="0"),
    CostElementAmount(element=CostElement.INDEXATION, amount="1.34"),
]
INDEX_2027 = AppliedIndex(year=2027, basis_points=300, effective_on=date(2027, 1, 1), source="OVA 2027")


def tariff(**changes: Any) -> Tariff:
    """€50.00 an hour of 02A15 for everybody, indexed, from 2026 on, with its table."""
    made = Tariff(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], product_code="02A15",
        contract_id=None, provider=None, amendment_id=None, unit=Unit.HOUR, amount="50.00", path=None, phase_in=None,
        trajectory=None, tiers=[], indexed=True, index_code="general", maximum=None, maximum_source=None,
        cost_elements=ELEMENTS, valid_from=START, valid_until=None,
    )  # fmt: skip
    return changed(made, changes)[0]


def product(**changes: Any) -> Product:
    """Individual guidance under the Wmo by the hour, from 2020 on."""
    made = Product(
        id=UUID("018f0000-0000-7000-8000-0000000000a1"), version=1, owner=OWNER, external_reference=None,
        parties=[PROVIDER], code="02A15", category="02", name="Begeleiding", description=None, support_kind=None,
        laws=[Law.WMO_2015], unit=Unit.HOUR, line=CareLine.SECOND, layer=None, lot=None,
        provision_type=ProvisionType.TAILOR_MADE, sheltered_living=False, access_place=None, chosen_place=None,
        volume_risk=None, expertise_concentration=None, acute=False, pool_eligible=False, exempt_from_ceiling=False,
        own_contribution=OwnContributionRoute.NONE, execution_variant=None, recognition_demands=[], valid_from=date(2015, 1, 1),
        valid_until=None,
    )  # fmt: skip
    return replace(made, **changes)


def price(**changes: Any) -> RealPrice:
    """The bylaw's real price of 46.04 under the Wmo, from 2026 on."""
    made = RealPrice(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], municipality_code="0484",
        product_code="02A15", law=Law.WMO_2015, amount="46.04", cost_elements=[], source="Verordening 2026",
        valid_from=START, valid_until=None,
    )  # fmt: skip
    return replace(made, **changes)


def index(**changes: Any) -> TariffIndex:
    """The general index of 2027: 3 %."""
    made = TariffIndex(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[], code="general", year=2027,
        basis_points=300, effective_on=date(2027, 1, 1), source="OVA 2027",
    )  # fmt: skip
    return replace(made, **changes)


def lines(made: Tariff) -> list[tuple[date, str]]:
    """First day and amount of every line."""
    return [(one.valid_from, one.amount) for one in made.amounts]
