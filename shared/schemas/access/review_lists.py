"""What is due and what is counted of reviews: lists, feedback to consultants, planning, the switch team's register."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Cents, Day, DerivationStep, SignedCents, Wire
from shared.values.reviewing import Due, ReviewKind, ReviewOutcome, ReviewState
from shared.values.terms import Law

Count = Annotated[int, Field(ge=0)]


class DueReview(Wire):
    """A review that is due: how it stands against its day, and what is still missing."""

    review_id: UUID
    kind: ReviewKind
    request_id: UUID | None
    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    due_on: Day
    due: Due
    days_left: int = Field(description="dagen tot de uiterste dag; negatief = te laat")
    reviewer: str | None
    missing: list[str] = Field(description="wat nog ontbreekt: providerContactOn, citizenContactOn, reviewer")


class DueReviews(Wire):
    """The open reviews with a day of their own, soonest first, as of a day; and how many stand how."""

    on: Day
    overdue: Count
    due: Count
    planned: Count
    without_day: Count = Field(description="open toetsen zonder eigen dag")
    reviews: list[DueReview]


class EndingAllocation(Wire):
    """A running allocation that ends soon, and whether its extension is under review (R-A11)."""

    decision_id: UUID
    request_id: UUID | None
    allocation_number: int = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    law: Law
    product_category: str | None = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    end_date: Day
    days_left: Count
    extensions: Count = Field(description="hoe vaak al verlengd")
    review_id: UUID | None = Field(description="de toets van de verlenging, als die er is")
    review_state: ReviewState | None


class DaysAhead(Wire):
    """How many days ahead is looked."""

    days: Annotated[int, Field(ge=0, le=400)]


class EndingAllocations(Wire):
    """The running allocations that end in some days, soonest first."""

    on: Day
    days: Count
    allocations: list[EndingAllocation]


class ConspicuousProduct(Wire):
    """A product whose use grew, or that is costly, in a period against the one before (R-A10)."""

    law: Law
    product_category: str = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    decisions: Count
    decisions_before: Count
    growth_basis_points: int | None = Field(description="groei in basispunten; leeg = was er nog niet")
    value_cents: Cents | None = Field(description="toegekende waarde in de periode; leeg = niet bekend")
    highest_cents: Cents | None = Field(description="het duurste besluit in de periode")
    much_used: bool
    costly: bool


class ConspicuousProducts(Wire):
    """What stood out in a period, with the thresholds of the policy that were used, and why."""

    first_day: Day
    last_day: Day
    growth_threshold_basis_points: int
    cost_threshold_cents: Cents | None
    policy_version: int
    products: list[ConspicuousProduct]


class ConsultantFeedback(Wire):
    """What a consultant's checks brought: how many, with which outcome, and their yield (R-A49, E-49)."""

    consultant: str
    checks: Count
    approved: Count
    approved_with_change: Count
    not_approved: Count
    yield_basis_points: BasisPoints = Field(
        description="niet goedgekeurd gedeeld door toetsen, in basispunten"
    )
    feedback_sent: Count = Field(description="hoeveel uitkomsten de consulent heeft gehoord")


class ConsultantFeedbackList(Wire):
    """The feedback of some consultants over some days; a consultant sees only the own."""

    first_day: Day
    last_day: Day
    consultants: list[ConsultantFeedback]


class PlannedReviews(Wire):
    """Of one kind of review: how many were opened, are done, overdue, and with which outcome (D-32)."""

    kind: ReviewKind
    opened: Count
    completed: Count
    cancelled: Count
    open: Count
    overdue: Count
    approved: Count
    approved_with_change: Count
    not_approved: Count
    feedback_sent: Count


class ReviewPlanning(Wire):
    """The planning of checks in some days, per kind (D-32)."""

    first_day: Day
    last_day: Day
    on: Day
    kinds: list[PlannedReviews]


class SwitchTeamLine(Wire):
    """One application that the switch team looked at, with what it advised and saved (D-31)."""

    review_id: UUID
    request_id: UUID | None
    decision_id: UUID | None
    kind: ReviewKind
    state: ReviewState
    opened_on: Day
    completed_on: Day | None
    outcome: ReviewOutcome | None
    alternative_product: str | None
    asked_cents: Cents | None
    granted_cents: Cents | None = Field(description="waarde van het besluit; leeg = nog niet beslist")
    saved_cents: SignedCents | None = Field(
        description="gevraagd min toegekend; leeg = een van beide niet bekend"
    )


class SwitchTeamRegister(Wire):
    """The register of the switch team (schakelteam) over some days, and how its totals came about (D-31)."""

    first_day: Day
    last_day: Day
    above_threshold: Count
    voluntary: Count
    completed: Count
    alternatives: Count = Field(description="hoe vaak een alternatief is geadviseerd")
    asked_cents: Cents
    granted_cents: Cents
    saved_cents: SignedCents
    lines: list[SwitchTeamLine]
    steps: list[DerivationStep]
