"""Access decisions with their allocation."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Note, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.terms import Law, ProvisionType


class NewDecision(Wire):
    """Take an access decision (beschikking) on a tailor-made provision (maatwerkvoorziening)."""

    external_reference: Reference | None = None
    provision_type: ProvisionType = ProvisionType.TAILOR_MADE
    product_category: Annotated[
        str,
        Field(pattern=r"^[0-9]{2}$", examples=["02"], json_schema_extra={"x-istandaard": "ProductCategorie"}),
    ]
    product_code: (
        Annotated[
            str,
            Field(
                pattern=r"^[A-Z0-9]{1,5}$",
                examples=["02A03"],
                json_schema_extra={"x-istandaard": "ProductCode"},
            ),
        ]
        | None
    ) = None
    provider: Oin
    start_date: Day = Field(json_schema_extra={"x-istandaard": "Ingangsdatum"})
    end_date: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "Einddatum"})
    volume: int = Field(ge=1, le=99_999_999, json_schema_extra={"x-istandaard": "Volume"})
    unit: Annotated[
        str,
        Field(
            pattern=r"^(01|04|14|16|82|83|84)$",
            examples=["04"],
            json_schema_extra={"x-istandaard": "Eenheid"},
        ),
    ]
    frequency: Annotated[
        str, Field(pattern=r"^[1246]$", examples=["2"], json_schema_extra={"x-istandaard": "Frequentie"})
    ]
    acute: bool = False
    motivation: Note


class Decision(Resource):
    """An access decision (beschikking) with its allocation (toewijzing)."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None = Field(default=None, description="contract van de melding")
    law: Law
    provision_type: ProvisionType
    product_category: str
    product_code: str | None
    provider: Oin
    allocation_number: int = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    decided_on: Day
    decided_by: Annotated[str, Private]
    mandate_id: UUID
    start_date: Day
    end_date: Day | None
    volume: int
    unit: str
    frequency: str
    acute: bool
    objection_until: Day | None = Field(
        description="laatste dag voor bezwaar (Awb 6:7); leeg = kalender niet bekend"
    )
    parties: list[Oin]


class DecisionMotivation(Wire):
    """The motivation (motivering) of a decision: for the municipality alone, never in the feed (F-06)."""

    id: UUID
    version: int
    motivation: Note
