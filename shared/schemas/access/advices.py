"""Advice of experts on draft decisions, ratification by a third, and how often independence was in doubt (N-134)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import FieldError, Text
from shared.schemas.common import BasisPoints, Day, Name, Note, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.reviewing import AdviceKind, AdviceOpinion, Ratifier
from shared.values.terms import Law

Count = Annotated[int, Field(ge=0)]
_RATIFIER = Text(
    "Zeg bij een bekrachtiging wie de derde is (ratifier), en alleen dan.",
    "Say who the third is (ratifier) with a ratification, and only then.",
)


class NewAdviser(Wire):
    """One expert who advises, with who employs him."""

    expert: Name = Field(examples=["dr. A. de Wit"])
    employer: Oin | None = Field(default=None, description="OIN van de werkgever; leeg = werkt zelfstandig")


class NewExpertAdvice(Wire):
    """Record what experts say of a draft decision (expertadvies), or that a third ratifies it (bekrachtiging)."""

    external_reference: Reference | None = None
    decision_id: UUID = Field(description="het besluit in concept")
    kind: AdviceKind
    advisers: Annotated[list[NewAdviser], Field(min_length=1, max_length=10)]
    ratifier: Ratifier | None = Field(default=None, description="alleen bij ratification")
    advised_on: Day
    opinion: AdviceOpinion
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente")

    @model_validator(mode="after")
    def _ratifier_named(self) -> Self:
        if (self.kind is AdviceKind.RATIFICATION) != (self.ratifier is not None):
            raise ValueError(FieldError("#/ratifier", "ratifier", _RATIFIER, rule="R-A20"))
        return self


class Adviser(Wire):
    """One expert, with who employs him."""

    expert: str
    employer: Oin | None = Field(description="OIN van de werkgever; leeg = werkt zelfstandig")


class ExpertAdvice(Resource):
    """An expert advice (expertadvies), joint advice or ratification (bekrachtiging) on a draft decision; the expert does not decide."""

    external_reference: Annotated[str | None, Private] = None
    decision_id: UUID
    request_id: UUID
    citizen_id: UUID
    law: Law
    kind: AdviceKind
    expert: Annotated[str, Private]
    employer: Oin | None = Field(description="OIN van de werkgever van de (eerste) expert")
    advisers: Annotated[list[Adviser], Private]
    ratifier: Ratifier | None
    chosen_provider: Oin | None = Field(description="aanbieder die de zorg zou krijgen")
    advised_on: Day
    opinion: AdviceOpinion
    independence_warning: bool = Field(
        description="of een adviseur bij de gekozen aanbieder werkt (WC-eend-waarschuwing, R-A21)"
    )
    recorded_by: Annotated[str, Private]
    note: Annotated[str | None, Private]


class AdviceCounts(Wire):
    """How often an adviser worked for the chosen provider, over some days (E-34)."""

    first_day: Day
    last_day: Day
    advices: Count
    warnings: Count
    rate_basis_points: BasisPoints | None = Field(
        description="waarschuwingen gedeeld door adviezen; leeg = geen adviezen"
    )
    joint: Count = Field(description="daarvan gezamenlijk")
    ratifications: Count = Field(description="bekrachtigingen, die hier niet meetellen")
