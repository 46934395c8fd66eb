"""Budget allocations (budgetverdelingen, N-114): how a budget is found or divided, its parts, and what is to be remarked."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.schemas.common import Cents, Name, Note, Reference, Resource, Score, SignedCents, Wire
from shared.schemas.contracts.allocations.areas import (
    ExpectedClients,
    GrantPassThrough,
    NeighbourhoodDivision,
    WeightedCharacteristics,
)
from shared.schemas.contracts.allocations.base import BudgetRemark, CurrentBudget, PartCode, check_codes
from shared.schemas.contracts.allocations.sums import (
    Formation,
    GrantMinusDiscount,
    PerInhabitant,
    PerInsured,
    Shrinking,
    SquareDivision,
    StrongestGrowers,
    SubsidyCut,
    TurnoverDivision,
)
from shared.schemas.facts import Private
from shared.values.budgets import AllocationMethod, PartLevel

AllocationBasis = Annotated[
    GrantMinusDiscount
    | ExpectedClients
    | GrantPassThrough
    | Formation
    | WeightedCharacteristics
    | PerInhabitant
    | PerInsured
    | NeighbourhoodDivision
    | TurnoverDivision
    | StrongestGrowers
    | Shrinking
    | SubsidyCut
    | SquareDivision,
    Field(discriminator="method", title="AllocationBasis"),
]


class NewBudgetAllocation(Wire):
    """Find or divide a budget (budgetverdeling); with dryRun it is computed and not kept."""

    external_reference: Reference | None = None
    name: Name
    year: int = Field(ge=1990, le=2199, description="begrotingsjaar")
    contract_id: UUID | None = Field(default=None, description="het contract waarvoor de verdeling is")
    basis: AllocationBasis
    current_costs: list[CurrentBudget] = Field(
        default=[],
        max_length=1000,
        description="huidige kosten per deel, om toereikendheid te toetsen (D-54)",
    )

    motivation: Note | None = Field(
        default=None, description="waarom zo; bij een korting per onderwerp gevraagd (R-C49)"
    )

    @model_validator(mode="after")
    def _costs_once(self) -> Self:
        check_codes([one.code for one in self.current_costs])
        return self


class AllocationPart(Wire):
    """One part of an allocation; the parts add up to its total exactly."""

    code: PartCode
    name: str | None
    level: PartLevel
    amount_cents: Cents
    weight: Score | None = Field(description="gewicht in de verdeelsleutel, decimaal; leeg = zonder sleutel")
    fte: Score | None = Field(description="formatie (R-C16)")
    before_cents: Cents | None = Field(description="wat het deel had")
    current_cost_cents: Cents | None = Field(description="huidige kosten (D-54)")
    difference_cents: SignedCents | None = Field(description="budget min huidige kosten; negatief = tekort")


class BudgetAllocation(Resource):
    """A budget allocation (budgetverdeling): inputs, parts and remarks; `unavailable` says why nothing could be computed."""

    name: str
    year: int
    contract_id: UUID | None
    method: AllocationMethod
    basis: AllocationBasis
    total_cents: Cents | None = Field(description="som van de delen; leeg = niet te berekenen")
    parts: list[AllocationPart]
    remarks: list[BudgetRemark]
    unavailable: BudgetRemark | None
    current_costs: list[CurrentBudget]
    motivation: Annotated[str | None, Private]


class SufficiencyLine(Wire):
    """Whether a part's budget covers its current cost (toereikendheid, D-54, R-C19)."""

    code: str
    name: str | None
    level: PartLevel
    amount_cents: Cents
    current_cost_cents: Cents | None
    difference_cents: SignedCents | None
    sufficient: bool | None = Field(description="leeg = huidige kosten onbekend")


class Sufficiency(Wire):
    """Budget sufficiency per part of an allocation (D-54): what is short, and what is unknown."""

    allocation_id: UUID
    year: int
    total_cents: Cents | None
    current_cost_cents: Cents = Field(description="som van de bekende huidige kosten")
    short_cents: Cents = Field(description="som van de tekorten")
    insufficient: int = Field(description="aantal delen dat tekortkomt")
    unknown: int = Field(description="aantal delen waarvan de kosten onbekend zijn")
    lines: list[SufficiencyLine]
