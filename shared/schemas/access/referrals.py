"""Referrals to a provider."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.choices import ProductCategory, ProductCode
from shared.schemas.common import (
    AgbCode,
    BasisPoints,
    Cents,
    Day,
    Name,
    Oin,
    Parties,
    Reference,
    Resource,
    Wire,
)
from shared.schemas.facts import Private
from shared.values.choosing import (
    ApprovalState,
    CareDomain,
    CareIntensity,
    EscalationOutcome,
    EscalationParty,
    RefusalKind,
)
from shared.values.questions import ReferrerType
from shared.values.terms import Law, ReferralState


class ReferralDetails(Wire):
    """What may be said of any referral (N-130); what is left out follows from the request and its law."""

    external_reference: Reference | None = None
    provider: Oin
    from_domain: CareDomain | None = Field(
        default=None, description="domein waar de inwoner vandaan komt (D-53)"
    )
    to_domain: CareDomain | None = Field(default=None, description="domein waarheen; leeg = dat van de wet")
    expected_cents: Cents | None = Field(default=None, description="verwachte kosten in eurocenten")
    intensity: CareIntensity | None = Field(default=None, description="zwaarte van de vraag (E-19)")
    product_category: ProductCategory | None = None
    product_code: ProductCode | None = None


class NewReferral(ReferralDetails):
    """Refer a citizen to a provider for a general provision (algemene voorziening): no decision (R-A27)."""

    referrer_type: ReferrerType | None = Field(
        default=None,
        description="wie verwijst (COD327); onder de Wmo alleen de gemeente (R-A04)",
        json_schema_extra={"x-istandaard": "Verwijzer"},
    )
    referrer_code: AgbCode | None = Field(
        default=None, description="AGB-code van de verwijzer", json_schema_extra={"x-istandaard": "Verwijzer"}
    )


class NewOnwardReferral(ReferralDetails):
    """Refer a citizen on to another provider (doorverwijzen), with approval where the policy demands it (R-A24)."""


class ReferralApproval(Wire):
    """What the basic team says of an onward referral (goedkeuring, R-A24)."""

    approved: bool


class ReferralEscalation(Wire):
    """A step of the escalation route beyond the first (trede 2 of 3, R-A36)."""

    level: int = Field(ge=2, le=3, description="trede")
    taken_on: Day = Field(description="dag waarop de trede is gezet")
    party: EscalationParty = Field(description="wie haar zette")
    outcome: EscalationOutcome = Field(description="waartoe zij leidde")


class ReferralCost(Wire):
    """What a referral really cost (werkelijke kosten)."""

    real_cents: Cents


class Referral(Resource):
    """A referral (verwijzing) to a provider, accepted or refused."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID
    law: Law
    provider: Oin
    referred_on: Day
    state: ReferralState
    answered_on: Day | None
    refusal_reason: Annotated[str | None, Private]
    breach: bool = Field(description="schending van de acceptatieplicht (R-A36)")
    escalation_level: int = Field(ge=0, description="trede van de opschalingsroute")
    closed_on: Day | None = Field(
        default=None,
        description="eerste dag zonder de verwijzing: de inwoner verhuisde (R-A56), of niemand antwoordde en doorverwijzen is afgekeurd; aannemen kan niet meer",
    )
    referrer_type: ReferrerType = Field(
        default=ReferrerType.MUNICIPALITY,
        description="wie verwees (COD327)",
        json_schema_extra={"x-istandaard": "Verwijzer"},
    )
    referrer_code: str | None = Field(default=None, json_schema_extra={"x-istandaard": "Verwijzer"})
    from_provider: Oin | None = Field(default=None, description="aanbieder die doorverwees (R-A24)")
    onward_of: UUID | None = Field(default=None, description="de verwijzing waarop werd doorverwezen")
    from_domain: CareDomain | None = Field(default=None, description="domein waar de inwoner vandaan komt")
    to_domain: CareDomain | None = Field(default=None, description="domein waarheen")
    crosses: bool = Field(default=False, description="of zij over een domeingrens gaat (E-18)")
    product_category: str | None = Field(default=None, json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(default=None, json_schema_extra={"x-istandaard": "ProductCode"})
    intensity: CareIntensity | None = Field(default=None, description="zwaarte van de vraag (E-19)")
    expected_cents: int | None = Field(default=None, description="verwachte kosten in eurocenten")
    real_cents: int | None = Field(default=None, description="werkelijke kosten in eurocenten")
    acute: bool = Field(default=False)
    approval: ApprovalState = Field(
        default=ApprovalState.NOT_NEEDED, description="wat het basisteam van doorverwijzen zegt (R-A24)"
    )
    approved_on: Day | None = Field(default=None, description="dag waarop het basisteam dat zei")
    approved_by: Annotated[str | None, Private] = Field(default=None)
    policy_version: int = Field(default=0, description="versie van het beleid; 0 = de standaardwaarden")
    sole_provider: bool = Field(default=False, description="of het contract geen andere aanbieder heeft")
    refusal_kind: RefusalKind | None = Field(default=None, description="wilde niet, of kon niet (R-A36)")
    escalations: list[ReferralEscalation] = Field(default=[], description="treden na de eerste (R-A36)")
    parties: Parties


class RefuseReferral(Wire):
    """Refuse a referral, with the reason."""

    reason: Name
    kind: RefusalKind = Field(
        default=RefusalKind.REFUSED,
        description="wil niet (schending onder acceptatieplicht) of kan niet leveren",
    )


class RefusalCount(Wire):
    """Referrals to a provider at an intensity, by their answer (E-19)."""

    provider: Oin
    intensity: CareIntensity | None = Field(description="leeg = niet gezegd")
    referrals: int
    accepted: int
    refused: int
    cannot_deliver: int
    refusal_basis_points: BasisPoints | None = Field(
        description="geweigerd gedeeld door beantwoord; leeg = niets beantwoord"
    )


class RefusalCounts(Wire):
    """How often providers refuse in some days (weigeringen), by provider and intensity (E-19)."""

    first_day: Day
    last_day: Day
    lines: list[RefusalCount]


class DomainFlow(Wire):
    """Referrals from one domain to another, with their costs (D-53)."""

    from_domain: CareDomain
    to_domain: CareDomain
    referrals: int
    expected_cents: int
    real_cents: int
    costed: int = Field(description="hoeveel daarvan werkelijke kosten hebben")


class DomainFlows(Wire):
    """What is referred from domain to domain in some days (verwijsstromen, D-53)."""

    first_day: Day
    last_day: Day
    lines: list[DomainFlow]
