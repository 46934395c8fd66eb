"""Referrals to a provider."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Name, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.terms import Law, ReferralState


class NewReferral(Wire):
    """Refer the citizen to a provider for a general provision (algemene voorziening): no decision (R-A27)."""

    external_reference: Reference | None = None
    provider: Oin


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
        description="dag waarop de verwijzing sloot zonder antwoord: de inwoner verhuisde (R-A56); aannemen kan niet meer",
    )
    parties: list[Oin]


class RefuseReferral(Wire):
    """Refuse a referral, with the reason."""

    reason: Name
