"""How far a ceiling is used by claims."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Cents, Day, Oin, Resource
from shared.schemas.contracts.funding import ProductCode
from shared.values.budgets import CeilingLevel


class CeilingUsage(Resource):
    """How far a ceiling (budgetplafond) is used, what was paid above it and refused because of it, and when it is empty (D-27)."""

    fleeting: ClassVar[bool] = True  # moves with each file of claims; what was claimed has its own facts

    name: str = Field(description="naam van het plafond", examples=["Begeleiding De Rijnoever"])
    year: int
    level: CeilingLevel = Field(description="niveau 1, 2 of 3 (N-09)")
    contract_id: UUID | None
    provider: Oin | None
    population_id: UUID | None
    amount_cents: Cents = Field(description="het plafond")
    warning_basis_points: BasisPoints
    exempt_product_codes: list[ProductCode] = Field(description="producten waarvoor het niet geldt (R-C26)")
    used_cents: Cents = Field(description="wat meetelt")
    remaining_cents: Cents
    used_basis_points: int | None = Field(description="verbruikt deel; leeg bij een plafond van nul")
    exception_cents: Cents = Field(description="spoedzorg die erboven is betaald (R-S33)")
    exempt_cents: Cents = Field(description="vrijgestelde zorg, betaald en apart geteld (R-C26)")
    refused_cents: Cents = Field(description="niet betaald omdat het op was (R-S32)")
    last_delivered_on: Day | None = Field(description="laatste dag van levering die meetelt")
    exhausted_on: Day | None = Field(description="eerste levering die er niet geheel in paste")
    warned: bool = Field(description="het deel is bereikt vanaf waar het waarschuwt (R-X11)")
    withdrawn: bool = Field(
        default=False, description="het contract begrenst er geen geld meer mee: het bindt niet"
    )
    empty_on: Day | None = Field(
        description="dag waarop het op is, in dit tempo; leeg = dit jaar niet (R-S34)"
    )


__all__ = ["CeilingUsage"]
