"""Requests for allocation by providers (verzoek om toewijzing, iWmo and iJw 315) and their answers (319, 301)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.allocations import (
    AllocationNumber,
    BudgetCents,
    Category,
    Code,
    Frequency,
    ProviderReference,
    Unit,
    Volume,
)
from shared.schemas.common import (
    AgbCode,
    Checked,
    Day,
    MunicipalityCode,
    Note,
    Oin,
    Parties,
    Reference,
    Resource,
    Wire,
)
from shared.schemas.facts import Private
from shared.values.allocating import AskingState
from shared.values.terms import Law

ReferrerType = Annotated[
    str,
    Field(
        pattern=r"^0[1234568]$",
        description="verwijzer (COD327)",
        examples=["02"],
        json_schema_extra={"x-istandaard": "Verwijzer/Type"},
    ),
]
RejectionReason = Annotated[
    str,
    Field(
        pattern=r"^[1-9]$",
        description="reden van afwijzing (WJ759)",
        json_schema_extra={"x-istandaard": "RedenAfwijzingVerzoek"},
    ),
]
_ReferrerName = Annotated[
    str, Field(min_length=1, max_length=64, json_schema_extra={"x-istandaard": "Verwijzer/Naam"}), Checked
]


class NewAllocationRequest(Wire):
    """Ask to be allocated one product for a citizen; products of one message share messageReference."""

    external_reference: Reference | None = None
    owner: Oin = Field(description="de gemeente aan wie het wordt gevraagd")
    provider: Oin = Field(description="de aanbieder die vraagt")
    citizen_id: UUID
    law: Law
    provider_reference: ProviderReference
    message_reference: Reference | None = Field(
        default=None, json_schema_extra={"x-istandaard": "BerichtIdentificatie"}
    )
    requested_on: Day | None = Field(
        default=None, description="leeg = vandaag", json_schema_extra={"x-istandaard": "Dagtekening"}
    )
    request_id: UUID | None = Field(default=None, description="de melding bij de gemeente, als die er is")
    contract_id: UUID | None = None
    decision_number: AllocationNumber | None = Field(
        default=None, json_schema_extra={"x-istandaard": "BeschikkingNummer"}
    )
    decision_date: Day | None = Field(
        default=None, json_schema_extra={"x-istandaard": "BeschikkingIngangsdatum"}
    )
    product_category: Category | None = None
    product_code: Code | None = None
    volume: Volume | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    budget_cents: BudgetCents | None = None
    start_date: Day = Field(json_schema_extra={"x-istandaard": "ToewijzingIngangsdatum"})
    end_date: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "ToewijzingEinddatum"})
    referrer_type: ReferrerType
    referrer_name: _ReferrerName | None = None
    referrer_code: AgbCode | None = Field(
        default=None, json_schema_extra={"x-istandaard": "Verwijzer/ZorgverlenerCode"}
    )
    framework_contract: bool | None = Field(
        default=None, description="landelijk raamcontract", json_schema_extra={"x-istandaard": "Raamcontract"}
    )
    acute: bool = False
    note: Note | None = Field(default=None, json_schema_extra={"x-istandaard": "Commentaar"})


class AllocationRequest(Resource):
    """A request for allocation (verzoek om toewijzing) and how it stands."""

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID
    request_id: UUID | None
    contract_id: UUID | None
    law: Law
    provider: Oin
    provider_reference: Annotated[str | None, Private] = Field(
        json_schema_extra={"x-istandaard": "ReferentieAanbieder"}
    )
    message_reference: Annotated[str | None, Private]
    requested_on: Day
    decision_number: int | None = Field(json_schema_extra={"x-istandaard": "BeschikkingNummer"})
    decision_date: Day | None
    product_category: str | None
    product_code: str | None
    volume: int | None
    unit: str | None
    frequency: str | None
    budget_cents: int | None = Field(description="eurocenten")
    start_date: Day
    end_date: Day | None
    referrer_type: Annotated[str, Field(pattern=r"^[0-9]{2}$")] = Field(
        json_schema_extra={"x-istandaard": "Verwijzer/Type"}
    )
    referrer_name: Annotated[str | None, Private]
    referrer_code: Annotated[str | None, Private]
    framework_contract: bool | None
    acute: bool
    note: Annotated[str | None, Private]
    state: AskingState = Field(json_schema_extra={"x-istandaard": "VerzoekAntwoord"})
    answer_due_on: Day | None = Field(
        description="uiterste dag voor het antwoord; leeg = kalender niet bekend"
    )
    investigated_on: Day | None
    answered_on: Day | None
    rejection_reason: Annotated[str, Field(pattern=r"^[1-9]$")] | None = Field(
        json_schema_extra={"x-istandaard": "RedenAfwijzingVerzoek"}
    )
    responsible_municipality: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = Field(
        json_schema_extra={"x-istandaard": "Woonplaatsbeginsel/Gemeente"}
    )
    allocation_id: UUID | None
    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    parties: Parties


class AskingRejection(Wire):
    """Reject a provider's request (319 code 1)."""

    rejection_reason: RejectionReason
    responsible_municipality: MunicipalityCode | None = Field(
        default=None, description="alleen bij reden 8 (woonplaatsbeginsel, R-A56)"
    )


class AllocationGrant(Wire):
    """Grant a request for allocation (301), with other days or another volume where needed (IV094)."""

    start_date: Day | None = None
    end_date: Day | None = None
    volume: Volume | None = None


__all__ = ["AllocationGrant", "AllocationRequest", "AskingRejection", "NewAllocationRequest"]
