"""Care orders (zorgopdrachten): the start moment of care, and acute care that nobody decided on yet (R-A05, R-A48)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Cents, Day, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.allocating import CareOrderState
from shared.values.terms import Law


class NewCareOrder(Wire):
    """Send a care order for an allocation, or for acute care on a request before any decision."""

    external_reference: Reference | None = None
    allocation_id: UUID | None = Field(
        default=None, description="de toewijzing; leeg bij acute zorg vóór een besluit"
    )
    request_id: UUID | None = Field(
        default=None, description="de melding met acute zorg; leeg bij een toewijzing"
    )
    provider: Oin | None = Field(default=None, description="aanbieder van de acute zorg; nodig bij requestId")
    start_date: Day | None = Field(
        default=None, description="eerste dag van de acute zorg, ook in het verleden; leeg = vandaag"
    )
    daily_amount_cents: Cents | None = Field(
        default=None, description="eurocenten per dag, om te tonen wat acute zorg zonder besluit kost (R-A48)"
    )


class CareOrder(Resource):
    """A care order (zorgopdracht): nothing delivered before earliestDeliveryOn is valid."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID | None
    citizen_id: UUID
    allocation_id: UUID | None = Field(description="leeg = acute zorg vóór een besluit")
    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    decision_id: UUID | None = Field(description="het besluit waarop zij rust, of dat haar sloot")
    contract_id: UUID | None
    law: Law
    provider: Oin
    sent_on: Day = Field(description="dag van verzending")
    start_date: Day
    earliest_delivery_on: Day = Field(description="levering vóór deze dag is niet geldig (R-A05)")
    acute: bool
    daily_amount_cents: int | None = Field(description="eurocenten per dag; leeg = niet bekend")
    state: CareOrderState
    decided_on: Day | None = Field(description="dag van het besluit dat op de acute zorg volgde")
    days_undecided: int | None = Field(description="dagen tussen begin en besluit")
    exposure_cents: int | None = Field(description="eurocenten over die dagen; leeg = niet bekend")
    parties: Parties


class UndecidedCareOrder(Wire):
    """Acute care without a decision, with what it came to so far."""

    care_order_id: UUID
    request_id: UUID | None
    citizen_id: UUID
    provider: Oin
    start_date: Day
    daily_amount_cents: int | None
    days_undecided: int
    exposure_cents: int | None = Field(description="eurocenten; leeg = geen bedrag per dag bekend")
    beyond_term: bool = Field(
        description="langer dan de beleidsregel van de gemeente (undecidedExposureDays)"
    )


class UndecidedCare(Wire):
    """All acute care that nobody decided on, the longest waiting first (R-A48, I-09)."""

    on: Day
    policy_version: int | None = Field(description="versie van de beleidsregels; leeg voor een aanbieder")
    care_orders: list[UndecidedCareOrder]
    exposure_cents: int = Field(description="eurocenten van alle samen, voor zover bekend")


__all__ = ["CareOrder", "NewCareOrder", "UndecidedCare", "UndecidedCareOrder"]
