"""Gradings of intensity by who gave them, and how far assessors agree (N-135, R-A46, D-33)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.care import CaseCode
from shared.schemas.access.legal_checks import ProductCategory, ProductCode
from shared.schemas.common import BasisPoints, Day, Note, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.legal_frames import (
    GraderRole,
    GradingDirection,
    GradingFactor,
    GradingSide,
    GradingState,
)

Intensity = Annotated[
    int, Field(strict=True, ge=1, le=99, description="zwaarte, hoger is zwaarder", examples=[3])
]
Cases = Annotated[int, Field(ge=0)]


class NewGrading(Wire):
    """Record how heavy somebody graded the need (inschaling)."""

    external_reference: Reference | None = None
    request_id: UUID
    role: GraderRole = Field(description="wie inschaalde; een aanbieder alleen als providerIntake")
    provider: Oin | None = Field(
        default=None, description="de aanbieder bij providerIntake; leeg = wie het vastlegt"
    )
    product_category: ProductCategory
    product_code: ProductCode | None = None
    intensity: Intensity
    factors: list[GradingFactor] = Field(
        default=[], max_length=len(GradingFactor), description="wat erbij woog"
    )
    graded_on: Day = Field(description="dag van de inschaling")
    old_system: CaseCode | None = Field(default=None, description="het oude stelsel", examples=["ZZP"])
    old_code: CaseCode | None = Field(
        default=None, description="de inschaling in het oude stelsel", examples=["3C"]
    )
    old_intensity: Intensity | None = Field(
        default=None, description="die inschaling, omgezet in de zwaarte van nu"
    )
    note: Note | None = Field(
        default=None, description="toelichting; blijft bij wie haar schreef en de gemeente"
    )


class Grading(Resource):
    """A grading of intensity (inschaling) by an assessor."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    role: GraderRole
    assessor: Annotated[str, Private] = Field(description="wie inschaalde")
    provider: Oin | None
    product_category: ProductCategory
    product_code: ProductCode | None
    intensity: Intensity
    factors: list[GradingFactor] = Field(description="wat erbij woog")
    graded_on: Day = Field(description="dag van de inschaling")
    old_system: str | None = Field(description="het oude stelsel; leeg = geen")
    old_code: str | None = Field(description="de inschaling in het oude stelsel")
    old_intensity: Intensity | None = Field(description="die inschaling, omgezet in de zwaarte van nu")
    note: Annotated[str | None, Private] = Field(description="toelichting; leeg als de inwoner is gewist")
    state: GradingState
    parties: Parties


class GradingsOf(Wire):
    """Which gradings are compared."""

    first_side: GradingSide = Field(default=GradingSide.ACCESS_WORKER, description="de ene kant")
    second_side: GradingSide = Field(default=GradingSide.PROVIDER_INTAKE, description="de andere kant")
    from_date: Day = Field(description="eerste dag van inschaling")
    to_date: Day = Field(description="laatste dag van inschaling")
    provider: Oin | None = None
    product_category: ProductCategory | None = None


class GradingGroup(Wire):
    """How far two assessors agree over the cases of one provider and product; None is left out (F-08)."""

    provider: Oin | None
    product_category: ProductCategory | None
    product_code: ProductCode | None
    cases: Cases | None = Field(description="gevallen die beiden inschaalden; leeg = te klein")
    equal: Cases | None = Field(description="gevallen die beiden gelijk inschaalden; leeg = te klein")
    second_higher: Cases | None = Field(
        description="gevallen die de andere kant zwaarder inschaalde; leeg = te klein"
    )
    first_higher: Cases | None = Field(
        description="gevallen die de ene kant zwaarder inschaalde; leeg = te klein"
    )
    agreement_basis_points: BasisPoints | None = Field(
        description="deel met dezelfde zwaarte; leeg = te klein"
    )
    direction: GradingDirection | None = Field(description="wie vaker zwaarder inschaalt; leeg = te klein")
    suppressed: bool


class GradingComparison(Wire):
    """How far two assessors agree (vergelijking van inschaling, R-A46), in all and by provider and product."""

    first_side: GradingSide = Field(description="de ene kant")
    second_side: GradingSide = Field(description="de andere kant")
    from_date: Day = Field(description="eerste dag van inschaling")
    to_date: Day = Field(description="laatste dag van inschaling")
    total: GradingGroup = Field(description="alle gevallen samen")
    groups: list[GradingGroup] = Field(description="per aanbieder en product", max_length=5000)


__all__ = ["Grading", "GradingComparison", "GradingGroup", "GradingsOf", "NewGrading"]
