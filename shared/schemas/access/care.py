"""Care that started and stopped under a decision or an accepted referral, as the provider reports it (iWmo/iJw 305 and 307)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import FieldError, Text
from shared.schemas.access.citizens import exactly_one
from shared.schemas.common import Checked, Day, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.care_courses import CareState, CorrectionReason, StopReason, StopState
from shared.values.terms import Law, ProvisionType

_REASON = Text("Geef reason, reasonCode of beide.", "Give reason, reasonCode or both.")

CaseCode = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="eigen code, zonder persoonsgegevens",
        examples=["WIJK-03"],
    ),
    Checked,
]
ReasonCode = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{2}$",
        description="reden van beëindiging naar de wet van de zaak (WMO588, JZ588): 31 is verhuisd onder de Wmo, volgens plan onder de Jeugdwet",
        examples=["19"],
        json_schema_extra={"x-istandaard": "RedenBeeindiging"},
    ),
]


class NewCareStart(Wire):
    """Report that care started (start zorg): under a decision, an accepted referral, or an allocation without a decision: one of these."""

    external_reference: Reference | None = None
    decision_id: UUID | None = Field(default=None, description="het besluit met de toewijzing")
    referral_id: UUID | None = Field(default=None, description="de aanvaarde verwijzing; zonder toewijzing")
    allocation_id: UUID | None = Field(
        default=None,
        description="de toewijzing waar geen besluit bij hoort: op verzoek van de aanbieder, of overgenomen",
    )
    start_date: Day = Field(
        description="eerste dag van de zorg", json_schema_extra={"x-istandaard": "Begindatum"}
    )
    area: CaseCode | None = Field(default=None, description="gebied of wijk waarin de zorg wordt gegeven")
    team: CaseCode | None = Field(default=None, description="team dat de zorg geeft")

    @model_validator(mode="after")
    def _one_case(self) -> Self:
        exactly_one(self, "decision_id", "referral_id", "allocation_id")
        return self


class CareStart(Resource):
    """Care that started (start zorg); its id is the careStartId that names a client where there is no allocation."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID | None = Field(
        description="de melding; leeg bij een toewijzing waar geen melding bij hoort"
    )
    citizen_id: UUID
    decision_id: UUID | None = Field(description="het besluit; leeg bij een verwijzing")
    referral_id: UUID | None = Field(description="de verwijzing; leeg bij een besluit")
    allocation_id: UUID | None = Field(default=None, description="de toewijzing waar geen besluit bij hoort")
    contract_id: UUID | None
    law: Law
    provider: Oin
    provision_type: ProvisionType
    product_category: str | None = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    allocation_number: int | None = Field(
        description="leeg bij een verwijzing", json_schema_extra={"x-istandaard": "ToewijzingNummer"}
    )
    allocation_start_date: Day | None = Field(
        description="eerste dag van de toewijzing; leeg bij een verwijzing",
        json_schema_extra={"x-istandaard": "ToewijzingIngangsdatum"},
    )
    contact_on: Day = Field(description="dag van het eerste contact van de melding")
    granted_on: Day = Field(description="dag van het besluit, of waarop de verwijzing werd aanvaard")
    start_date: Day = Field(
        description="eerste dag van de zorg", json_schema_extra={"x-istandaard": "Begindatum"}
    )
    area: CaseCode | None = Field(description="gebied of wijk waarin de zorg wordt gegeven")
    team: CaseCode | None = Field(description="team dat de zorg geeft")
    reported_on: Day = Field(description="dag waarop de start is gemeld")
    reported_by: Oin = Field(description="organisatie die de start meldde")
    state: CareState
    end_date: Day | None = Field(description="laatste dag van de zorg; leeg zolang zij loopt")
    corrected_for: CorrectionReason | None = Field(
        description="waarom de melding het laatst is gecorrigeerd of ingetrokken"
    )
    parties: Parties


class CareStartCorrection(Wire):
    """Correct a start (correctie): what is left out stays; a null area or team is taken away."""

    start_date: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "Begindatum"})
    area: CaseCode | None = None
    team: CaseCode | None = None
    reason: CorrectionReason


class CareWithdrawal(Wire):
    """Withdraw a report of a start or a stop (intrekken, StatusAanlevering 3), with the reason."""

    reason: CorrectionReason


class NewCareStop(Wire):
    """Report that care stopped (stop zorg): with the reason, or with the code of the iStandaard, or with both."""

    external_reference: Reference | None = None
    care_start_id: UUID = Field(description="de start van deze zorg")
    end_date: Day = Field(
        description="laatste dag van de zorg", json_schema_extra={"x-istandaard": "Einddatum"}
    )
    reason: StopReason | None = Field(default=None, description="leeg = volgt uit reasonCode")
    reason_code: ReasonCode | None = None

    @model_validator(mode="after")
    def _some_reason(self) -> Self:
        if self.reason is None and self.reason_code is None:
            raise ValueError(FieldError("#/reason", "reason-missing", _REASON, rule="R-X07"))
        return self


class CareStop(Resource):
    """Care that stopped (stop zorg), for a time or for good."""

    external_reference: Annotated[str | None, Private] = None
    care_start_id: UUID = Field(description="de start van deze zorg")
    request_id: UUID | None = Field(
        description="de melding; leeg bij een toewijzing waar geen melding bij hoort"
    )
    citizen_id: UUID
    decision_id: UUID | None = Field(description="het besluit; leeg bij een verwijzing")
    referral_id: UUID | None = Field(description="de verwijzing; leeg bij een besluit")
    allocation_id: UUID | None = Field(default=None, description="de toewijzing waar geen besluit bij hoort")
    contract_id: UUID | None
    law: Law
    provider: Oin
    provision_type: ProvisionType
    product_category: str | None = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    start_date: Day = Field(
        description="eerste dag van de zorg", json_schema_extra={"x-istandaard": "Begindatum"}
    )
    end_date: Day = Field(
        description="laatste dag van de zorg", json_schema_extra={"x-istandaard": "Einddatum"}
    )
    reason: StopReason
    reason_code: ReasonCode | None = Field(
        description="leeg bij een overgang naar een ander team: dat kent geen bericht"
    )
    temporary: bool = Field(description="onderbroken: de zorg kan weer starten")
    area: CaseCode | None = Field(description="gebied of wijk waarin de zorg is gegeven")
    team: CaseCode | None = Field(description="team dat de zorg gaf")
    reported_on: Day = Field(description="dag waarop de stop is gemeld")
    reported_by: Oin = Field(description="organisatie die de stop meldde; de gemeente bij een verhuizing")
    state: StopState
    corrected_for: CorrectionReason | None = Field(
        description="waarom de melding het laatst is gecorrigeerd of ingetrokken"
    )
    parties: Parties


class CareStopCorrection(Wire):
    """Correct a stop (correctie): what is left out stays."""

    end_date: Day | None = Field(default=None, json_schema_extra={"x-istandaard": "Einddatum"})
    stop_reason: StopReason | None = Field(default=None, description="de juiste reden van de stop")
    reason_code: ReasonCode | None = None
    reason: CorrectionReason


__all__ = [
    "CareStart",
    "CareStartCorrection",
    "CareStop",
    "CareStopCorrection",
    "CareWithdrawal",
    "CaseCode",
    "NewCareStart",
    "NewCareStop",
]
