"""Who is responsible for whom: exclusive coverage of areas, with its gaps and overlaps (R-C12)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Day, Oin, Reference, Resource, Wire
from shared.schemas.contracts.funding.base import AreaCode
from shared.schemas.contracts.populations import Age, Slug, check_ages, check_once
from shared.values.terms import Law

Areas = Annotated[
    list[AreaCode],
    Field(
        min_length=1, max_length=500, description="gebieden; een groot gebied is al zijn kleinste gebieden"
    ),
]
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


class ExpectedCost(Wire):
    """What support in the areas is expected to cost in a year, and how far that may vary (R-C55)."""

    annual_cents: Cents
    standard_deviation_cents: Cents = Field(description="standaardafwijking van de jaarkosten")


class PlannedCoverage(Wire):
    """Areas for which one provider is to be responsible; what is left empty is that of the population."""

    provider: Oin = Field(description="de verantwoordelijke (hoofd)aanbieder: OIN, 20 cijfers")
    area_codes: Areas
    laws: list[Law] = Field(
        default_factory=list, max_length=len(Law), description="leeg = die van de populatie"
    )
    demands: list[Slug] = Field(
        default_factory=list, max_length=50, description="leeg = die van de populatie"
    )
    age_from: Age | None = Field(default=None, description="leeg = die van de populatie")
    age_until: Age | None = Field(default=None, description="tot en met; leeg = die van de populatie")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check_ages(self.age_from, self.age_until)
        check_once(self.area_codes, list(self.laws), self.demands)
        return self


class NewCoverage(PlannedCoverage):
    """Make one provider responsible for areas of a population during days (exclusieve dekking, R-C12)."""

    external_reference: Reference | None = None
    population_id: UUID
    contract_id: UUID | None = Field(
        default=None, description="het contract waarop dit rust: een populatiecontract voor deze populatie"
    )
    valid_from: Day = Field(description="eerste dag")
    valid_until: Day | None = Field(default=None, description="laatste dag; leeg = onbepaald")
    expected_cost: ExpectedCost | None = Field(
        default=None, description="verwachte jaarkosten van deze gebieden (R-C55)"
    )
    equity_cents: Cents | None = Field(
        default=None, description="eigen vermogen waarmee de aanbieder het risico draagt (R-C55)"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        return self


class CoverageChange(Wire):
    """Change a coverage (JSON Merge Patch): the areas before it begins, the last day from today on."""

    area_codes: Areas = Field(default_factory=list)
    valid_until: Day | None = None
    expected_cost: ExpectedCost | None = None
    equity_cents: Cents | None = None


class Carrying(Wire):
    """Whether a provider can carry how far the costs of a population may vary (draagkracht, R-C55)."""

    standard_deviation_cents: Cents = Field(description="standaardafwijking van de verwachte jaarkosten")
    equity_cents: Cents
    enough: bool = Field(
        description="of het eigen vermogen ten minste zo groot is; zo niet: een waarschuwing"
    )


class Coverage(Resource):
    """Which provider alone is responsible for which areas of a population, from when until when (dekking, R-C12)."""

    population_id: UUID
    contract_id: UUID | None
    provider: Oin
    area_codes: list[AreaCode]
    laws: list[Law]
    demands: list[Slug] = Field(description="leeg = elke vraag")
    target_group: Slug | None = Field(description="leeg = iedereen")
    age_from: int
    age_until: int | None
    valid_from: Day
    valid_until: Day | None
    expected_cost: ExpectedCost | None
    equity_cents: Cents | None
    carrying: Carrying | None = Field(description="alleen als kosten en eigen vermogen bekend zijn (R-C55)")
    withdrawn_on: Day | None = Field(description="dag waarop de toewijzing is ingetrokken")


class CoveragePlan(Wire):
    """A division of areas over providers that is not saved, to be held against a population."""

    population_id: UUID
    valid_from: Day
    valid_until: Day | None = None
    assignments: list[PlannedCoverage] = Field(max_length=200)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        return self


class CoverageCell(Wire):
    """One smallest area for a law, a demand, a target group and ages during days, with who is responsible."""

    area_code: AreaCode
    law: Law
    demand: Slug | None = Field(description="leeg = elke vraag")
    target_group: Slug | None
    age_from: int
    age_until: int | None
    valid_from: Day
    valid_until: Day | None
    providers: list[Oin] = Field(description="leeg = niemand; meer dan één = een overlapping")


class Responsibility(Wire):
    """For which smallest areas a provider is responsible, for at least a part."""

    provider: Oin
    area_codes: list[AreaCode]


class CoverageState(Wire):
    """How a population is covered during days: what is a gap, what overlaps, and who has what (R-C12)."""

    population_id: UUID
    valid_from: Day
    valid_until: Day | None
    complete: bool = Field(description="of elk gebied steeds precies één verantwoordelijke heeft")
    areas: int = Field(description="aantal kleinste gebieden van de populatie")
    covered_areas: int = Field(description="waarvan steeds en geheel gedekt")
    gaps: list[CoverageCell] = Field(description="waarvoor niemand verantwoordelijk is")
    overlaps: list[CoverageCell] = Field(description="waarvoor meer dan één verantwoordelijk is")
    responsibilities: list[Responsibility]


__all__ = [
    "Carrying", "Coverage", "CoverageCell", "CoverageChange", "CoveragePlan", "CoverageState", "ExpectedCost", "NewCoverage",
    "PlannedCoverage", "Responsibility",
]  # fmt: skip
