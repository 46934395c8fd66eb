"""What tariffs rest on: the index of a year (R-C27), cost elements and the real prices of bylaws (R-C64)."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Day, MunicipalityCode, Name, Reference, Resource, Wire
from shared.schemas.contracts.funding.base import Amount, ProductCode
from shared.schemas.contracts.populations import Slug
from shared.values.tariffs import CostElement
from shared.values.terms import Law

Year = Annotated[int, Field(ge=1990, le=2199, examples=[2027])]
SignedBasisPoints = Annotated[
    int, Field(ge=-10_000, le=100_000, description="percentage in basispunten, met teken", examples=[300])
]
ValidFrom = Annotated[Day, Field(description="eerste dag waarop het geldt")]
ValidUntil = Annotated[Day | None, Field(description="laatste dag; leeg = tot nader order")]

_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
_TWICE = Text("Noem elk maar één keer.", "Name each only once.")
_NO_PRICE = Text("Noem een bedrag of kostprijselementen.", "Name an amount or cost elements.")
_NO_SUM = Text(
    "Het bedrag is niet de som van de kostprijselementen.", "The amount is not the sum of the cost elements."
)


class CostElementAmount(Wire):
    """One element of the cost price (kostprijselement, F-36), in euro per unit."""

    element: CostElement
    amount: Amount


CostElements = Annotated[
    list[CostElementAmount],
    Field(
        max_length=len(CostElement), description="waarop de reële prijs rust, indexering inbegrepen (R-C64)"
    ),
]


class NewTariffIndex(Wire):
    """Register an index of a year (index, R-C27) with its source."""

    external_reference: Reference | None = None
    code: Slug = Field(default="general", examples=["general"])
    year: Year
    basis_points: SignedBasisPoints = Field(examples=[300])
    effective_on: Day | None = Field(default=None, description="ingangsdag; leeg = 1 januari van het jaar")
    source: Name = Field(examples=["OVA 2027"])


class TariffIndex(Resource):
    """An index of a year (index, R-C27): by which part tariffs rise from its day of effect on."""

    code: Slug
    year: Year
    basis_points: SignedBasisPoints
    effective_on: Day
    source: Name


class NewRealPrice(Wire):
    """Register the real price (reële prijs) that a bylaw sets for a product in a municipality (R-C64, F-36)."""

    external_reference: Reference | None = None
    municipality_code: MunicipalityCode
    product_code: ProductCode
    law: Law
    amount: Amount | None = Field(
        default=None, description="reële prijs per eenheid; leeg = de som van de kostprijselementen"
    )
    cost_elements: CostElements = Field(default=[])
    source: Name = Field(examples=["Verordening maatschappelijke ondersteuning 2026, art. 12"])
    valid_from: ValidFrom
    valid_until: ValidUntil = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        if len({one.element for one in self.cost_elements}) < len(self.cost_elements):
            raise ValueError(_TWICE)
        total = sum(Decimal(one.amount) for one in self.cost_elements)
        if self.amount is None and not self.cost_elements:
            raise ValueError(_NO_PRICE)
        if self.amount is not None and self.cost_elements and Decimal(self.amount) != total:
            raise ValueError(_NO_SUM)
        return self


class RealPrice(Resource):
    """The real price (reële prijs) of a product by bylaw, below which no tariff is agreed (R-C64)."""

    municipality_code: MunicipalityCode
    product_code: ProductCode
    law: Law
    amount: Amount
    cost_elements: list[CostElementAmount]
    source: Name
    valid_from: Day
    valid_until: Day | None


__all__ = [
    "CostElementAmount", "CostElements", "NewRealPrice", "NewTariffIndex", "RealPrice", "TariffIndex", "ValidFrom",
    "ValidUntil", "Year",
]  # fmt: skip
