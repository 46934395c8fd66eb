"""What travels to and from the access service."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Checked, Day, Name, Note, Oin, Reference, Resource, Wire
from shared.values.terms import Law, ProvisionType, ReferralState, RequestState

CitizenReference = Annotated[
    str,
    Field(
        min_length=1,
        max_length=60,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="kenmerk van de inwoner bij de aanleverende partij; nooit een BSN",
    ),
    Checked,
]


class NewRequest(Wire):
    """Report a citizen's question (melding)."""

    external_reference: Reference | None = None
    citizen_reference: CitizenReference
    contract_id: UUID | None = Field(
        default=None, description="contract waarvan de bevolking deze inwoner omvat"
    )
    law: Law
    contact_on: Day = Field(description="dag van het eerste contact")
    acute: bool = False


class Request(Resource):
    """A citizen's question (melding, aanvraag); the citizen is a surrogate, without personal data."""

    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    contact_on: Day
    first_talk_on: Day | None
    acute: bool
    state: RequestState
    parties: list[Oin]


class FirstTalk(Wire):
    """Record the first talk (eerste gesprek), which ends the waiting time (R-O06)."""

    held_on: Day


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
    decided_by: str
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


class NewReferral(Wire):
    """Refer the citizen to a provider for a general provision (algemene voorziening): no decision (R-A27)."""

    external_reference: Reference | None = None
    provider: Oin


class Referral(Resource):
    """A referral (verwijzing) to a provider, accepted or refused."""

    request_id: UUID
    citizen_id: UUID
    contract_id: UUID
    law: Law
    provider: Oin
    referred_on: Day
    state: ReferralState
    answered_on: Day | None
    refusal_reason: str | None
    breach: bool = Field(description="schending van de acceptatieplicht (R-A36)")
    escalation_level: int = Field(ge=0, description="trede van de opschalingsroute")
    parties: list[Oin]


class RefuseReferral(Wire):
    """Refuse a referral, with the reason."""

    reason: Name
